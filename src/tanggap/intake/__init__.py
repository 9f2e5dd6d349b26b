"""Reading recipient lists as offices hand them over."""

from tanggap.intake.columns import ColumnRead
from tanggap.intake.escape import escape_formula
from tanggap.intake.mapping import Mapping, MappingError, SheetMapping
from tanggap.intake.problems import (
    CATALOGUE,
    Finding,
    Problem,
    UnreadableList,
    problem_text,
    problems_of,
)
from tanggap.intake.reading import Intake, ListRead, Progress, read_list, read_lists
from tanggap.intake.sheets import SheetRead

__all__ = [
    "CATALOGUE",
    "ColumnRead",
    "Finding",
    "Intake",
    "ListRead",
    "Mapping",
    "MappingError",
    "Problem",
    "Progress",
    "SheetMapping",
    "SheetRead",
    "UnreadableList",
    "escape_formula",
    "problem_text",
    "problems_of",
    "read_list",
    "read_lists",
]
