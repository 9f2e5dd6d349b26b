"""The best value of each field among the rows of one person, and which rows give it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

DISPLAYED: Final = (
    "name", "birth", "sex", "birth_place", "mother_name", "address", "rt", "rw", "rt_rw",
    "village", "district", "relation", "occupation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says: its text fields as read, and what normalising made of it.

    `order` is higher for rows that arrived later; `number` and `card` are blind indexes of a
    complete and possible NIK and KK, None otherwise; `birth` is yyyymmdd, 0 unknown; `sex` 0
    unknown, 1 male, 2 female. `sound` says that the NIK agrees with the birth date and sex.
    """

    record: int
    order: int
    cells: dict[str, str]
    name_key: str
    birth: int
    sex: int
    region: str
    number: bytes | None
    card: bytes | None
    sound: bool


@dataclass(frozen=True, slots=True)
class Best:
    """The best values of one person; `sources` names for each field the row it is taken from."""

    name: str
    name_key: str
    birth: int
    sex: int
    region: str
    number: bytes | None
    number_record: int | None
    card: bytes | None
    card_record: int | None
    sources: dict[str, int]


def best_of(rows: Sequence[Said]) -> Best:
    """Choose among the rows of one person, each field by itself.

    What most rows say wins; among equals the fuller and then the newer value. A NIK that agrees
    with the birth date and sex beside it counts more than one that does not. Raises ValueError
    without rows.
    """
    if not rows:
        raise ValueError("a person has at least one row")
    ordered = sorted(rows, key=lambda row: (row.order, row.record))
    name = _most(ordered, lambda row: row.name_key or None, fuller=_name_length)
    birth = _most(ordered, lambda row: row.birth or None, fuller=_known_parts)
    sex = _most(ordered, lambda row: row.sex or None)
    region = _most(ordered, lambda row: row.region or None, fuller=lambda row: len(row.region))
    sound = [row for row in ordered if row.sound]
    number = _most(sound, lambda row: row.number) or _most(ordered, lambda row: row.number)
    card = _most(ordered, lambda row: row.card)
    chosen = {"name": name, "birth": birth, "sex": sex, "region": region, "nik": number, "kk": card}
    return Best(
        name=name.cells.get("name", "") if name else "",
        name_key=name.name_key if name else "",
        birth=birth.birth if birth else 0,
        sex=sex.sex if sex else 0,
        region=region.region if region else "",
        number=number.number if number else None,
        number_record=number.record if number else None,
        card=card.card if card else None,
        card_record=card.record if card else None,
        sources={field: row.record for field, row in chosen.items() if row},
    )


def best_text(rows: Sequence[Said], field: str) -> tuple[str, int | None, tuple[str, ...]]:
    """Return a text field's best value, the row that gives it, and what the others say."""
    ordered = sorted(rows, key=lambda row: (row.order, row.record))
    best = _most(
        ordered,
        lambda row: _plain(row.cells.get(field, "")) or None,
        fuller=lambda row: len(row.cells[field]),
    )
    if best is None:
        return "", None, ()
    value = best.cells[field]
    others = {
        _plain(row.cells[field]): row.cells[field]
        for row in ordered
        if row.cells.get(field) and _plain(row.cells[field]) != _plain(value)
    }
    return value, best.record, tuple(others.values())


def differing(values: Iterable[str]) -> bool:
    """Tell whether values that are present disagree; an empty one says nothing."""
    return len({_plain(value) for value in values if value}) > 1


def _plain(text: str) -> str:
    """Return a text as it compares: capitals, single spaces, no zeros before a number."""
    words = text.upper().split()
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def _name_length(row: Said) -> int:
    return len(row.name_key)


def _known_parts(row: Said) -> int:
    return 0 if row.birth % 10_000 == 0 else 1


def _most(
    ordered: Sequence[Said],
    value: Callable[[Said], object | None],
    fuller: Callable[[Said], int] = lambda _: 0,
) -> Said | None:
    """Return the newest row that says what most rows say, the fuller value among equals."""
    votes: dict[object, list[Said]] = {}
    for row in ordered:
        said = value(row)
        if said is not None:
            votes.setdefault(said, []).append(row)
    if not votes:
        return None
    rows = max(votes.values(), key=lambda several: (
        len(several), max(map(fuller, several)), several[-1].order, several[-1].record,
    ))  # fmt: skip
    return max(rows, key=lambda row: (fuller(row), row.order, row.record))
