"""The weak places, found in the figures rather than chosen."""

from typing import Final

from benchmarks import aims, plan
from benchmarks.cases import OTHERS, STRATUM, city, spoilt_city
from benchmarks.hostile import FAULTS
from benchmarks.methods import METHODS
from benchmarks.results import Measured
from benchmarks.tables import FEWEST_PAIRS, share
from tanggap.simulate import STRATA

_LOW: Final = 0.9
_LIMITS: Final = """\
- The simulated city comes from the same hands as the matcher. Its faults were written from
  published rates, not from what the matcher can undo, but real lists will hold faults that
  nobody thought of: expect less than these figures.
- The English sets were in sight during development; so were half of the eight lists.
- The peers were set up by people who know them less well than their makers do.
- One machine, one run a cell: read seconds to within 30 %.
- Twins of one sex differ only in the name and the last digits of the NIK; a damaged NIK and a
  short name leave nothing to tell them apart."""


def written(measured: Measured) -> str:
    """Return the weak places as a list."""
    found = [*_missed(measured), *_low_strata(measured), *_hostile(measured), *_beaten(measured)]
    return "\n".join([*(f"- {place}" for place in found), _LIMITS])


def _missed(measured: Measured) -> list[str]:
    return [f"Promised and not reached: {label}." for label in aims.missed(measured)]


def _low_strata(measured: Measured) -> list[str]:
    """Name strata with enough pairs to judge and a low F1."""
    subjects = {f"60,000 records, {noise} noise": _cities(noise) for noise in plan.NOISES}
    subjects["1,000,000 records"] = [aims.MILLION]
    return [
        f"{subject}, rows with {name.replace('_', ' ')}: F1 {share(score.f1)} "
        f"(precision {share(score.precision)}, recall {share(score.recall)})."
        for subject, cases in subjects.items()
        for name in STRATA
        if (score := measured.pooled(cases, aims.OWN, STRATUM + name))
        and score.wanted >= FEWEST_PAIRS
        and score.f1 < _LOW
    ]


def _cities(noise: str) -> list[str]:
    return [city(plan.CITY, noise, seed).key for seed in plan.SEEDS]


def _hostile(measured: Measured) -> list[str]:
    """Name faults under which persons are no longer found."""
    size = max(plan.HOSTILE_SIZES)
    scores = {
        fault: measured.pooled([spoilt_city(size, fault, plan.SEEDS[0]).key], aims.OWN, "person")
        for fault in FAULTS
    }
    return [
        f"{size:,} rows, {fault}: F1 {share(score.f1)} (precision {share(score.precision)}, "
        f"recall {share(score.recall)})."
        for fault, score in scores.items()
        if score and score.f1 < _LOW
    ]


def _beaten(measured: Measured) -> list[str]:
    """Name every peer that is as good at its own threshold, or better."""
    places = []
    named = {case.key: case.label for case in OTHERS}
    for noise in plan.NOISES:
        for seed in plan.SEEDS:
            case = city(plan.CITY, noise, seed)
            named[case.key] = f"{case.label}, seed {seed}"
    for key, label in named.items():
        ours = measured.pooled([key], aims.OWN, "person")
        for method, entry in METHODS.items():
            theirs = measured.pooled([key], method, "person")
            if ours and theirs and method != aims.OWN and theirs.f1 >= ours.f1:
                places.append(
                    f"{label}: {entry.label} reaches {share(theirs.f1)}, Tanggap {share(ours.f1)}."
                )
    return places
