"""What the worker does now and then beside its jobs: small looks whether something is due."""

import logging
import traceback
from collections.abc import Callable

from django.db import close_old_connections

logger = logging.getLogger(__name__)
_works: dict[str, Callable[[], None]] = {}


def add(name: str, work: Callable[[], None]) -> None:
    """Let the worker call `work` every few seconds; it must be quick, and may be called twice.

    Several workers beat at the same time. The same name replaces the earlier work.
    """
    _works[name] = work


def beat() -> None:
    """Do everything once. A failure is logged by its kind only, and stops nothing else."""
    for name, work in sorted(_works.items()):
        close_old_connections()
        try:
            work()
        except Exception as failure:  # noqa: BLE001 - the worker goes on, whatever one work does
            place = traceback.extract_tb(failure.__traceback__)[-1]
            logger.error(
                "%s: %s at %s:%s", name, type(failure).__name__, place.filename, place.lineno
            )
    close_old_connections()
