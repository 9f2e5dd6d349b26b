"""The figures that a report tells: how many, where, under which rule, at what cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap import overlap
from tanggap.overlap import NO_FAMILY, Enrolments, ExclusionRule, Overlap, Programme
from tanggap.reconcile.ledger import Ledger

NIK_CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "excel": ("NIK_TRUNCATED",),
    "missing": ("NIK_MISSING",),
    "impossible": ("NIK_IMPOSSIBLE", "NIK_PLACEHOLDER", "NIK_IS_KK"),
    "repaired": ("NIK_REPAIRED",),
}
"""Conditions of a NIK, told by problem codes; the first that fits. Without any it is sound."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures at the top of a report; money is whole rupiah."""

    rows: int
    lists: int
    people: int
    households: int
    households_on_aid: int
    households_on_several: int  # lists of aid
    households_breaking: int  # a rule that blocks
    households_warned: int  # only rules or ties that warn
    rupiah_per_month: int  # a lower bound: amounts that nobody knows count as nothing
    rows_without_nik: int  # no usable NIK
    doubtful_pairs: int
    telling_pairs: int  # doubtful pairs whose answer changes something
    found_by_nik: int  # of the households breaking a rule, those that equal NIKs alone show
    missed: int  # households in a register that no list of aid holds
    in_registers: int
    applications_served: int


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """What was found under one rule."""

    rule: ExclusionRule
    blocked: int
    warned: int
    rupiah_per_month: int


@dataclass(frozen=True, slots=True)
class ListFigure:
    """What was found on one list."""

    programme: Programme
    files: tuple[str, ...]
    rows: int
    people: int
    households: int
    states: Mapping[str, int]
    nik: Mapping[str, int]
    without_kk: int
    without_birth: int
    without_village: int


def headline(ledger: Ledger) -> Headline:
    """Return the figures at the top of a report."""
    rows = ledger.rows.with_columns(kind=kind_of(ledger))
    aid = rows.filter(pl.col("kind") == "aid")
    lists_per_household = aid.group_by("household").agg(
        pl.col("programme").n_unique().alias("lists")
    )
    breaking = {found.household for found in ledger.overlaps if found.action == "block"}
    warned = {found.household for found in ledger.overlaps} - breaking
    on_aid = set(lists_per_household["household"].to_list())
    registered = set(rows.filter(pl.col("kind") == "register")["household"].to_list())
    return Headline(
        rows=rows.height,
        lists=len(ledger.programmes),
        people=ledger.n_people,
        households=ledger.n_households,
        households_on_aid=len(on_aid),
        households_on_several=lists_per_household.filter(pl.col("lists") > 1).height,
        households_breaking=len(breaking),
        households_warned=len(warned),
        rupiah_per_month=overlap.at_stake(ledger.overlaps),
        rows_without_nik=int((~rows["usable_nik"]).sum()),
        doubtful_pairs=ledger.review.height,
        telling_pairs=int(ledger.review["telling"].sum()),
        found_by_nik=len(households_found_by_nik(ledger) & breaking),
        missed=len(registered - on_aid),
        in_registers=len(registered),
        applications_served=rows.filter(pl.col("status") == "served").height,
    )


def kind_of(ledger: Ledger) -> pl.Expr:
    """Return the expression for the kind of each row's programme."""
    kinds = {code: programme.kind for code, programme in ledger.programmes.items()}
    return pl.col("programme").replace_strict(kinds, return_dtype=pl.String)


def households_found_by_nik(ledger: Ledger) -> set[int]:
    """Return the households that a VLOOKUP on the NIK column would show to break a rule.

    Two cells agree where their text is the same, as in a spreadsheet; empty cells never do.
    """
    if "national_id" not in ledger.rows.columns:
        return set()
    numbers = equal_text_numbers(ledger.rows["national_id"])
    by_text = Enrolments(
        programme=ledger.rows["programme"].to_list(),
        round=[""] * ledger.rows.height,
        person=numbers,
        family=np.full(ledger.rows.height, NO_FAMILY, np.int32),
        household=numbers,
    )
    household = ledger.rows["household"].to_list()
    found = overlap.judge(by_text, ledger.book)
    return {household[row] for one in found if one.action == "block" for row in one.rows}


def equal_text_numbers(texts: pl.Series) -> NDArray[np.int32]:
    """Return a number per distinct text; every empty cell has a number of its own."""
    ranks = texts.rank("dense").fill_null(0).cast(pl.Int32).to_numpy().copy()
    empty = ranks == 0
    ranks[empty] = ranks.max(initial=0) + 1 + np.arange(int(empty.sum()), dtype=np.int32)
    return ranks


def by_rule(ledger: Ledger) -> list[RuleFigure]:
    """Return the figures of every rule that was broken, the most households first."""
    groups: dict[str, list[Overlap]] = {}
    for found in ledger.overlaps:
        groups.setdefault(found.rule.code, []).append(found)
    figures = [
        RuleFigure(
            rule=group[0].rule,
            blocked=len(blocked := _households(group, "block")),
            warned=len(_households(group, "warn") - blocked),
            rupiah_per_month=overlap.at_stake(group),
        )
        for group in groups.values()
    ]
    return sorted(figures, key=lambda figure: (-figure.blocked, -figure.warned))


def by_list(ledger: Ledger) -> list[ListFigure]:
    """Return the figures of every programme, in the order of the doors, registers last."""
    marked = ledger.rows.with_columns(nik=nik_condition(ledger.problems), codes=ledger.problems)
    figures = [
        _list_figure(programme, marked.filter(pl.col("programme") == code))
        for code, programme in ledger.programmes.items()
    ]
    return sorted(figures, key=lambda f: (f.programme.kind == "register", f.programme.door))


def nik_condition(problems: pl.Series) -> pl.Series:
    """Return for each row the condition of its NIK: a key of NIK_CONDITIONS, or "sound"."""
    codes = pl.col("codes")
    condition = pl.lit("sound")
    for name, signs in reversed(list(NIK_CONDITIONS.items())):
        shown = pl.any_horizontal(codes.list.contains(sign) for sign in signs)
        condition = pl.when(shown).then(pl.lit(name)).otherwise(condition)
    return pl.DataFrame({"codes": problems}).select(condition.alias("nik"))["nik"]


def _list_figure(programme: Programme, rows: pl.DataFrame) -> ListFigure:
    return ListFigure(
        programme=programme,
        files=tuple(rows["file"].unique(maintain_order=True).to_list()),
        rows=rows.height,
        people=rows["person"].n_unique(),
        households=rows["household"].n_unique(),
        states=_counts(rows["status"]),
        nik=_counts(rows["nik"]),
        without_kk=int((rows["family"] == NO_FAMILY).sum()),
        without_birth=int((rows["birth"] == 0).sum()),
        without_village=int((rows["village_key"] == "").sum()),
    )


def _counts(column: pl.Series) -> dict[str, int]:
    return dict(column.value_counts().iter_rows())


def _households(overlaps: Iterable[Overlap], action: str) -> set[int]:
    return {found.household for found in overlaps if found.action == action}
