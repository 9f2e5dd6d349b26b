"""Keeping the garbage collector from walking a whole registry again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NEVER: Final = 1_000_000
"""So many collections of the middle generation pass before one of everything."""


@contextmanager
def settled() -> Iterator[None]:
    """Take what is in memory for granted until the block ends; only young objects are collected.

    A job that holds a million rows and makes a million more would else spend a fifth of its time
    looking for garbage among them.
    """
    young, middle, old = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
        gc.unfreeze()
