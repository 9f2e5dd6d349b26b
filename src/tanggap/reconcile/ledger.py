"""One table of every row of every list: who it is, where it stands and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap import overlap
from tanggap.linkage.result import Explanation
from tanggap.linkage.schema import Records
from tanggap.overlap import NO_FAMILY, Enrolments, Overlap, Programme, Rulebook
from tanggap.reconcile import status

USABLE_DIGITS = 16
REVIEW_COLUMNS = ("a", "b", "probability", "household_probability")


class Linked(Protocol):
    """What the ledger needs of a linkage; `tanggap.linkage.Linkage` has it."""

    @property
    def records(self) -> Records:
        """The n normalised records."""

    @property
    def person(self) -> NDArray[np.int32]:
        """Person number of each record."""

    @property
    def household(self) -> NDArray[np.int32]:
        """Household number of each record."""

    @property
    def review(self) -> pl.DataFrame:
        """Doubtful pairs, most valuable first, with the columns of REVIEW_COLUMNS."""

    def explain(self, a: int, b: int) -> Explanation:
        """Say why two records are, or are not, one person."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """n rows of lists, judged.

    `rows` has, besides the columns that intake read (file, sheet, row, programme and the raw
    text fields): `person`, `household`, `family` (numbers; family −1 where no KK is usable),
    `usable_nik`, `village_key`, `birth` (yyyymmdd, 0 unknown) and `status` (a code of
    `status.STATUSES`). Row numbers in `overlaps` and `review` count from 0 in this table.
    """

    rows: pl.DataFrame
    problems: pl.Series
    programmes: Mapping[str, Programme]
    book: Rulebook
    overlaps: Sequence[Overlap]
    review: pl.DataFrame
    region: str

    @property
    def n_people(self) -> int:
        """How many different people the rows are."""
        return self.rows["person"].n_unique()

    @property
    def n_households(self) -> int:
        """How many different households the rows are."""
        return self.rows["household"].n_unique()


def open_ledger(
    raw: pl.DataFrame,
    *,
    linked: Linked,
    problems: pl.Series,
    book: Rulebook,
    rounds: Mapping[str, str],
) -> Ledger:
    """Judge every row of the lists.

    `raw` has one row per record in the order of the linkage, `problems` its problem codes
    (List of String). `rounds` gives the payment round of a file where its name tells one. Every
    programme of `raw` must be in `book`.
    """
    records = linked.records
    region = region_of(records)
    book = book.at(region)
    family = family_numbers(records)
    enrolments = Enrolments(
        programme=raw["programme"].to_list(),
        round=[rounds.get(file, "") for file in raw["file"].to_list()],
        person=linked.person,
        family=family,
        household=linked.household,
    )
    overlaps = overlap.judge(enrolments, book)
    villages = np.array([*records.villages, ""], dtype=object)
    rows = raw.with_columns(
        person=pl.Series(linked.person),
        household=pl.Series(linked.household),
        family=pl.Series(family),
        usable_nik=pl.Series(records.nik_known == USABLE_DIGITS),
        birth=pl.Series(records.birth),
        village_key=pl.Series(villages[records.village].tolist(), dtype=pl.String),
    )
    programmes = {
        code: book.programmes[code] for code in raw["programme"].unique(maintain_order=True)
    }
    review = telling_review(linked.review, rows, book)
    return Ledger(
        rows=rows.with_columns(status=row_status(rows, programmes, overlaps, review)),
        problems=problems,
        programmes=programmes,
        book=book,
        overlaps=overlaps,
        review=review,
        region=region,
    )


def family_numbers(records: Records) -> NDArray[np.int32]:
    """Return a number per KK number that can be trusted in full, NO_FAMILY for the others."""
    usable = (records.kk_known == USABLE_DIGITS) & (records.kk > 0)
    numbers = np.full(len(records), NO_FAMILY, np.int32)
    numbers[usable] = np.unique(records.kk[usable], return_inverse=True)[1]
    return numbers


def region_of(records: Records) -> str:
    """Return the kota or kabupaten (four digits) that most rows name; empty if none does."""
    counts = np.bincount(records.village[records.village >= 0], minlength=len(records.villages))
    regions: dict[str, int] = {}
    for village, count in zip(records.villages, counts.tolist(), strict=True):
        if count and village.isdigit():
            regions[village[:4]] = regions.get(village[:4], 0) + count
    return max(regions, key=lambda region: (regions[region], region), default="")


def telling_review(review: pl.DataFrame, rows: pl.DataFrame, book: Rulebook) -> pl.DataFrame:
    """Return the doubtful pairs with `telling`: true where a yes would change an answer.

    That is so where the two rows are in different households and a rule keeps their programmes
    apart, or where one is an application and the other aid.
    """
    codes = rows["programme"]
    household = rows["household"]
    pairs = review.select(REVIEW_COLUMNS).with_columns(
        one=codes.gather(review["a"]),
        other=codes.gather(review["b"]),
        apart=household.gather(review["a"]) != household.gather(review["b"]),
    )
    matters = [
        {"one": one, "other": other, "telling": _matters(one, other, book)}
        for one, other in pairs.select("one", "other").unique().iter_rows()
    ]
    schema = {"one": pl.String, "other": pl.String, "telling": pl.Boolean}
    return (
        pairs.join(
            pl.DataFrame(matters, schema=schema),
            on=["one", "other"],
            how="left",
            maintain_order="left",
        )
        .with_columns(telling=pl.col("telling") & pl.col("apart"))
        .drop("one", "other", "apart")
    )


def _matters(one: str, other: str, book: Rulebook) -> bool:
    kinds = {book.programmes[one].kind, book.programmes[other].kind}
    return kinds == {"aid", "application"} or book.between(one, other) is not None


def row_status(
    rows: pl.DataFrame,
    programmes: Mapping[str, Programme],
    overlaps: Sequence[Overlap],
    review: pl.DataFrame,
) -> pl.Series:
    """Return the status code of every row; the first of these that fits: register, overlap,
    served, review, unknown, clear.
    """
    kinds = {code: programme.kind for code, programme in programmes.items()}
    count = rows.height
    overlapping = _marked(count, [row for found in overlaps for row in found.rows])
    told = review.filter("telling")
    doubtful = _marked(count, [*told["a"].to_list(), *told["b"].to_list()])
    kind = pl.col("programme").replace_strict(kinds, return_dtype=pl.String)
    frame = rows.select("household", "person", "usable_nik", kind=kind).with_columns(
        overlapping=overlapping,
        doubtful=doubtful,
        household_is_served=(pl.col("kind") == "aid").any().over("household"),
        matched=(pl.len().over("household") > 1) | (pl.len().over("person") > 1),
    )
    proved = pl.col("usable_nik") | pl.col("matched")
    answer = (
        pl.when(pl.col("kind") == "register").then(pl.lit(status.REGISTER.code))
        .when(pl.col("overlapping")).then(pl.lit(status.OVERLAP.code))
        .when((pl.col("kind") == "application") & pl.col("household_is_served"))
        .then(pl.lit(status.SERVED.code))
        .when(pl.col("doubtful")).then(pl.lit(status.REVIEW.code))
        .when(~proved).then(pl.lit(status.UNKNOWN.code))
        .otherwise(pl.lit(status.CLEAR.code))
    )  # fmt: skip
    return frame.select(answer.alias("status"))["status"]


def _marked(count: int, rows: Sequence[int]) -> pl.Series:
    marks = np.zeros(count, dtype=bool)
    marks[np.asarray(rows, dtype=np.int64)] = True
    return pl.Series(marks)
