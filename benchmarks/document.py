"""`docs/benchmarks.md`, written from what was measured."""

import os
from typing import Final

from benchmarks import aims, hostile, machine, plan, weak
from benchmarks.cases import LISTS, OTHERS, STRATUM, city, spoilt_city
from benchmarks.methods import METHODS
from benchmarks.results import Measured, Threshold
from benchmarks.tables import NOTHING, f1, megabytes, seconds, share, stratum, table
from tanggap.simulate import STRATA

BEST_MARK: Final = " ◇"
_HEADER: Final = ("method", "precision", "recall", "F1", "household F1", "two lists F1", "s", "MB")
_STRATUM_LABELS: Final = {
    "no_nik": "no NIK",
    "damaged_nik": "damaged NIK",
    "mononym": "one-word name",
    "twin": "twin",
    "moved": "moved house",
}
_PAIRS_OF: Final = ("hope", "openg2p-2", "splink")


def write(measured: Measured) -> str:
    """Return the whole document."""
    parts = [
        _opening(measured),
        "## What was promised, and what was reached\n\n" + aims.judged(measured),
        _cities(measured),
        _strata(measured),
        _pairs(measured),
        _others(measured),
        _lists(measured),
        _sizes(measured),
        _hostile(measured),
        "## Weak places\n\n" + weak.written(measured),
        _METHODS,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(measured: Measured) -> str:
    days = sorted({one.at[:10] for one in measured.results})
    when = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "never"
    commits = ", ".join(sorted({one.commit for one in measured.results if one.commit}))
    return f"""# Benchmarks

Tanggap and its peers on the same data, each in a process of its own, one after the other.
`make bench` measures everything anew and writes this page; nothing here is typed by hand.

- Measured {when} on {machine.described()}; commit {commits}.
- {machine.versions()}.
- {_load(measured)}
- Seeds of the simulated cities: {", ".join(map(str, plan.SEEDS))}; they are kept for this page.
- Every method decides at its **own threshold**. Rows marked{BEST_MARK} show the same method at the
  threshold that the truth would have picked: nobody has that in practice, it is a bound.
- Precision, recall and F1 count pairs of rows: put together, belonging together. *Two lists* is
  the question that an office asks of each row: is its household on another list as well?
- Seconds run from the table in memory to clusters; loading of libraries is left out. Tanggap
  starts from raw text and **its seconds include normalising**; the peers start from the table
  that Tanggap's normaliser made for them, which raises their accuracy and is not in their time.
  About a second of Tanggap's is the loading of its compiled kernels, whatever the size.
- MB is the most memory the process ever held. A method is stopped after 300 s."""


def _load(measured: Measured) -> str:
    """Say how busy the machine was: one method alone makes a load of one to its cores."""
    loads = sorted(one.load for one in measured.results)
    if not loads:
        return "Load average unknown."
    middle, most = loads[len(loads) // 2], loads[-1]
    return (
        f"Load average of the machine before each method: {middle:.1f} in the middle, {most:.1f} "
        f"at most, on {os.cpu_count()} cores; above the cores, seconds are longer than alone."
    )


def _keys(noise: str) -> list[str]:
    return [city(plan.CITY, noise, seed).key for seed in plan.SEEDS]


def _cities(measured: Measured) -> str:
    opening = (
        "## A simulated city: eight lists, 60,000 rows\n\nBoth seeds pooled. Where a method knows "
        "no households they are made of its persons and equal family cards."
    )
    by_noise = (
        f"### {noise.capitalize()} noise\n\n"
        + table(_HEADER, _accuracy_rows(measured, _keys(noise)))
        for noise in plan.NOISES
    )
    return "\n\n".join((opening, *by_noise))


def _accuracy_rows(measured: Measured, cases: list[str]) -> list[list[str]]:
    rows = []
    for method, entry in METHODS.items():
        if measured.of(cases[0], method) is None:
            continue
        if failure := measured.failure(cases, method):
            rows.append([entry.label, failure, *[NOTHING] * (len(_HEADER) - 2)])
            continue
        cost = [
            seconds(measured.seconds(cases, method)),
            megabytes(measured.peak_bytes(cases, method)),
        ]
        rows.append([entry.label, *_figures(measured, cases, method, "own"), *cost])
        if measured.pooled(cases, method, "person", "best"):
            bound = _figures(measured, cases, method, "best")
            rows.append([entry.label + BEST_MARK, *bound, "", ""])
    return rows


def _figures(measured: Measured, cases: list[str], method: str, threshold: Threshold) -> list[str]:
    person = measured.pooled(cases, method, "person", threshold)
    return [
        share(person.precision if person else None),
        share(person.recall if person else None),
        f1(person),
        f1(measured.pooled(cases, method, "household", threshold)),
        f1(measured.pooled(cases, method, "flag", threshold)),
    ]


def _strata(measured: Measured) -> str:
    opening = (
        "## The hard rows\n\nF1 of the pairs that touch such a row, at each method's own "
        "threshold; beside the name, how many true pairs there are. Where they are very few they "
        "are counted instead."
    )
    tables = {f"{noise.capitalize()} noise": _keys(noise) for noise in plan.NOISES}
    if measured.of(aims.MILLION, aims.OWN):
        tables["A million rows, medium noise"] = [aims.MILLION]
    by_noise = (f"### {title}\n\n{_strata_table(measured, keys)}" for title, keys in tables.items())
    return "\n\n".join((opening, *by_noise))


def _strata_table(measured: Measured, cases: list[str]) -> str:
    header = ["method"]
    for name in STRATA:
        truth = measured.pooled(cases, aims.OWN, STRATUM + name)
        count = f" ({truth.wanted:,})" if truth else ""
        header.append(_STRATUM_LABELS[name] + count)
    rows = [
        [
            entry.label,
            *(stratum(measured.pooled(cases, method, STRATUM + name)) for name in STRATA),
        ]
        for method, entry in METHODS.items()
        if measured.pooled(cases, method, "person")
    ]
    return table(header, rows)


def _pairs(measured: Measured) -> str:
    """HOPE and OpenG2P hand pairs to clerks; clusters would judge them too harshly."""
    rows = []
    for noise in plan.NOISES:
        for method in _PAIRS_OF:
            if pairs := measured.pooled(_keys(noise), method, "person", "pairs"):
                figures = (share(pairs.precision), share(pairs.recall), f1(pairs))
                rows.append([METHODS[method].label, noise, f"{pairs.found:,}", *figures])
    return (
        "## Pairs as they reach a clerk\n\nHOPE and OpenG2P make tickets of pairs, not clusters; "
        "connecting them, as above, multiplies every mistake. Both seeds pooled.\n\n"
        + table(("method", "noise", "pairs", "precision", "recall", "F1"), rows)
    )


def _others(measured: Measured) -> str:
    opening = (
        "## Data of other makers\n\nPersons of other countries, at each method's own threshold. "
        "**Tanggap's English side was developed with these very sets in sight** (no threshold was "
        "picked with their truth): expect less of sets that nobody has seen. FEBRL 4 is the union "
        "of its two files. pseudopeople: two censuses, social security and employers' forms, "
        "default noise."
    )
    parts = [opening]
    for case in OTHERS:
        rows = [row[:4] + row[6:] for row in _accuracy_rows(measured, [case.key])]
        result = measured.of(case.key, aims.OWN)
        size = f", {result.rows:,} records" if result and result.rows else ""
        header = ("method", "precision", "recall", "F1", "s", "MB")
        if result and result.failure:
            parts.append(f"### {case.label}\n\n{result.failure.capitalize()}.")
        elif rows:
            parts.append(f"### {case.label}{size}\n\n" + table(header, rows))
    return "\n\n".join(parts)


def _lists(measured: Measured) -> str:
    result = measured.of(LISTS.key, aims.OWN)
    if not result or result.failure:
        return ""
    rows = _accuracy_rows(measured, [LISTS.key])
    title = f"## Eight recipient lists from files, {result.rows:,} rows\n\n"
    about = (
        "Read by `tanggap.intake` from workbooks and CSV; a part of them was used in development."
    )
    return f"{title}{about}\n\n{table(_HEADER, rows)}"


def _sizes(measured: Measured) -> str:
    rows = []
    for size in (*plan.SIZES, plan.LARGE):
        case = city(size, "medium", plan.SEEDS[0]).key
        for method, entry in METHODS.items():
            if measured.of(case, method):
                rows.append([f"{size:,}", entry.label, *_cost(measured, case, method)])
    header = ("records", "method", "s", "normalising, s", "records/s", "MB", "F1", "F1" + BEST_MARK)
    pictures = "\n\n".join(
        f"![{what} against the number of records](pictures/benchmark-{what}.svg)"
        for what in ("time", "memory", "accuracy")
    )
    return (
        f"## Time, memory and accuracy by size\n\nMedium noise, seed {plan.SEEDS[0]}. With size "
        f"namesakes grow faster than persons, so thresholds that were right at 10,000 are wrong "
        f"at a million. Normalising is part of Tanggap's seconds; the peers' tables were "
        f"normalised before, in the seconds shown.\n\n{pictures}\n\n{table(header, rows)}"
    )


def _cost(measured: Measured, case: str, method: str) -> list[str]:
    result = measured.of(case, method)
    if result is None or result.failure:
        return [result.failure if result else NOTHING, *[NOTHING] * 5]
    own = measured.pooled([case], method, "person")
    best = measured.pooled([case], method, "person", "best")
    speed = f"{result.rows / result.seconds:,.0f}"
    before = seconds(result.normalise_seconds)
    memory = megabytes(result.peak_bytes)
    return [seconds(result.seconds), before, speed, memory, f1(own), f1(best)]


def _hostile(measured: Measured) -> str:
    small, large = plan.HOSTILE_SIZES
    header = ("fault in every row", f"s, {small:,}", f"s, {large:,}", "growth", "MB", "person F1")
    rows = [[fault, *_endured(measured, fault)] for fault in hostile.FAULTS]
    return (
        "## Hostile input\n\nOf Tanggap alone. Four times the rows should take about four times "
        "the time, whatever they hold. MB and F1 are those of the larger.\n\n" + table(header, rows)
    )


def _endured(measured: Measured, fault: str) -> list[str]:
    cases = [spoilt_city(size, fault, plan.SEEDS[0]).key for size in plan.HOSTILE_SIZES]
    small, large = (measured.of(case, aims.OWN) for case in cases)
    if not small or not large:
        return [NOTHING] * 5
    if failure := small.failure or large.failure:
        return [failure, *[NOTHING] * 4]
    return [
        seconds(small.seconds),
        seconds(large.seconds),
        f"{large.seconds / small.seconds:.1f} ×",
        megabytes(large.peak_bytes),
        f1(measured.pooled(cases[1:], aims.OWN, "person")),
    ]


_METHODS: Final = """## How each is run

- **Tanggap**: `link(rows)` with nothing else; it learns its weights from the rows.
- **Splink 5**, DuckDB, trained without labels, clusters at its customary probability of 0.95.
  *Textbook*: field by field, as its tutorials do. *Best*: family card, telephone and address are
  one comparison, names have levels for first and last word, no `damerau_levenshtein`; the fastest
  and, on the cities, most accurate set-up found. Random sampling for u: 1,000,000 pairs.
- **recordlinkage**: ECM on thresholded comparisons, up to 100,000 rows. It knows no missing value.
- **Rules of HOPE** (UNICEF): given and family name 4 points each when both match fuzzily or by
  sound, birth date 2, telephone 2, sex 1; 6 points make a duplicate; equal documents always do.
  Without Elasticsearch and with metaphone for double metaphone.
- **Rules of OpenG2P**: first generation: equal number or telephone. Second: weighted fields,
  `SequenceMatcher` on names, missing counts as different; each country chooses weights and
  threshold, here number, name and birth date 2, telephone 1, threshold 55 of 100.
- HOPE and OpenG2P look inside one programme; here they are allowed to look across all lists.
  Their seconds are of these few lines, not of Elasticsearch, OpenSearch or Odoo.
- Blocking rules, weights and the two Splink set-ups are in `benchmarks/peers/`."""
