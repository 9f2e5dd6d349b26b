"""What the app does: each module is a noun, its functions are verbs."""

from tanggap.distribution.services import (
    batches,
    channels,
    files,
    handovers,
    replacing,
    results,
    seats,
    settling,
    stocks,
    telling,
    vouchers,
)

__all__ = [
    "batches",
    "channels",
    "files",
    "handovers",
    "replacing",
    "results",
    "seats",
    "settling",
    "stocks",
    "telling",
    "vouchers",
]
