"""Who is who: the engine's answer becomes links, and only what changed is written.

Nobody but this module calls the engine. Officers' decisions are given to it and obeyed; people
keep their ids where most of their rows stay. The answer is written in parts, each a number of
whole people in one transaction, so that nobody is ever half moved; a killed run is started again
and finds the same answer.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import sleep
from typing import Final

from django.db import IntegrityError, transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock, events, jobs, memory, statistics
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.core.models import JobRun
from tanggap.core.progress import is_alive, this_worker
from tanggap.linkage import link
from tanggap.people.events import ListLinked, PeopleRelinked
from tanggap.people.models import MatchDecision, MatchingRun, RecipientList
from tanggap.people.services import homes, linking, loading, queueing
from tanggap.people.services.answers import Answer, answer_of
from tanggap.people.services.identities import identities
from tanggap.people.services.refusals import MatchingRuns
from tanggap.people.types import ListState, StagedIdentity

PART: Final = 2_000
PAUSE: Final = 2.0
"""Seconds between two looks whether the other run is over."""
ENGINE: Final = Actor.system("pencocokan")
Progress = Callable[[int, int], None]


@jobs.job
def link_list(run_id: int, *, list_id: int) -> None:
    """Find the people of a committed list; done already: nothing happens."""
    waiting = RecipientList.objects.unscoped(
        reason="the list that this job was started for"
    ).filter(pk=list_id, state=ListState.COMMITTED, linked_at=None)
    while waiting.exists():
        try:
            run(by=ENGINE, progress=lambda done, total: jobs.report(run_id, done=done, total=total))
        except MatchingRuns:
            sleep(PAUSE)


@jobs.job
def rematch_all(run_id: int) -> None:
    """Match everybody with everybody once more."""
    run(by=ENGINE, progress=lambda done, total: jobs.report(run_id, done=done, total=total))


@transaction.atomic
def rematch(*, by: Actor, at: datetime) -> int:
    """Start a run over all rows in the background; return the job's number."""
    access.require(by, Permission.MATCH_RUN)
    record("people.matching.started", by=by, at=at)
    return int(jobs.start(rematch_all, by=by, arguments={}).pk)


def run(*, by: Actor, progress: Progress = lambda _done, _total: None) -> MatchingRun:
    """Match all current rows and write what changed. Raises MatchingRuns where one is at work."""
    current = _begin()
    try:
        with memory.settled():
            return _run(current, by, progress)
    except BaseException:
        MatchingRun.objects.filter(pk=current.pk, state="running").update(state="failed")
        raise


def preview(list_id: int) -> list[StagedIdentity]:
    """Return who the rows of a staged list would be, without writing anything.

    One answer for each of its rows, in the order of their ids.
    """
    with memory.settled():
        return identities(loading.load(staged_list=list_id), list_id)


def _run(current: MatchingRun, by: Actor, progress: Progress) -> MatchingRun:
    waiting = _waiting_lists()
    registry = loading.load()
    progress(0, len(registry.ids))
    linkage = link(
        registry.raw, must_link=registry.must, cannot_link=registry.cannot, region=registry.region
    )
    answer = answer_of(registry, linkage)
    moved = _write(current, answer, registry.last_decision, by, progress)
    if moved:
        statistics.refresh()
    doubtful = queueing.renew(registry, linkage, at=clock.now())
    for list_id in waiting:
        _tell_linked(current, list_id)
    _finish(current, answer, moved, doubtful, by)
    if waiting:
        statistics.refresh()
    return current


def _write(
    current: MatchingRun, answer: Answer, last_decision: int, by: Actor, progress: Progress
) -> int:
    """Write the answer in parts of whole people; return how many rows moved.

    Rows and households of a person change in one transaction, and whoever must know is told once.
    """
    moved = done = 0
    plan = homes.plan(answer)
    for part in batches(answer.changed, PART):
        with transaction.atomic():
            _beat(current)
            clusters = _untouched(answer, part, last_decision)
            relinked = linking.apply(
                answer.moves_of(clusters), by=by, at=clock.now(), settled=False
            )
            _tell(relinked | plan.settle(clusters, at=clock.now()))
        moved += len(relinked)
        done += sum(answer.size_of(cluster) for cluster in clusters)
        progress(done, answer.rows)
    for part in batches(plan.waiting, PART):
        with transaction.atomic():
            _beat(current)
            _tell(plan.settle(_untouched(answer, part, last_decision), at=clock.now()))
    return moved


def _tell(people: frozenset[int]) -> None:
    if people:
        events.publish(PeopleRelinked(people))


def _untouched(answer: Answer, clusters: Sequence[int], last_decision: int) -> list[int]:
    """Leave out the clusters whose rows officers decided upon while the engine was at work."""
    fresh = MatchDecision.objects.filter(pk__gt=last_decision).values_list("low_id", "high_id")
    touched = answer.clusters_of({row for pair in fresh for row in pair})
    return [cluster for cluster in clusters if cluster not in touched]


def _begin() -> MatchingRun:
    now = clock.now()
    for other in MatchingRun.objects.filter(state="running"):
        if not is_alive(JobRun(worker=other.worker, reported_at=other.beat_at)):
            MatchingRun.objects.filter(pk=other.pk, state="running").update(state="failed")
    try:
        with transaction.atomic():
            return MatchingRun.objects.create(started_at=now, beat_at=now, worker=this_worker())
    except IntegrityError as error:
        raise MatchingRuns from error


def _beat(current: MatchingRun) -> None:
    """Say that the run is alive; a run that was taken for dead stops here."""
    if not MatchingRun.objects.filter(pk=current.pk, state="running").update(beat_at=clock.now()):
        raise MatchingRuns


@transaction.atomic
def _finish(current: MatchingRun, answer: Answer, moved: int, doubtful: int, by: Actor) -> None:
    current.state, current.finished_at = "done", clock.now()
    current.records, current.persons = answer.rows, answer.people
    current.moved, current.doubtful = moved, doubtful
    current.save()
    record(
        "people.matching.finished",
        by=by,
        at=clock.now(),
        subject=f"matching:{current.pk}",
        facts={
            "records": answer.rows,
            "persons": answer.people,
            "moved": moved,
            "doubtful": doubtful,
        },
    )


def _waiting_lists() -> list[int]:
    lists = RecipientList.objects.unscoped(reason="lists whose rows have no people yet")
    return list(
        lists.filter(state=ListState.COMMITTED, linked_at=None).values_list("pk", flat=True)
    )


def _tell_linked(current: MatchingRun, list_id: int) -> None:
    """Tell that the rows of a list have people; noted once everybody has done their part."""
    _beat(current)
    waiting = RecipientList.objects.unscoped(
        reason="lists whose rows have just got their people"
    ).filter(pk=list_id, state=ListState.COMMITTED, linked_at=None)
    if waiting.exists():
        events.publish(ListLinked(list_id))
        waiting.update(linked_at=clock.now())
