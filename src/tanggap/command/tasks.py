"""Counting in the background."""

from django.utils.translation import gettext as _

from tanggap.command import services
from tanggap.core import clock, jobs


@jobs.job
def count(run_id: int) -> None:
    """Take a snapshot; killed and started again it is taken anew."""

    def tell(done: int, total: int) -> None:
        jobs.report(run_id, done=done, total=total, message=_("Menghitung angka"))

    services.take_snapshot(at=clock.now(), tell=tell)
    jobs.report(run_id, done=1, total=1, message=_("Angka siap"))
