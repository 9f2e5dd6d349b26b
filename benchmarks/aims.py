"""What Tanggap promises, as figures, so that the document can say which promises hold."""

from dataclasses import dataclass
from typing import Final

from benchmarks import plan
from benchmarks.cases import city
from benchmarks.results import Measured
from benchmarks.tables import NOTHING, f1, seconds, share, table

OWN: Final = "tanggap"
MILLION: Final = city(1_000_000, "medium", plan.SEEDS[0]).key


@dataclass(frozen=True, slots=True)
class Aim:
    """At least this F1 on these cases."""

    label: str
    cases: tuple[str, ...]
    what: str
    least: float


def _city(noise: str) -> tuple[str, ...]:
    return tuple(city(plan.CITY, noise, seed).key for seed in plan.SEEDS)


_KINDS: Final = {
    "person": ("person F1", (0.998, 0.988, 0.920)),
    "household": ("household F1", (0.960, 0.930, 0.850)),
    "flag": ("household on two lists, F1", (0.975, 0.960, 0.935)),
}
ACCURACY: Final = (
    *(
        Aim(f"60,000 records, {noise} noise: {label}", _city(noise), what, least)
        for what, (label, leasts) in _KINDS.items()
        for noise, least in zip(plan.NOISES, leasts, strict=True)
    ),
    Aim("1,000,000 records, medium noise: person F1", (MILLION,), "person", 0.980),
    Aim("FEBRL 3: F1", ("febrl3",), "person", 0.9995),
    Aim("FEBRL 4: F1", ("febrl4",), "person", 0.9995),
    Aim("historical_50k: F1", ("historical",), "person", 0.85),
    Aim("pseudopeople: F1", ("pseudopeople",), "person", 0.90),
)
MOST_SECONDS: Final = 20.0
MOST_BYTES: Final = int(2.5 * 2**30)
LEAST_TIMES_FASTER: Final = 3.0


def judged(measured: Measured) -> str:
    """Return the table of aims, each with what was measured."""
    rows = [_accuracy_row(measured, aim) for aim in ACCURACY]
    return table(("aim", "at least", "measured", "reached"), [*rows, *_speed_rows(measured)])


def missed(measured: Measured) -> list[str]:
    """Return the labels of aims that were measured and not reached."""
    rows = [*(_accuracy_row(measured, aim) for aim in ACCURACY), *_speed_rows(measured)]
    return [label for label, *_, reached in rows if reached == "no"]


def _accuracy_row(measured: Measured, aim: Aim) -> tuple[str, ...]:
    score = measured.pooled(aim.cases, OWN, aim.what)
    reached = NOTHING if score is None else "yes" if score.f1 >= aim.least else "no"
    return aim.label, share(aim.least), f1(score), reached


def _speed_rows(measured: Measured) -> list[tuple[str, ...]]:
    ours, splink = measured.of(MILLION, OWN), measured.of(MILLION, "splink")
    if not ours or ours.failure:
        return []
    memory = ours.peak_bytes / 2**30
    rows = [
        _at_most("1,000,000 records from raw text, seconds", MOST_SECONDS, ours.seconds),
        _at_most("1,000,000 records, peak memory, GiB", MOST_BYTES / 2**30, memory),
    ]
    if splink and not splink.failure:
        against = splink.seconds
        rows += [
            _times(
                "Tanggap from raw text, Splink from the normalised table", against / ours.seconds
            ),
            _times(
                "both from the normalised table", against / (ours.seconds - ours.normalise_seconds)
            ),
            _times("both from raw text", (against + splink.normalise_seconds) / ours.seconds),
        ]
    return rows


def _times(label: str, found: float) -> tuple[str, ...]:
    reached = "yes" if found >= LEAST_TIMES_FASTER else "no"
    subject = "1,000,000 records, times faster than Splink's best: "
    return subject + label, f"{LEAST_TIMES_FASTER:.0f} ×", f"{found:.1f} ×", reached


def _at_most(label: str, most: float, found: float) -> tuple[str, ...]:
    return label, f"at most {most:g}", seconds(found), "yes" if found <= most else "no"
