"""Proving the chain in the background: a long log is walked for minutes."""

from django.utils.translation import gettext as _

from tanggap.audit import queries, services
from tanggap.core import jobs


@jobs.job
def prove(run_id: int) -> None:
    """Walk the chain and tell its last hash; a broken one is told as the job's failure."""
    services.lengthen_chain()
    total = queries.links()

    def tell(done: int) -> None:
        jobs.report(run_id, done=done, total=total, message=_("Memeriksa catatan audit"))

    proof = queries.prove(tell)
    if proof.broken_at is not None:
        text = _(
            "Rantai terputus: catatan nomor %(number)d telah diubah atau hilang. Jangan ubah apa"
            " pun; laporkan kepada inspektorat dan bandingkan dengan cadangan."
        )
        raise jobs.JobFailed("broken", text % {"number": proof.broken_at})
    text = _("Rantai utuh: %(count)d catatan cocok. Sidik terakhir: %(hash)s")
    message = text % {"count": total, "hash": proof.last_hash}
    jobs.report(run_id, done=total, total=total, message=message)
