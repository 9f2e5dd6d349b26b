"""Who is who: the engine's answer becomes links, and only what changed is written.

Nobody but this module calls the engine. Officers' decisions are given to it and obeyed; people
keep their ids where most of their rows stay. A new list is placed among the people that it may
meet; everybody is matched with everybody for the first one, at night, and when much is new (see
docs/adr/0016-new-rows-among-the-known.md). The answer is written in parts, each a number of
whole people in one transaction, so that nobody is ever half moved; a killed run is started again
and finds the same answer.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import sleep
from typing import Final

import numpy as np
from django.db import IntegrityError, transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock, events, jobs, memory, statistics
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.core.models import JobRun
from tanggap.core.progress import is_alive, this_worker
from tanggap.linkage import Linkage, link
from tanggap.linkage.placing import Learned, place
from tanggap.people.events import ListLinked, PeopleRelinked
from tanggap.people.models import MatchDecision, MatchingRun, RecipientList
from tanggap.people.services import homes, learning, linking, loading, queueing
from tanggap.people.services.answers import Answer, answer_of
from tanggap.people.services.identities import identities
from tanggap.people.services.loading import Registry
from tanggap.people.services.refusals import MatchingRuns
from tanggap.people.types import ListState, RunKind, StagedIdentity

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
            place_new(
                by=ENGINE, progress=lambda done, total: jobs.report(run_id, done=done, total=total)
            )
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
    return _guarded(lambda current: _match_all(current, by, progress))


def place_new(*, by: Actor, progress: Progress = lambda _done, _total: None) -> MatchingRun:
    """Find the people of the lists that wait for theirs; nobody known is moved by that.

    Where there is nothing to place them by, or much is new, everybody is matched as in `run`.
    Raises MatchingRuns where another run is at work.
    """
    return _guarded(lambda current: _place_new(current, by, progress))


def preview(list_id: int) -> list[StagedIdentity]:
    """Return who the rows of a staged list would be, without writing anything.

    One answer for each of its rows, in the order of their ids.
    """
    with memory.settled():
        staged = loading.staged(list_id)
        learned = learning.for_placing(len(staged))
        registry = (
            loading.load_neighbourhood(staged) if learned else loading.load(staged_list=list_id)
        )
        return identities(registry, _linked(registry, learned), staged)


def _guarded(work: Callable[[MatchingRun], MatchingRun]) -> MatchingRun:
    current = _begin()
    try:
        with memory.settled():
            return work(current)
    except BaseException:
        MatchingRun.objects.filter(pk=current.pk, state="running").update(state="failed")
        raise


def _place_new(current: MatchingRun, by: Actor, progress: Progress) -> MatchingRun:
    waiting = _waiting_lists()
    new = loading.unlinked(waiting)
    learned = learning.for_placing(len(new))
    if learned is None:
        return _match_all(current, by, progress)
    current.kind = RunKind.PLACED
    progress(0, len(new))
    registry = loading.load_neighbourhood(new)
    linkage = _linked(registry, learned)
    answer = answer_of(registry, linkage)
    plan = homes.plan_of_new(answer, registry.homes)
    moved = _write(current, answer, plan, registry.last_decision, by, progress)
    doubtful = queueing.renew(registry, linkage, at=clock.now())
    for list_id in waiting:
        _tell_linked(current, list_id)
    _finish(current, answer, moved, doubtful, by)
    return current


def _match_all(current: MatchingRun, by: Actor, progress: Progress) -> MatchingRun:
    waiting = _waiting_lists()
    registry = loading.load()
    progress(0, len(registry.ids))
    linkage = _linked(registry, None)
    answer = answer_of(registry, linkage)
    moved = _write(current, answer, homes.plan(answer), registry.last_decision, by, progress)
    if moved:
        statistics.refresh()
    doubtful = queueing.renew(registry, linkage, at=clock.now())
    for list_id in waiting:
        _tell_linked(current, list_id)
    learning.keep(current, linkage)
    _finish(current, answer, moved, doubtful, by)
    if waiting:
        statistics.refresh()
    return current


def _linked(registry: Registry, learned: Learned | None) -> Linkage:
    if learned is None:
        return link(
            registry.raw,
            must_link=registry.must,
            cannot_link=registry.cannot,
            region=registry.region,
        )
    return place(
        registry.raw,
        np.array(registry.people, dtype=np.int64),
        np.array(registry.homes, dtype=np.int64),
        learned,
        must_link=registry.must,
        cannot_link=registry.cannot,
        region=registry.region,
    )


def _write(
    current: MatchingRun,
    answer: Answer,
    plan: homes.Plan,
    last_decision: int,
    by: Actor,
    progress: Progress,
) -> int:
    """Write the answer in parts of whole people; return how many rows moved.

    Rows and households of a person change in one transaction, and whoever must know is told once.
    """
    moved = done = 0
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
            "everybody": current.kind == RunKind.FULL,
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
