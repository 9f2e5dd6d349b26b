"""Lines of months as their template draws them: years above months, a sign beside each colour."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from tanggap.assistance.domain.timeline import Line, Mark

SIGNS: Final = {Mark.GIVEN: "", Mark.CONTESTED: "!", Mark.ENDED: "×", Mark.FAMILY: "○"}
"""Beside the colour, which never says it alone."""


def picture(months: Sequence[str], lines: Sequence[Line]) -> dict[str, Any]:
    """Return the context of `assistance/_months.html`; months are `yyyy-mm`."""
    return {
        "years": [(year, len([*some])) for year, some in groupby(months, lambda m: m[:4])],
        "months": [first_day(month) for month in months],
        "lines": [
            {
                "line": line,
                "cells": [
                    (cell, first_day(cell.month), SIGNS.get(cell.mark, "")) for cell in line.cells
                ],
            }
            for line in lines
        ],
    }


def first_day(month: str) -> date:
    """Return the first day of a month, as the filter `month` takes it."""
    year, _, number = month.partition("-")
    return date(int(year), int(number), 1)
