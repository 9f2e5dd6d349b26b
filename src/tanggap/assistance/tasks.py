"""Work of the ledger in the background."""

from django.utils import translation

from tanggap.assistance.services import returning, verdicts
from tanggap.core import clock, jobs


@jobs.job
def prepare_verdict(run_id: int, *, list_id: int) -> None:
    """Judge a staged list; a second run replaces the first."""
    jobs.report(run_id, done=0, total=0, message="Membandingkan dengan bantuan yang sudah ada")
    verdicts.prepare(list_id=list_id, at=clock.now())


@jobs.job
def hand_back(run_id: int, *, list_id: int, language: str) -> None:
    """Write a list's workbook with its verdicts; a second run replaces the first."""

    def tell(done: int, total: int) -> None:
        jobs.report(run_id, done=done, total=total)

    jobs.report(run_id, done=0, total=returning.STEPS, message="Menulis hasil ke berkasnya")
    with translation.override(language):
        returning.write(list_id=list_id, progress=tell)
