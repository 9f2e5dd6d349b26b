"""The tables of distribution."""

from tanggap.distribution.models.accounts import Account, AccountFile
from tanggap.distribution.models.batches import Batch, Download, Payment
from tanggap.distribution.models.places import Handover, Point, Seat, Stock, StockMove
from tanggap.distribution.models.replacements import Replacement
from tanggap.distribution.models.results import ResultFile, ResultLine

__all__ = [
    "Account",
    "AccountFile",
    "Batch",
    "Download",
    "Handover",
    "Payment",
    "Point",
    "Replacement",
    "ResultFile",
    "ResultLine",
    "Seat",
    "Stock",
    "StockMove",
]
