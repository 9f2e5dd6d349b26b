"""A corrected file beside the file that it corrects: which row is which, and what is new in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """What tells a row: its place, its NIK (as a blind index), its folded name, its birth date."""

    id: int
    sheet: str
    row: int
    number: bytes | None
    name: str
    birth: int = 0


@dataclass(frozen=True, slots=True)
class Pairing:
    """`same` maps new rows to the old rows that they continue."""

    same: dict[int, int] = field(default_factory=dict)
    added: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()


Key = Callable[[Row], object]


def pair_rows(old: Sequence[Row], new: Sequence[Row]) -> Pairing:
    """Find for each new row the old row that it continues.

    First the same place with the same number or name, then the same number anywhere (where it
    stands once in either file), then the same name and birth date, last the same place where
    nothing contradicts. A row is continued once.
    """
    pairing: dict[int, int] = {}
    left = {row.id: row for row in old}
    open_rows = {row.id: row for row in new}
    for key in (_place_and_number, _place_and_name, _number, _name_and_birth):
        _match(left, open_rows, pairing, key)
    _match(left, open_rows, pairing, _place, agree=_may_be_one)
    return Pairing(pairing, tuple(open_rows), tuple(left))


def _match(
    left: dict[int, Row],
    open_rows: dict[int, Row],
    pairing: dict[int, int],
    key: Key,
    agree: Callable[[Row, Row], bool] | None = None,
) -> None:
    """Pair the rows that a key tells apart on both sides, and take them from the open ones."""
    olds = _unique(left.values(), key)
    for value, row in _unique(open_rows.values(), key).items():
        earlier = olds.get(value)
        if earlier is not None and (agree is None or agree(earlier, row)):
            pairing[row.id] = earlier.id
            del left[earlier.id], open_rows[row.id]


def _unique(rows: Iterable[Row], key: Key) -> dict[object, Row]:
    keyed = [(key(row), row) for row in rows]
    counts = Counter(value for value, _ in keyed)
    return {value: row for value, row in keyed if value is not None and counts[value] == 1}


def _place(row: Row) -> tuple[object, ...]:
    return row.sheet, row.row


def _place_and_number(row: Row) -> tuple[object, ...] | None:
    return (row.sheet, row.row, row.number) if row.number else None


def _place_and_name(row: Row) -> tuple[object, ...] | None:
    return (row.sheet, row.row, row.name) if row.name else None


def _number(row: Row) -> bytes | None:
    return row.number


def _name_and_birth(row: Row) -> tuple[object, ...] | None:
    return (row.name, row.birth) if row.name and row.birth else None


def _may_be_one(old: Row, new: Row) -> bool:
    """Tell whether two rows of one place may be one: a number that was missing or mistyped."""
    same_birth = old.birth == new.birth and old.birth > 0
    share = set(old.name.split()) & set(new.name.split())
    return same_birth or bool(share) or not old.name or not new.name


def effective(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the cells that hold after a correction, and the fields carried over from before.

    A blank never overwrites: what the corrected file leaves empty stays as it was.
    """
    carried = sorted(name for name, value in old.items() if value and not new.get(name))
    return {**new, **{name: old[name] for name in carried}}, carried


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the fields that a correction changes, as (before, after)."""
    names = sorted(set(old) | set(new))
    return {
        name: (old.get(name, ""), new[name])
        for name in names
        if new.get(name) and new[name] != old.get(name, "")
    }
