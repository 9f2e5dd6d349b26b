"""Which column is which field: by its header, by its contents, or by both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import polars as pl

from tanggap.intake.contents import Content, content_of, sampled
from tanggap.intake.layout import header_field
from tanggap.intake.spellings import JOINED
from tanggap.intake.synonyms import OTHER, header_key

Why = Literal["synonym", "content", "contradiction", "mapping", "not needed", "second", "unknown"]

_SHOWN_AS_THEY_ARE: Final = frozenset(
    {"sex", "rt", "rw", "rt_rw", "village", "district", "city", "province", "relation"}
)
_STRONG: Final[dict[str, frozenset[str]]] = {
    "national_id": frozenset({"national_id"}),
    "family_id": frozenset({"family_id"}),
    "name_and_national_id": frozenset({"name_and_national_id"}),
    "birth_date": frozenset({"birth_date", "birth_place_and_date"}),
    "birth_place_and_date": frozenset({"birth_place_and_date"}),
    "sex": frozenset({"sex"}),
    "rt_rw": frozenset({"rt_rw", "address"}),
}
"""Contents that no header can argue away, and the headers that they agree with."""
_NEVER_NAMES: Final = frozenset({"national_id", "family_id", "birth_date", "sex", "phone"})
SPLIT: Final[dict[str, tuple[str, str]]] = {"name_and_national_id": ("name", "national_id")}
"""Columns of two fields in one ("Nama/NIK"), which intake takes apart."""
STRAY: Final = 0.05
"""A column without a header that is filled in fewer rows than this share holds only slips."""
_SURE: Final = 0.9
_SEEN_ENOUGH: Final = 20


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of a sheet and what it was taken for.

    `field` is a name of `RAW_FIELDS` or None where the column is not used; `why` tells how that
    was found. `examples` are masked. `position` counts from 0, `letter` is what Excel shows.
    """

    position: int
    letter: str
    header: str
    field: str | None
    why: Why
    examples: tuple[str, ...] = ()
    filled: int = 0


@dataclass(slots=True)
class _Candidate:
    column: ColumnRead
    header: str | None
    rank: int
    content: Content
    stray: bool = False  # so few cells that they are slips, not a column


def recognise(body: pl.DataFrame, headers: Sequence[str]) -> list[ColumnRead]:
    """Return what each column of the data rows is; `headers` has one text per column."""
    candidates = [
        _candidate(position, body[name], headers[position])
        for position, name in enumerate(body.columns)
    ]
    _settle_contradictions(candidates)
    _use_contents(candidates)
    return [candidate.column for candidate in _one_column_each(candidates)]


def column_letter(position: int) -> str:
    """Return the letters by which a spreadsheet calls a column (0 is A, 26 is AA)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def masked(value: str, field: str | None) -> str:
    """Return an example that shows the shape of a value and nobody's identity."""
    if field in _SHOWN_AS_THEY_ARE:
        return value[:40]
    hidden = re.sub(r"\d", "9", value[:40])
    return re.sub(r"(?<=[^\W\d_])[^\W\d_]", "*", hidden)


def described(column: ColumnRead, values: pl.Series) -> ColumnRead:
    """Return the column with examples of its values and how many rows are filled."""
    filled = values.drop_nulls()
    examples = tuple(masked(value, column.field) for value in filled.head(3))
    return replace(column, examples=examples, filled=filled.len())


def _candidate(position: int, values: pl.Series, header: str) -> _Candidate:
    field, rank = header_field(header) if header else (None, 0)
    column = ColumnRead(position, column_letter(position), header, None, "unknown")
    if field == OTHER:
        column = replace(column, why="not needed")
        return _Candidate(column, field, rank, Content(None, 0.0, 0))
    filled = values.drop_nulls()
    sample = sampled(filled.gather_every(max(1, filled.len() // 300)).to_list())
    content = content_of(sample, places=field is None)
    if field:
        column = replace(column, field=field, why="synonym", filled=filled.len())
    stray = filled.len() < STRAY * values.len()
    return _Candidate(column, field, rank, content, stray)


def _settle_contradictions(candidates: list[_Candidate]) -> None:
    """Let contents win over headers, unless another column already serves that field.

    Two swapped columns contradict both, so both move.
    """
    contradicted = [candidate for candidate in candidates if _contradicts(candidate)]
    taken = {c.header for c in candidates if c.header and c not in contradicted}
    if not taken.isdisjoint(SPLIT["name_and_national_id"]):
        taken.add("name_and_national_id")
    for candidate in contradicted:
        field = candidate.content.field
        if field and field not in taken:
            candidate.column = replace(candidate.column, field=field, why="contradiction")
            taken.add(field)


def _contradicts(candidate: _Candidate) -> bool:
    header, content = candidate.header, candidate.content
    if header in {None, OTHER} or content.field is None or content.share < _SURE:
        return False
    if content.field == "name":
        return header in _NEVER_NAMES and content.seen >= _SEEN_ENOUGH
    if content.field not in _STRONG or header in _STRONG[content.field]:
        return False
    both_numbers = {header, content.field} == {"national_id", "family_id"}
    return content.seen >= (_SEEN_ENOUGH if both_numbers else 2)


def _use_contents(candidates: list[_Candidate]) -> None:
    """Give columns with unknown headers the field of their contents if nobody has it."""
    taken = {candidate.column.field for candidate in candidates}
    if "birth_place_and_date" in taken:
        taken.add("birth_date")
    if taken & {"given_name", "surname"}:
        taken.add("name")
    unknown = [c for c in candidates if c.header is None and c.content.field and not c.stray]
    for candidate in sorted(unknown, key=lambda c: -c.content.share):
        field = candidate.content.field
        if field not in taken:
            candidate.column = replace(candidate.column, field=field, why="content")
            taken.add(field)


def _one_column_each(candidates: list[_Candidate]) -> list[_Candidate]:
    """Keep the best column of each field; parts that are joined (address_1, address_2) all stay."""
    for field in {c.column.field for c in candidates if c.column.field}:
        rivals = [c for c in candidates if c.column.field == field]
        best = min(rivals, key=lambda c: (c.column.filled == 0, c.rank, c.column.position))
        parts = JOINED.get(field, frozenset())
        together = _spelling(best) in parts
        for rival in rivals:
            if rival is not best and not (together and _spelling(rival) in parts):
                rival.column = replace(rival.column, field=None, why="second")
    return candidates


def _spelling(candidate: _Candidate) -> str:
    return header_key(candidate.column.header).replace(" ", "")
