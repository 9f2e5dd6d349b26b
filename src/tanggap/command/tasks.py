"""Counting in the background."""

from tanggap.command import services
from tanggap.core import clock, jobs


@jobs.job
def count(run_id: int) -> None:
    """Take a snapshot; killed and started again it is taken anew."""
    jobs.report(run_id, done=0, total=1, message="Menghitung angka")
    services.take_snapshot(at=clock.now())
    jobs.report(run_id, done=1, total=1, message="Angka siap")
