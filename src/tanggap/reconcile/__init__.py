"""The main job: recipient lists in, one truth out."""

from tanggap.reconcile.explaining import CannotExplain, RowFound, TwoRows, explain_rows
from tanggap.reconcile.figures import Headline
from tanggap.reconcile.nothing_done import NothingDone
from tanggap.reconcile.pipeline import ListSummary, Summary, reconcile
from tanggap.reconcile.sources import Sources, read_sources
from tanggap.reconcile.stages import Progress, Stage
from tanggap.reconcile.status import STATUSES, Status
from tanggap.reconcile.writing import Format

__all__ = [
    "STATUSES",
    "CannotExplain",
    "Format",
    "Headline",
    "ListSummary",
    "NothingDone",
    "Progress",
    "RowFound",
    "Sources",
    "Stage",
    "Status",
    "Summary",
    "TwoRows",
    "explain_rows",
    "read_sources",
    "reconcile",
]
