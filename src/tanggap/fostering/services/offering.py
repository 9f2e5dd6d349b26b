"""Offering the pairs of a round to their donors, pledge by pledge; killed, it goes on there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.urls import reverse

from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.fostering import sealing
from tanggap.fostering.domain import notices
from tanggap.fostering.domain.states import LIVE, Hand
from tanggap.fostering.models import Candidate, Match, Pledge, Proposal, Round, Slot
from tanggap.fostering.queries import traits
from tanggap.fostering.services import letters, moving
from tanggap.fostering.types import CandidateState, MatchState, PledgeState
from tanggap.language import Sentence
from tanggap.messaging import services as messaging
from tanggap.messaging.types import Recipient

OFFERED: Final = "the right was checked when the round was offered"
TIME_TO_ANSWER: Final = timedelta(days=3)
TEMPLATE: Final = "fostering.offered"
TITLE: Final = Sentence(
    "Keluarga yang menunggu Anda: {families}", "Families that wait for you: {families}"
)
BODY: Final = Sentence(
    "Kami mengusulkan {families} keluarga untuk kesanggupan Anda. Lihat dan jawab sebelum {until}: "
    "{link} Setelah itu keluarga tersebut diusulkan kepada donatur lain.",
    "We propose {families} families for your pledge. Look and answer before {until}: {link} After "
    "that they are proposed to other donors.",
)


def register() -> None:
    """Bring the template to the outbox."""
    messaging.templates.register(TEMPLATE, title=TITLE, body=BODY)


@jobs.job
def offer_round(run_id: int, *, round_id: int) -> None:
    """Offer what is not offered yet; each pledge and the message to its donor are one transaction.

    Who was offered is written beside every pair, so that starting again offers nobody twice.
    """
    found = Round.objects.unscoped(reason=OFFERED).get(pk=round_id)
    by = Actor(found.offered_by_id, found.offered_by_name, is_system=True)
    left = found.proposals.filter(became="")
    pledges = list(left.order_by("pledge_id").values_list("pledge_id", flat=True).distinct())
    for done, number in enumerate(pledges, start=1):
        _offer_pledge(found, number, by, clock.now())
        if done % 20 == 0 or done == len(pledges):
            jobs.report(run_id, done=done, total=len(pledges))


@transaction.atomic
def _offer_pledge(found: Round, pledge_id: int, by: Actor, at: datetime) -> None:
    pledges = Pledge.objects.unscoped(reason=OFFERED).select_for_update()
    pledge = pledges.get(pk=pledge_id)
    pairs = found.proposals.filter(pledge_id=pledge_id, became="").order_by(
        "-is_pinned", "-worth", "pk"
    )
    made = 0
    for pair in pairs:
        became = _offer(pair, pledge, by, at)
        Proposal.objects.filter(pk=pair.pk).update(became=became)
        made += became == "offered"
    if made:
        _tell(pledge, made, at)


def _offer(pair: Proposal, pledge: Pledge, by: Actor, at: datetime) -> str:
    """Offer a family where it is still free; return what became of the pair."""
    if pledge.state != PledgeState.OPEN:
        return "closed"
    families = Candidate.objects.unscoped(reason=OFFERED).select_for_update()
    candidate = families.get(pk=pair.candidate_id)
    if candidate.state != CandidateState.WAITING:
        return "taken" if candidate.state == CandidateState.MATCHED else "gone"
    if pledge.forbidden.filter(candidate=candidate, lifted_at=None).exists():
        return "forbidden"
    for slot in _free_slots(pledge):
        match = _match(pair, slot, candidate, at)
        if match is not None:
            moving.write(match, None, MatchState.OFFERED, Hand.OFFICER, by, at)
            return "offered"
        if _live(candidate):
            return "taken"
    return "full"


def _match(pair: Proposal, slot: Slot, candidate: Candidate, at: datetime) -> Match | None:
    """Make a match, unless somebody has just taken the family or the slot."""
    how = Match.How.PINNED if pair.is_pinned else Match.How.PROPOSED
    try:
        with transaction.atomic():
            made: Match = Match.objects.create(
                slot=slot, candidate=candidate, region_code=candidate.region_code,
                state=MatchState.OFFERED, how=how, made_at=at, expires_at=at + TIME_TO_ANSWER,
            )  # fmt: skip
    except IntegrityError:
        return None
    return made


def _free_slots(pledge: Pledge) -> Sequence[Slot]:
    taken = Match.objects.unscoped(reason=OFFERED).filter(state__in=traits.TAKEN)
    return list(pledge.slots.exclude(pk__in=taken.values("slot_id")))


def _live(candidate: Candidate) -> bool:
    query = Match.objects.unscoped(reason=OFFERED)
    return bool(query.filter(candidate=candidate, state__in=LIVE).exists())


def _tell(pledge: Pledge, families: int, at: datetime) -> None:
    """Tell the donor how many families wait for an answer, and until when."""
    donor = pledge.donor
    messaging.send(
        TEMPLATE,
        to=Recipient(email=donor.email, phone=sealing.contact_of(donor.sealed_phone)),
        context={
            "families": str(families),
            "until": notices.moment(at + TIME_TO_ANSWER),
            "link": letters.address(reverse("fostering:mine")),
        },
        subject=f"pledge:{pledge.pk}",
        region_code=pledge.region_code,
        by=letters.POSTMAN,
        at=at,
    )
