"""A clerk's word on two rows: what it moves, at once, and how it is taken back."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core.actor import Actor
from tanggap.people.domain import consistency
from tanggap.people.models import Link, MatchDecision, ReviewPair
from tanggap.people.services import homes, linking, review
from tanggap.people.services.linking import Move
from tanggap.people.services.refusals import DecidedOtherwise, NothingToUndo, PairTaken
from tanggap.people.types import Verdict

Pairs = list[tuple[int, int]]
Effect = dict[str, Any]


@transaction.atomic
def decide(
    pair_id: int, verdict: Verdict, *, by: Actor, at: datetime, reason: str = ""
) -> MatchDecision:
    """Decide a doubtful pair; links and households follow at once, and later runs obey.

    Raises PairTaken where another clerk holds or has decided it, DecidedOtherwise where earlier
    decisions stand against it.
    """
    pair: ReviewPair = ReviewPair.objects.visible_to(by).get(pk=pair_id)
    access.require(by, Permission.MATCH_DECIDE, region_code=pair.region_code)
    review.settle(pair, by=by, at=at)
    effect = _carry_out(pair.low_id, pair.high_id, verdict, by=by, at=at)
    decision = write(
        pair.low_id, pair.high_id, verdict, by=by, at=at, reason=reason, pair=pair, effect=effect
    )
    record(
        "people.match.decided",
        by=by,
        at=at,
        subject=f"pair:{pair.pk}",
        region_code=pair.region_code,
        reason=reason,
        facts={
            "verdict": str(verdict),
            "records": [pair.low_id, pair.high_id],
            "moved": len(effect.get("moves", [])),
        },
    )
    return decision


@transaction.atomic
def undo(decision_id: int, *, by: Actor, at: datetime) -> MatchDecision:
    """Take a decision back: the rows that it moved go back, the pair is in the queue again.

    Rows that somebody moved elsewhere since stay there. Raises NothingToUndo.
    """
    decision = MatchDecision.objects.select_related("pair").get(pk=decision_id)
    if decision.pair is None:
        raise NothingToUndo
    access.require(by, Permission.MATCH_DECIDE, region_code=decision.pair.region_code)
    take_back([decision], by=by, at=at)
    review.reopen(decision.pair.pk)
    record(
        "people.match.undone",
        by=by,
        at=at,
        subject=f"pair:{decision.pair_id}",
        region_code=decision.pair.region_code,
        facts={"verdict": decision.verdict, "decision": decision.pk},
    )
    return decision


def take_back(decisions: Iterable[MatchDecision], *, by: Actor, at: datetime) -> None:
    """Undo decisions and what they moved; raises NothingToUndo where one is undone already."""
    for decision in decisions:
        open_decision = MatchDecision.objects.filter(pk=decision.pk, undone_at=None)
        if not open_decision.update(undone_at=at, undone_by=by.user_id):
            raise NothingToUndo
        moves = decision.effect.get("moves", [])
        now = linking.current_links(row for row, _, _ in moves)
        back = [
            Move(row, before) for row, before, after in moves if row in now and now[row][1] == after
        ]
        linking.apply(back, by=by, at=at, reason=f"undo decision:{decision.pk}")
        for person, household in decision.effect.get("homes", []):
            homes.move_back(person, household, at=at)


def write(
    low: int,
    high: int,
    verdict: Verdict,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    pair: ReviewPair | None = None,
    effect: Effect | None = None,
    batch: str = "",
) -> MatchDecision:
    """Write a decision down; raises PairTaken where the pair has one."""
    try:
        with transaction.atomic():
            return MatchDecision.objects.create(
                low_id=low,
                high_id=high,
                verdict=verdict,
                pair=pair,
                batch=batch or secrets.token_hex(8),
                reason=reason[:500],
                effect=effect or {},
                by_id=by.user_id,
                at=at,
            )
    except IntegrityError as error:
        raise PairTaken from error


def _carry_out(low: int, high: int, verdict: Verdict, *, by: Actor, at: datetime) -> Effect:
    links = linking.current_links([low, high])
    if low not in links or high not in links:
        raise PairTaken
    people = links[low][1], links[high][1]
    rows = {person: rows_of(person) for person in set(people)}
    same, different = decided_among([row for several in rows.values() for row in several])
    try:
        if verdict is Verdict.SAME:
            consistency.check_same((low, high), same, different)
            return {"moves": _join(low, high, people, rows, same, different, by=by, at=at)}
        consistency.check_different((low, high), same)
    except consistency.ContradictsEarlier as error:
        raise DecidedOtherwise from error
    effect: Effect = {"moves": _part(high, people, rows, same, by=by, at=at)}
    if verdict is Verdict.SAME_HOUSEHOLD:
        person = linking.current_links([low, high])
        before, _ = homes.join(person[high][1], person[low][1], at=at)
        effect["homes"] = [] if before is None else [[person[high][1], before]]
    return effect


def _join(
    low: int,
    high: int,
    people: tuple[int, int],
    rows: dict[int, list[int]],
    same: Pairs,
    different: Pairs,
    *,
    by: Actor,
    at: datetime,
) -> list[list[int]]:
    """Move the rows of the smaller person to the larger one; return the moves."""
    if people[0] == people[1]:
        return []
    kept = min(people, key=lambda person: (-len(rows[person]), person))
    gone, row = (people[1], high) if kept == people[0] else (people[0], low)
    moving = rows[gone]
    sides = {one: person for person, several in rows.items() for one in several}
    if any(sides[a] != sides[b] for a, b in different if a in sides and b in sides):
        moving = sorted(consistency.tied_to(row, rows[gone], same))
    linking.apply([Move(one, kept) for one in moving], by=by, at=at, reason="decision")
    return [[one, gone, kept] for one in moving]


def _part(
    high: int,
    people: tuple[int, int],
    rows: dict[int, list[int]],
    same: Pairs,
    *,
    by: Actor,
    at: datetime,
) -> list[list[int]]:
    """Give a row, and those tied to it, a person of their own; return the moves."""
    if people[0] != people[1]:
        return []
    moving = sorted(consistency.tied_to(high, rows[people[0]], same))
    (fresh,) = linking.found_people(1)
    linking.apply([Move(one, fresh) for one in moving], by=by, at=at, reason="decision")
    return [[one, people[0], fresh] for one in moving]


def rows_of(person: int) -> list[int]:
    """Return the records that are a person now."""
    links = Link.objects.filter(person=person, superseded_at=None)
    return list(links.order_by("record_id").values_list("record_id", flat=True))


def decided_among(records: list[int]) -> tuple[Pairs, Pairs]:
    """Return what was decided about these records, as (same, different) pairs."""
    known = MatchDecision.objects.filter(
        undone_at=None, low_id__in=records, high_id__in=records
    ).values_list("low_id", "high_id", "verdict")
    same = [(low, high) for low, high, verdict in known if verdict == Verdict.SAME]
    return same, [(low, high) for low, high, verdict in known if verdict != Verdict.SAME]
