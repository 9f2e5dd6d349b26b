"""The tables that officers work with, from the ledger."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from tanggap.intake.problems import CATALOGUE, SEPARATOR, Finding
from tanggap.overlap import Overlap
from tanggap.reconcile.ledger import Ledger
from tanggap.reconcile.masking import masked_numbers

DIGITS_OF_ID: Final = 6
LISTED: Final = " | "
"""What stands between several values of one cell, such as the rows of a person."""

NUMBERS: Final = {"national_id": "nik", "family_id": "kk", "phone": "phone"}


def person_id(column: str = "person") -> pl.Expr:
    """Return the text id of a person: person 122 is P000123."""
    return _id("P", column)


def household_id(column: str = "household") -> pl.Expr:
    """Return the text id of a household (rumah tangga): household 44 is R000045."""
    return _id("R", column)


def household_code(number: int) -> str:
    """Return the text id of one household."""
    return f"R{number + 1:0{DIGITS_OF_ID}d}"


def person_code(number: int) -> str:
    """Return the text id of one person."""
    return f"P{number + 1:0{DIGITS_OF_ID}d}"


def records_table(ledger: Ledger) -> pl.DataFrame:
    """Return one line per data row, in the order of the lists."""
    return ledger.rows.select(
        "file",
        "sheet",
        "row",
        "programme",
        person_id().alias("person_id"),
        household_id().alias("household_id"),
        "status",
        ledger.problems.list.join(SEPARATOR).alias("problems"),
    )


def shown_rows(ledger: Ledger, *, show_ids: bool) -> pl.DataFrame:
    """Return the ledger's rows with every raw field as text, numbers masked unless `show_ids`.

    Adds `place` ("BST.xlsx/DATA BST/12"), `nik`, `kk`, `phone` and the ids as text.
    """
    rows = with_missing_fields(ledger.rows)
    numbers = [
        (pl.col(field) if show_ids else masked_numbers(field, tail=2 if field == "phone" else 4))
        .fill_null("")
        .alias(name)
        for field, name in NUMBERS.items()
    ]
    return rows.with_columns(
        *numbers,
        place(),
        full_name().alias("name"),
        person_id().alias("person_id"),
        household_id().alias("household_id"),
        birth_date=pl.when(pl.col("birth") > 0)
        .then(pl.col("birth").cast(pl.String).str.replace(r"^(\d{4})(\d\d)(\d\d)$", "$1-$2-$3"))
        .otherwise(pl.lit("")),
    )


def with_missing_fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with every field that the tables show, null where no list has it."""
    wanted = (*NUMBERS, "name", "given_name", "surname", "sex", "address", "rt", "rw", "rt_rw")
    wanted += ("village", "district", "birth_place")
    absent = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in rows.columns]
    return rows.with_columns(absent)


def full_name() -> pl.Expr:
    """Return the name as listed, composed where a list keeps its parts apart."""
    composed = pl.concat_str("given_name", "surname", separator=" ", ignore_nulls=True)
    return pl.coalesce(pl.col("name"), composed).fill_null("").str.strip_chars()


def place() -> pl.Expr:
    """Return where a row stands, as text: file, sheet (if any) and row."""
    sheet = pl.when(pl.col("sheet") == "").then(pl.lit("")).otherwise(pl.col("sheet") + "/")
    return pl.concat_str("file", pl.lit("/"), sheet, "row").alias("place")


def people_table(shown: pl.DataFrame) -> pl.DataFrame:
    """Return one line per person: the fullest spelling of each field, and where they stand."""
    return (
        shown.group_by("person", maintain_order=True)
        .agg(
            pl.first("person_id", "household_id"),
            _fullest("name"),
            _fullest("nik"),
            _fullest("kk"),
            pl.col("birth_date").max(),
            _fullest("village"),
            _fullest("district"),
            _fullest("phone"),
            pl.col("programme").unique().sort().str.join(";").alias("programmes"),
            pl.len().alias("rows"),
            pl.col("place").str.join(LISTED).alias("listed"),
        )
        .sort("person")
        .drop("person")
    )


def households_table(shown: pl.DataFrame, overlaps: Sequence[Overlap]) -> pl.DataFrame:
    """Return one line per household: how many people and rows, on which programmes."""
    broken: dict[int, set[str]] = {}
    for found in overlaps:
        broken.setdefault(found.household, set()).add(found.rule.code)
    schema = {"household": pl.Int32, "rules_broken": pl.String}
    rules = pl.DataFrame(
        {"household": list(broken), "rules_broken": [";".join(sorted(c)) for c in broken.values()]},
        schema=schema,
    )
    return (
        shown.group_by("household", maintain_order=True)
        .agg(
            pl.first("household_id"),
            pl.col("person").n_unique().alias("people"),
            pl.len().alias("rows"),
            pl.col("programme").unique().sort().str.join(";").alias("programmes"),
            pl.col("programme").n_unique().alias("lists"),
            pl.col("kk").filter(pl.col("kk") != "").unique().sort().str.join(";").alias("kk"),
            _fullest("village"),
            _fullest("district"),
            pl.col("name").filter(pl.col("name") != "").unique(maintain_order=True)
            .head(6).str.join(LISTED).alias("names"),
        )
        .join(rules, on="household", how="left", maintain_order="left")
        .with_columns(pl.col("rules_broken").fill_null(""))
        .sort("household")
        .drop("household")
    )  # fmt: skip


def overlaps_table(ledger: Ledger, shown: pl.DataFrame) -> pl.DataFrame:
    """Return one line per overlap, those that block before those that only warn."""
    places, names = shown["place"].to_list(), shown["name"].to_list()
    ordered = sorted(
        ledger.overlaps, key=lambda o: (o.action != "block", -(o.monthly or 0), o.household)
    )
    return pl.DataFrame(
        [
            {
                "household_id": household_code(found.household),
                "programme_kept": found.programmes[0],
                "programme_to_check": found.programmes[1],
                "rule": found.rule.code,
                "action": found.action,
                "tie": found.tie,
                "months": ";".join(found.months),
                "rupiah_per_month": found.monthly,
                "rupiah_in_all": found.total,
                "person_ids": ";".join(map(person_code, found.persons)),
                "names": LISTED.join(dict.fromkeys(names[row] for row in found.rows if names[row])),
                "reason": found.rule.reason.id,
                "legal_basis": found.rule.basis,
                "evidence": LISTED.join(places[row] for row in found.rows),
            }
            for found in ordered
        ],
        schema=_OVERLAP_SCHEMA,
    )


def review_table(ledger: Ledger, shown: pl.DataFrame) -> pl.DataFrame:
    """Return one line per doubtful pair; those whose answer matters for aid come first."""
    sides = []
    for side in ("a", "b"):
        part = shown.select(
            "place", "programme", "person_id", "name", "nik", "birth_date", "address", "village"
        )
        part = part[ledger.review[side]]
        sides.append(part.rename({name: f"{side}_{name}" for name in part.columns}))
    pairs = ledger.review.select(
        pl.col("probability").round(4),
        pl.col("household_probability").round(4),
        pl.when("telling").then(pl.lit("yes")).otherwise(pl.lit("no")).alias("changes_an_answer"),
    )
    table = pl.concat([pairs, *sides], how="horizontal")
    return table.sort("changes_an_answer", descending=True, maintain_order=True)


def problems_table(ledger: Ledger, findings: Sequence[Finding]) -> pl.DataFrame:
    """Return one line per problem: of a file or sheet first, then of rows."""
    of_files = [
        {
            "file": found.file,
            "sheet": found.sheet,
            "row": found.row,
            "column": found.column,
            "code": found.code,
            "severity": found.severity,
            "masalah": found.sentence.id,
            "problem": found.sentence.en,
        }
        for found in findings
    ]
    of_rows = (
        ledger.rows.select("file", "sheet", "row")
        .with_columns(code=ledger.problems)
        .explode("code", empty_as_null=False)
        .drop_nulls("code")
        .filter(~pl.col("code").is_in([found.code for found in findings if found.row is not None]))
        .join(_catalogue(), on="code", how="left", maintain_order="left")
    )
    return pl.concat(
        [pl.DataFrame(of_files, schema=_PROBLEM_SCHEMA), of_rows.select(_typed_problems())]
    )


_OVERLAP_SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    "household_id": pl.String,
    "programme_kept": pl.String,
    "programme_to_check": pl.String,
    "rule": pl.String,
    "action": pl.String,
    "tie": pl.String,
    "months": pl.String,
    "rupiah_per_month": pl.Int64,
    "rupiah_in_all": pl.Int64,
    "person_ids": pl.String,
    "names": pl.String,
    "reason": pl.String,
    "legal_basis": pl.String,
    "evidence": pl.String,
}
_PROBLEM_SCHEMA: Final[dict[str, type[pl.DataType]]] = {
    "file": pl.String,
    "sheet": pl.String,
    "row": pl.Int64,
    "column": pl.String,
    "code": pl.String,
    "severity": pl.String,
    "masalah": pl.String,
    "problem": pl.String,
}


def _typed_problems() -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in _PROBLEM_SCHEMA.items()]


def _catalogue() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "code": problem.code,
                "column": problem.column,
                "severity": problem.severity,
                "masalah": problem.sentence.id,
                "problem": problem.sentence.en,
            }
            for problem in CATALOGUE.values()
        ]
    )


def _id(letter: str, column: str) -> pl.Expr:
    number = (pl.col(column) + 1).cast(pl.String).str.zfill(DIGITS_OF_ID)
    return pl.concat_str(pl.lit(letter), number)


def _fullest(column: str) -> pl.Expr:
    """Return the longest text of a group: what some lists shorten, others spell out."""
    texts = pl.col(column).fill_null("")
    return texts.sort_by(texts.str.len_chars(), descending=True, maintain_order=True).first()
