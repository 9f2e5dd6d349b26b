"""Fixtures that the dashboard shares with the ledger."""

from tests.assistance.conftest import _progress_hangs_up

__all__ = ["_progress_hangs_up"]
