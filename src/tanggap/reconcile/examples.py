"""A few pairs of rows that show how persons are recognised, with every name partly hidden."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from tanggap.language import Sentence
from tanggap.linkage.result import Explanation
from tanggap.reconcile.ledger import Ledger, Linked
from tanggap.reconcile.masking import masked_name, masked_numbers_inside

STRONGEST: Final = 10.0
"""Bits at which a bar of evidence is full: beyond a factor of a thousand the eye learns nothing."""
MOST_TRIED: Final = 40
"""Pairs of one kind that are looked at to find one that convinces."""
NAME_FIELDS: Final = ("name", "given_name", "surname", "mother_name", "mother")


@dataclass(frozen=True, slots=True)
class Bar:
    """One field's evidence: what it says and how much, `length` from 0 to 100 per cent."""

    label: Sentence
    finding: Sentence
    left: str
    right: str
    weight: float
    length: float


@dataclass(frozen=True, slots=True)
class Example:
    """Two rows and why they are, or may be, one person."""

    heading: Sentence
    a: int
    b: int
    explanation: Explanation
    bars: tuple[Bar, ...]


Pair = tuple[int, int]
Wanted = Callable[[Pair], bool]

OTHER_NIK = Sentence(
    "NIK-nya berbeda, orangnya sama: VLOOKUP tidak akan menemukannya",
    "Different NIKs, one person: VLOOKUP would not find them",
)
NO_NIK = Sentence(
    "Salah satu tanpa NIK yang dapat dipakai, tetap dikenali",
    "One has no usable NIK, and is recognised all the same",
)
OTHER_NAME = Sentence("NIK sama, nama ditulis lain", "One NIK, the name written otherwise")
DOUBTFUL = Sentence("Ragu: petugas yang memutuskan", "Doubtful: an officer decides")


def choose_examples(ledger: Ledger, linked: Linked) -> list[Example]:
    """Return up to four telling examples; none where the lists show nothing of the kind."""
    niks = linked.records.nik.tolist()
    usable = ledger.rows["usable_nik"].to_list()
    names = ledger.rows["name"].to_list() if "name" in ledger.rows.columns else []

    def other_nik(pair: Pair) -> bool:
        a, b = pair
        return bool(usable[a] and usable[b] and niks[a] != niks[b])

    def no_nik(pair: Pair) -> bool:
        return bool(usable[pair[0]] != usable[pair[1]])

    def other_name(pair: Pair) -> bool:
        a, b = pair
        return bool(names) and usable[a] and niks[a] == niks[b] and _differ(names[a], names[b])

    wanted: tuple[tuple[Sentence, Wanted], ...] = (
        (OTHER_NIK, other_nik),
        (NO_NIK, no_nik),
        (OTHER_NAME, other_name),
    )
    chosen: list[tuple[Sentence, Pair]] = []
    for heading, fits in wanted:
        pair = _convincing(linked, islice(filter(fits, _pairs(ledger)), MOST_TRIED))
        if pair is not None:
            chosen.append((heading, pair))
    doubts = ledger.review.filter("telling").select("a", "b").head(1)
    chosen += [(DOUBTFUL, (int(a), int(b))) for a, b in doubts.iter_rows()]
    return [_example(heading, pair, linked) for heading, pair in chosen]


def _convincing(linked: Linked, pairs: Iterable[Pair]) -> Pair | None:
    """Return the first pair that the evidence alone calls one person, else the first of all."""
    first = None
    for pair in pairs:
        first = first or pair
        if linked.explain(*pair).verdict == "same":
            return pair
    return first


def masked_value(field: str, value: str) -> str:
    """Return a field's value as a report may show it."""
    return masked_name(value) if field in NAME_FIELDS else masked_numbers_inside(value)


def _pairs(ledger: Ledger) -> Iterator[Pair]:
    """Return pairs of rows of one person on two programmes that a rule keeps apart."""
    programme, person = ledger.rows["programme"].to_list(), ledger.rows["person"].to_list()
    for found in ledger.overlaps:
        if found.tie == "person" and found.programmes[0] != found.programmes[1]:
            left = [row for row in found.rows if programme[row] == found.programmes[0]]
            right = [row for row in found.rows if programme[row] == found.programmes[1]]
            yield from ((a, b) for a in left for b in right if person[a] == person[b])


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and str(one).casefold() != str(other).casefold()


def _example(heading: Sentence, pair: Pair, linked: Linked) -> Example:
    explanation = linked.explain(*pair)
    bars = tuple(
        Bar(
            label=evidence.label,
            finding=Sentence(*map(masked_numbers_inside, evidence.finding)),
            left=masked_value(evidence.field, evidence.left),
            right=masked_value(evidence.field, evidence.right),
            weight=evidence.weight,
            length=min(abs(evidence.weight) / STRONGEST, 1.0) * 100,
        )
        for evidence in explanation.evidence
    )
    return Example(heading, *pair, explanation, bars)
