"""Work in the background: started in the caller's transaction, run by the worker, seen by all.

A job is a function `work(run_id, **arguments)` under `@job`, with arguments that JSON can carry.
It may be killed at any line and is then started again with the same arguments: it must be
repeatable. What it raises as `JobFailed` is told to the user; anything else is named by its kind
only, because an exception's text may quote a person.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.core.progress import hang_up, is_alive, last_figures, report, this_worker

__all__ = ["JobFailed", "job", "report", "resume_interrupted", "run_now", "run_waiting", "start"]

Work = Callable[..., None]
logger = logging.getLogger(__name__)
_jobs: dict[str, Work] = {}

MOST_ATTEMPTS = 3
"""How often a job is started that was killed each time; then it is told as failed."""


class JobFailed(Exception):
    """The work could not be done, for a reason that the user can be told."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def job(work: Work) -> Work:
    """Make a function startable in the background, under its dotted name."""
    _jobs[_kind_of(work)] = work
    return work


def start(work: Work, *, by: Actor, arguments: Mapping[str, Any]) -> JobRun:
    """Queue the work in the caller's transaction; it starts once that has been committed."""
    run = JobRun.objects.create(
        kind=_kind_of(work),
        arguments=dict(arguments),
        owner_id=by.user_id,
        owner_name=by.name,
        created_at=clock.now(),
    )
    _enqueue(run.pk)
    run.refresh_from_db()
    return run


def _enqueue(run_id: int) -> None:
    _run_job.enqueue(run_id)


@task()
def _run_job(run_id: int) -> None:
    run_now(run_id)


def run_now(run_id: int) -> None:
    """Run a queued job in this process and write down how it ended."""
    taken = JobRun.objects.filter(pk=run_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, worker=this_worker(), reported_at=clock.now()
    )
    if not taken:  # another worker was faster, or the job is over
        return
    run = JobRun.objects.get(pk=run_id)
    try:
        _work_of(run.kind)(run_id, **run.arguments)
    except JobFailed as failure:
        _finish(run_id, JobState.FAILED, code=failure.code, text=failure.text)
    except Exception as failure:  # noqa: BLE001 - the last door of a job
        _finish(run_id, JobState.FAILED, code=type(failure).__name__)
        _log(run.kind, failure)
    else:
        _finish(run_id, JobState.DONE)
    finally:
        hang_up()


def run_waiting() -> int:
    """Run here what waits, the oldest first, where no worker is at work yet; return how many."""
    resume_interrupted()
    ran = 0
    while run := JobRun.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        run_now(run.pk)
        ran += 1
    return ran


def _log(kind: str, failure: Exception) -> None:
    """Name the exception and the lines it passed; its text might quote a person."""
    lines = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(failure.__traceback__)]
    logger.error("%s failed: %s at %s", kind, type(failure).__name__, " < ".join(lines[::-1]))


def _finish(run_id: int, state: JobState, *, code: str = "", text: str = "") -> None:
    JobRun.objects.filter(pk=run_id).update(
        **last_figures(run_id),
        state=state,
        finished_at=clock.now(),
        error_code=code[:80],
        error_text=text[:400],
    )


@transaction.atomic
def resume_interrupted() -> int:
    """Queue again the jobs whose worker is gone; return how many."""
    resumed = 0
    for run in JobRun.objects.filter(state=JobState.RUNNING):
        if is_alive(run):
            continue
        if run.attempts + 1 >= MOST_ATTEMPTS:
            _finish(run.pk, JobState.FAILED, code="killed")
            continue
        run.state, run.attempts = JobState.QUEUED, run.attempts + 1
        run.save(update_fields=["state", "attempts"])
        _enqueue(run.pk)
        resumed += 1
    return resumed


def _kind_of(work: Work) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def _work_of(kind: str) -> Work:
    if kind not in _jobs:
        import_string(kind)  # importing the module registers its jobs
    return _jobs[kind]
