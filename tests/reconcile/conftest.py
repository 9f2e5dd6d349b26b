"""A small world of lists whose linkage is known, because the test says it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from tanggap.intake import problems_of
from tanggap.language import Sentence
from tanggap.linkage.result import Evidence, Explanation
from tanggap.linkage.schema import Quality
from tanggap.overlap import rules_of_2020
from tanggap.reconcile.ledger import Ledger, open_ledger

VILLAGES = ["3271011001", "3271021002", "entah"]


@dataclass
class Row:
    """One row of a list, and who it truly is."""

    programme: str
    person: int
    household: int
    nik: str | None = None
    kk: str | None = None
    name: str = "SITI AMINAH"
    village: int = 0
    quality: int = 0
    sheet: str = "Data"


class KnownLinkage:
    """A linkage that says what it was told."""

    def __init__(self, rows: Sequence[Row], review: pl.DataFrame) -> None:
        niks = np.array([int(row.nik or 0) for row in rows], np.uint64)
        cards = np.array([int(row.kk or 0) for row in rows], np.uint64)

        class Records(SimpleNamespace):
            def __len__(self) -> int:
                return len(rows)

        self.records: Any = Records(
            nik=niks,
            nik_known=np.where(niks > 0, 16, 0).astype(np.uint8),
            kk=cards,
            kk_known=np.where(cards > 0, 16, 0).astype(np.uint8),
            birth=np.full(len(rows), 19800412, np.int32),
            village=np.array([row.village for row in rows], np.int32),
            villages=VILLAGES,
            quality=np.array([int(row.quality) for row in rows], np.uint32),
        )
        self.person = np.array([row.person for row in rows], np.int32)
        self.household = np.array([row.household for row in rows], np.int32)
        self.review = review

    def explain(self, a: int, b: int) -> Explanation:
        number = "3271010101800001"
        evidence = (
            Evidence(
                "number", Sentence("NIK", "NIK"), Sentence("sama", "equal"), 20.0, number, number
            ),
            Evidence(
                "name", Sentence("Nama", "Name"), Sentence("beda", "differs"), -2.0, "SITI", "SITTI"
            ),
        )
        return Explanation(0.99, 0.99, "same", -10.0, evidence, Sentence("Sama.", "Same."))


def raw_table(rows: Sequence[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "programme": [row.programme for row in rows],
            "file": [f"{row.programme}.xlsx" for row in rows],
            "sheet": [row.sheet for row in rows],
            "row": pl.Series(range(2, len(rows) + 2), dtype=pl.UInt32),
            "national_id": pl.Series([row.nik for row in rows], dtype=pl.String),
            "family_id": pl.Series([row.kk for row in rows], dtype=pl.String),
            "name": [row.name for row in rows],
            "village": ["EMPANG" if row.village == 0 else "SUKASARI" for row in rows],
            "district": ["BOGOR SELATAN" if row.village == 0 else "BOGOR TIMUR" for row in rows],
        }
    )


Judged = tuple[Ledger, KnownLinkage]


@pytest.fixture
def judged() -> Callable[..., Judged]:
    """Return a function that judges rows whose persons and households are given."""

    def judge(*rows: Row, review: Sequence[tuple[int, int, float]] = ()) -> Judged:
        pairs = pl.DataFrame(
            [(a, b, chance, chance) for a, b, chance in review],
            schema={
                "a": pl.Int32,
                "b": pl.Int32,
                "probability": pl.Float64,
                "household_probability": pl.Float64,
            },
            orient="row",
        )
        linked = KnownLinkage(rows, pairs)
        ledger = open_ledger(
            raw_table(rows),
            linked=linked,
            problems=problems_of(linked.records.quality),
            book=rules_of_2020(),
            rounds={},
        )
        return ledger, linked

    return judge


@pytest.fixture
def row() -> type[Row]:
    return Row


NIK_A, NIK_B = "3271010101800001", "3271014101800002"
KK_A, KK_B = "3271010101100001", "3271010101100002"


@pytest.fixture
def city(judged: Callable[..., Judged]) -> Judged:
    """Six rows: an overlap in one family, one without NIK, a register, a served applicant."""
    return judged(
        Row("PKH", 0, 0, NIK_A, KK_A),
        Row("BST", 1, 0, NIK_B, KK_A, name="H. BUDI"),
        Row("BST", 2, 1, None, None, name="=2+2", village=1, quality=Quality.NIK_MISSING),
        Row("DTSEN", 0, 0, NIK_A, KK_A),
        Row("PENGAJUAN", 0, 0, NIK_A, KK_A),
        Row("DTSEN", 3, 2, "3271010101900009", KK_B, village=1),
    )
