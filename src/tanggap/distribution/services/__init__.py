"""What the app does: each module is a noun, its functions are verbs."""

from tanggap.distribution.services import (
    account_files,
    accounts,
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
    "account_files",
    "accounts",
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
