"""Families that may be looked after: they enter with consent, choose what is shown, and leave."""

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import citizen
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in
from tanggap.fostering import sealing
from tanggap.fostering.domain import notices
from tanggap.fostering.domain.profiles import SHOWABLE
from tanggap.fostering.domain.states import LIVE, Hand
from tanggap.fostering.models import Candidate, Consent, Match
from tanggap.fostering.queries import aid, households
from tanggap.fostering.queries.households import Household
from tanggap.fostering.services import ending, telling
from tanggap.fostering.types import CandidateState, Entry, MatchState, NotAllowed

FAMILY: Final = Actor.system("Keluarga")
"""Acts of a family that proved code and PIN of its application."""
CHECKED: Final = "the region or the PIN is checked here"
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_FIGURES: Final = "23456789"


@transaction.atomic
def enter(
    *,
    told: Entry,
    by: Actor,
    at: datetime,
    application_id: int | None = None,
    person_id: int | None = None,
) -> Candidate:
    """Let a family without aid wait for a donor, with its consent.

    It comes from an application that was visited, or from a register (`person_id`); by an officer,
    or by the family itself (`FAMILY`). Its wait counts from the day of the application, or from its
    last package. Raises NotAllowed: "consent" (nobody says how it agreed), "state" (not visited, or
    it waits already), "unknown" (the registry does not know it), "aided"; and Forbidden.
    """
    if application_id is not None:
        home = households.of_application(application_id)
    else:
        home = households.of_person(person_id or 0)
    require(by, Permission.FOSTER_ENTER, region_code=home.region_code)
    if not told.how.strip():
        raise NotAllowed("consent")
    if told.purpose == Candidate.Purpose.AID and aid.holders({0: home.standing}, at=at):
        raise NotAllowed("aided")
    made = _make(home, _cleaned(told), by, at)
    Consent.objects.create(
        candidate=made, about=Consent.About.ENTRY, how=told.how.strip()[:300], given_at=at,
        told_by_id=by.user_id, told_by_name=by.name,
    )  # fmt: skip
    note("family.entered", made, by, at, facts={"purpose": told.purpose, "shown": [*told.shown]})
    telling.entered(made, at)
    return made


@transaction.atomic
def change_shown(
    *, candidate_id: int, shown: tuple[str, ...], by: Actor, at: datetime
) -> None:  # fmt: skip
    """Choose what strangers may see; the family itself, or an officer whom it told."""
    found = _mine(candidate_id, by)
    kept = [code for code in SHOWABLE if code in shown]
    _rows().filter(pk=candidate_id).update(shown=kept)
    note("family.shown", found, by, at, facts={"shown": kept})


@transaction.atomic
def change_told(*, candidate_id: int, told: Entry, by: Actor, at: datetime) -> None:
    """Correct what an officer knows of a family, its needs and its story, which is read by that."""
    found, told = _mine(candidate_id, by), _cleaned(told)
    _rows().filter(pk=candidate_id).update(
        needs=told.needs, story=told.story, story_unread="", children=told.children,
        elderly=told.elderly, disabled=told.disabled, orphans=told.orphans,
        shown=[code for code in SHOWABLE if code in told.shown],
    )  # fmt: skip
    note("family.changed", found, by, at)


@transaction.atomic
def write_story(*, candidate_id: int, story: str, at: datetime) -> None:
    """Take in what a family writes of itself; strangers see it once an officer has read it."""
    found = _mine(candidate_id, FAMILY)
    _rows().filter(pk=candidate_id).update(story_unread=mask_numbers_in(story.strip())[:600])
    note("family.wrote", found, FAMILY, at)


@transaction.atomic
def leave(*, candidate_id: int, reason: str = "", by: Actor, at: datetime) -> None:
    """Take a family off the list, at any time, with whatever match it has. Raises Forbidden."""
    found = _mine(candidate_id, by)
    hand = Hand.FAMILY if by is FAMILY else Hand.OFFICER
    words = reason.strip() or notices.LEFT.id
    for match in _live(candidate_id):
        begun = match.state == MatchState.ACTIVE
        after = MatchState.ENDED if begun else MatchState.REFUSED
        ending.end(
            match.pk, after=after, hand=Hand.FAMILY, by=by, at=at, reason=words,
            told=notices.LEFT.id,
        )  # fmt: skip
    _rows().filter(pk=candidate_id).update(state=CandidateState.LEFT, left_at=at, sealed_phone=None)
    found.consents.filter(withdrawn_at=None).update(withdrawn_at=at)
    note("family.left", found, by, at, reason="" if hand == Hand.FAMILY else reason)


def note(
    act: str, candidate: Candidate, by: Actor, at: datetime, *, reason: str = "", facts: Any = None
) -> None:
    """Write an act about a family into the audit log."""
    audit.record(
        f"fostering.{act}", by=by, at=at, subject=f"candidate:{candidate.pk}",
        region_code=candidate.region_code, reason=reason, facts=facts or {},
    )  # fmt: skip


def _make(home: Household, told: Entry, by: Actor, at: datetime) -> Candidate:
    phone = citizen.contacts(home.application_id)["phone"] if home.application_id else ""
    try:
        with transaction.atomic():
            made: Candidate = Candidate.objects.create(
                code=new_code(), purpose=told.purpose, application_id=home.application_id,
                person_id=home.standing.person, family_id=home.standing.family,
                household_id=home.standing.household, region_code=home.region_code, rw=home.rw,
                rt=home.rt, head_name=home.head_name[:120], people=home.people, score=home.score,
                children=told.children, elderly=told.elderly, disabled=told.disabled,
                orphans=told.orphans, needs=told.needs,
                story="" if by is FAMILY else told.story,
                story_unread=told.story if by is FAMILY else "",
                shown=[code for code in SHOWABLE if code in told.shown],
                sealed_phone=sealing.sealed(phone),
                waiting_since=_waits_since(home, timezone.localdate(at)), entered_by_id=by.user_id,
                entered_by_name=by.name, entered_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise NotAllowed("state") from error
    return made


def new_code() -> str:
    """Return a code of a family that says nothing of it: KA-7H3K9."""
    while True:
        letters = "".join(secrets.choice(_LETTERS + _FIGURES) for _ in range(5))
        code = f"KA-{letters}"
        if not _rows().filter(code=code).exists():
            return code


def _waits_since(home: Household, today: date) -> date:
    """Return since when a family is known to wait: a package that it had begins a new wait."""
    had = Match.objects.unscoped(reason=CHECKED).filter(
        candidate__person_id=home.standing.person, state=MatchState.COMPLETED
    )
    last = had.order_by("-ended_at").values_list("ended_at", flat=True).first()
    since = home.known_since or today
    return max(since, timezone.localdate(last)) if last else since


def _cleaned(told: Entry) -> Entry:
    return replace(
        told, needs=mask_numbers_in(told.needs.strip())[:300],
        story=mask_numbers_in(told.story.strip())[:600],
    )  # fmt: skip


def _mine(candidate_id: int, by: Actor) -> Candidate:
    """Return a family that is on the list and that `by` may act for. Raises NotAllowed, Forbidden.

    The caller has checked a family's PIN.
    """
    found: Candidate = _rows().get(pk=candidate_id)
    if by is not FAMILY:
        require(by, Permission.FOSTER_ENTER, region_code=found.region_code)
    if found.state == CandidateState.LEFT:
        raise NotAllowed("state")
    return found


def _live(candidate_id: int) -> list[Match]:
    query = Match.objects.unscoped(reason=CHECKED)
    return list(query.filter(candidate=candidate_id, state__in=sorted(LIVE)))


def _rows() -> Any:
    return Candidate.objects.unscoped(reason=CHECKED)
