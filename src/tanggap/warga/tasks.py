"""Counting for the public, in the background."""

from django.utils.translation import gettext as _

from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.warga.services import counting

COUNTER = Actor.system("Tanggap: angka publik")


@jobs.job
def count(run_id: int) -> None:
    """Count the public figures; killed and started again they are counted anew."""

    def tell(done: int, total: int) -> None:
        jobs.report(run_id, done=done, total=total, message=_("Menghitung angka publik"))

    counting.count(at=clock.now(), tell=tell)
    jobs.report(run_id, done=1, total=1, message=_("Angka publik siap"))


def look() -> None:
    """Begin a counting where one is due; the worker looks every few seconds."""
    if counting.is_due(clock.now()) and not counting.is_running():
        jobs.start(count, by=COUNTER, arguments={})
