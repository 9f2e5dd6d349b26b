"""Solving a round in the background, beside the two ways in which people would do it by hand."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.core import clock, jobs
from tanggap.fostering.domain import comparing, worth
from tanggap.fostering.domain.assignment import Pair, Solution, solve
from tanggap.fostering.models import Proposal, Round
from tanggap.fostering.queries import traits
from tanggap.fostering.types import Offer, Traits

CHECKED: Final = "the right was checked when the round was started"
STEPS: Final = 4


@jobs.job
def solve_round(run_id: int, *, round_id: int) -> None:
    """Solve a round and write its proposals, all in one transaction; doing it twice is harmless.

    A pin whose family has found a donor meanwhile, or whose pledge is full, is let go.
    """
    found = Round.objects.unscoped(reason=CHECKED).get(pk=round_id)
    if found.state != Round.State.SOLVING:
        return
    jobs.report(run_id, done=0, total=STEPS, message="Membaca keluarga dan kesanggupan")
    families, offers = traits.waiting(found.region_code), traits.offers(found.region_code)
    pins = _pins(found, families, offers)
    start, today = time.perf_counter(), clock.today()
    jobs.report(run_id, done=1, total=STEPS, message="Mencari pasangan terbaik")
    numbers = [one.pledge_id for one in offers]
    best = solve(
        families,
        offers,
        pinned=pins,
        forbidden=traits.forbidden(numbers) + traits.declined(numbers),
        weights=worth.read(found.weights),
        served=traits.served(found.region_code),
        today=today,
    )
    seconds = time.perf_counter() - start
    jobs.report(run_id, done=2, total=STEPS, message="Membandingkan dengan dua cara lain")
    ways = {
        "best": best,
        "first": comparing.first_come(best.sides),
        "needy": comparing.neediest_first(best.sides),
    }
    told = {
        name: asdict(comparing.figures(one, today)) for name, one in ways.items()
    } | _sizes(families, offers, ways, seconds)  # fmt: skip
    jobs.report(run_id, done=3, total=STEPS, message="Menulis usulan")
    _write(found, best, told, at=clock.now())
    jobs.report(run_id, done=STEPS, total=STEPS, message="Usulan siap")


def _pins(found: Round, families: Sequence[Traits], offers: Sequence[Offer]) -> list[Pair]:
    """Return the pinned pairs that can still stand, the earlier pinned first."""
    waiting = {one.candidate_id for one in families}
    rooms = {one.pledge_id: one.room for one in offers}
    kept = []
    for one in found.proposals.filter(is_pinned=True).order_by("pk"):
        if one.candidate_id in waiting and rooms.get(one.pledge_id, 0) > 0:
            rooms[one.pledge_id] -= 1
            kept.append((one.pledge_id, one.candidate_id))
    return kept


def _sizes(
    families: Sequence[Traits], offers: Sequence[Offer], ways: dict[str, Solution], seconds: float
) -> dict[str, Any]:
    shares = {name: comparing.coverage(one) for name, one in ways.items()}
    return {
        "families": len(families),
        "pledges": len(offers),
        "room": sum(one.room for one in offers),
        "seconds": round(seconds, 2),
        "coverage": {
            code: [round(shares[name].get(code, 0.0), 4) for name in ways]
            for code in shares["best"]
        },
    }


@transaction.atomic
def _write(found: Round, best: Solution, told: dict[str, Any], *, at: datetime) -> None:
    swapped = Round.objects.unscoped(reason=CHECKED).filter(pk=found.pk, state=Round.State.SOLVING)
    if not swapped.update(
        state=Round.State.SOLVED, figures=told, solved_at=at, is_stale=False
    ):  # dropped meanwhile
        return
    found.proposals.all().delete()
    Proposal.objects.bulk_create(
        (
            Proposal(
                round=found,
                pledge_id=one.pledge_id,
                candidate_id=one.candidate_id,
                is_pinned=one.is_pinned,
                worth=one.worth,
                why=one.parts,
                wishes=one.kept,
                second_id=one.second.candidate_id if one.second else None,
                second_worth=one.second.worth if one.second else 0,
            )
            for one in best.pairs
        ),
        batch_size=500,
    )
