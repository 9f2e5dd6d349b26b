"""Every problem that reading and normalising can report: code, column, severity, sentence."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.language import Sentence
from tanggap.linkage.schema import Quality

Severity = Literal["error", "warning", "info"]
SEPARATOR: Final = ";"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem. `column` is a name of `RAW_FIELDS`, empty for the file or the row."""

    code: str
    column: str
    severity: Severity
    sentence: Sentence


def _catalogue() -> dict[str, Problem]:
    text = resources.files("tanggap.intake").joinpath("problems.toml").read_text(encoding="utf-8")
    return {
        code: Problem(code, one["column"], one["severity"], Sentence(one["id"], one["en"]))
        for code, one in tomllib.loads(text).items()
    }


CATALOGUE: Final[dict[str, Problem]] = _catalogue()
"""Problem by code. The codes of `linkage.schema.Quality` are the names of its bits."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem met in one place; `sheet` and `row` are empty where the whole file is meant."""

    code: str
    sentence: Sentence
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is, from the catalogue."""
        return CATALOGUE[self.code].severity


class UnreadableList(Exception):
    """Nothing can be read from a file; the sentence names it and says what to do."""

    def __init__(self, path: Path, sentence: Sentence, code: str) -> None:
        super().__init__(sentence.en)
        self.path = path
        self.sentence = sentence
        self.code = code


def unreadable(path: Path, code: str, **values: object) -> UnreadableList:
    """Return the exception for a file, its sentence taken from the catalogue."""
    sentence = CATALOGUE[code].sentence.format(file=path.name or path, **values)
    return UnreadableList(path, sentence, code)


def finding(
    code: str,
    *,
    file: str,
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    **values: object,
) -> Finding:
    """Return a finding, its sentence taken from the catalogue and filled with the place."""
    sentence = CATALOGUE[code].sentence.format(file=file, sheet=sheet or file, row=row, **values)
    return Finding(code, sentence, file, sheet, row, column)


def codes_of(quality: int) -> list[str]:
    """Return the codes of the `Quality` bits that are set, lowest bit first."""
    return [bit.name for bit in Quality if quality & bit.value and bit.name]


def problems_of(quality: NDArray[np.uint32]) -> pl.Series:
    """Return the problem codes of n records as a List(String) column of n rows.

    Few combinations of bits occur, so each is spelled out once.
    """
    distinct, which = np.unique(quality, return_inverse=True)
    spelled = pl.Series("problems", [codes_of(int(q)) for q in distinct], dtype=pl.List(pl.String))
    return spelled.gather(pl.Series(which, dtype=pl.UInt32))


def problem_text(quality: NDArray[np.uint32]) -> pl.Series:
    """Return the problem codes of n records, each row joined by `SEPARATOR`."""
    return problems_of(quality).list.join(SEPARATOR)
