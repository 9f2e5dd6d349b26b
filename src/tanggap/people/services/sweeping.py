"""Tidying up what killed processes left in the folder of lists."""

from tanggap.people import vault


def sweep() -> int:
    """Remove half uploads and readable copies whose process is gone; return how many."""
    return vault.sweep()
