"""Work of the ledger in the background."""

from tanggap.assistance.services import verdicts
from tanggap.core import clock, jobs


@jobs.job
def prepare_verdict(run_id: int, *, list_id: int) -> None:
    """Judge a staged list; a second run replaces the first."""
    jobs.report(run_id, done=0, total=0, message="Membandingkan dengan bantuan yang sudah ada")
    verdicts.prepare(list_id=list_id, at=clock.now())
