"""When the figures are counted anew."""

from datetime import timedelta
from typing import Final

from tanggap.assistance.queries import facts
from tanggap.command import tasks
from tanggap.command.models import Snapshot
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState

KIND: Final = "tanggap.command.tasks.count"
REST: Final = 20
"""After a counting, looking at the figures begins no other for so many times its duration: a
province that changes all day is not counted all day. The button always begins one."""


def running() -> JobRun | None:
    """Return the counting that waits or runs."""
    waiting = JobRun.objects.filter(kind=KIND, state__in=[JobState.QUEUED, JobState.RUNNING])
    return waiting.first()


def begin(actor: Actor) -> JobRun:
    """Return the counting that runs, begun now where none does."""
    return running() or jobs.start(tasks.count, by=actor, arguments={})


def begin_if_old(actor: Actor, snapshot: Snapshot | None) -> JobRun | None:
    """Return the counting at work; begun where nothing was counted or the ledger has changed."""
    run = running()
    if run is None and (snapshot is None or _is_old(snapshot)):
        run = begin(actor)
    return None if run is None or run.is_finished else run


def _is_old(snapshot: Snapshot) -> bool:
    last = JobRun.objects.filter(kind=KIND, state=JobState.DONE).order_by("-pk").first()
    took = last.finished_at - last.created_at if last and last.finished_at else timedelta(0)
    rested = clock.now() - snapshot.taken_at >= took * REST
    return rested and facts.changed_after(snapshot.taken_at)
