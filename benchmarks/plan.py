"""What is run on what."""

import os
from dataclasses import dataclass
from typing import Final

from benchmarks import cases, hostile
from benchmarks.cases import Case
from benchmarks.methods import METHODS

SEEDS: Final = (101, 102)  # seeds that nothing was tuned on
NOISES: Final = ("low", "medium", "high")
CITY: Final = 60_000
SIZES: Final = (10_000, 100_000, 1_000_000)
LARGE: Final = 10_000_000
LARGE_VARIABLE: Final = "TANGGAP_BENCH_LARGE"
HOSTILE_SIZES: Final = (50_000, 200_000)

_ALL: Final = tuple(METHODS)
_FAST: Final = ("tanggap", "splink", "nik-or", "nik")
_OTHER_DATA: Final = ("tanggap", "splink", "splink-textbook", "ecm", "nik-or", "nik")
_WITHOUT_NUMBERS: Final = ("tanggap", "splink", "splink-textbook", "nik-or")
_LARGEST_FOR_ECM: Final = 100_000


@dataclass(frozen=True, slots=True)
class Step:
    """One case and the methods that run on it."""

    case: Case
    methods: tuple[str, ...]


def steps() -> list[Step]:
    """Return everything that one run does, the heaviest last."""
    cities = [cases.city(CITY, noise, seed) for noise in NOISES for seed in SEEDS]
    sizes = [cases.city(size, "medium", SEEDS[0]) for size in SIZES]
    spoilt = [
        cases.spoilt_city(size, fault, SEEDS[0])
        for size in HOSTILE_SIZES
        for fault in hostile.FAULTS
    ]
    plan = [
        *(Step(city, _ALL) for city in cities),
        *(Step(other, _for_other(other)) for other in cases.OTHERS),
        Step(cases.LISTS, _ALL),
        *(Step(case, ("tanggap",)) for case in spoilt),
        *(Step(case, _for_size(size)) for case, size in zip(sizes, SIZES, strict=True)),
    ]
    if os.environ.get(LARGE_VARIABLE) == "1":
        plan.append(Step(cases.city(LARGE, "medium", SEEDS[0]), ("tanggap",)))
    return plan


def case(key: str) -> Case:
    """Return the case of a key."""
    return next(step.case for step in steps() if step.case.key == key)


def _for_size(size: int) -> tuple[str, ...]:
    heavy = ("splink-textbook", "ecm") if size <= _LARGEST_FOR_ECM else ()
    return (*_FAST, *heavy)


def _for_other(other: Case) -> tuple[str, ...]:
    numbers = other.key in {"febrl3", "febrl4", "pseudopeople-ssn"}
    return _OTHER_DATA if numbers else _WITHOUT_NUMBERS
