"""What keeps both sides safe: approval of donors, consent to contact, thanks, reports of abuse."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in
from tanggap.fostering import sealing
from tanggap.fostering.models import Consent, Donor, Introduction, Match, Thanks
from tanggap.fostering.services import telling
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.objections.services import receiving
from tanggap.objections.types import Given, Kind, Telling

CHECKED: Final = "whose match it is was checked"
BEGUN: Final = (MatchState.ACTIVE, MatchState.COMPLETED, MatchState.LAPSED, MatchState.ENDED)


@transaction.atomic
def judge_donor(
    *, donor_id: int, good: bool, reason: str, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Give or refuse a donor an officer's word on their background, with a reason.

    Raises NotAllowed: "reason", "four eyes" (nobody speaks for themselves); and Forbidden.
    """
    donor = Donor.objects.unscoped(reason=CHECKED).get(pk=donor_id)
    require(by, Permission.FOSTER_MATCH, region_code=donor.region_code)
    if not reason.strip():
        raise NotAllowed("reason")
    if by.user_id is None or by.user_id == donor.user_id:
        raise NotAllowed("four eyes")
    word = Donor.Approval.GIVEN if good else Donor.Approval.REFUSED
    Donor.objects.unscoped(reason=CHECKED).filter(pk=donor_id).update(
        approval=word, approval_reason=reason.strip()[:300], approved_by_id=by.user_id,
        approved_at=at,
    )  # fmt: skip
    if not good:
        _contacts().filter(match__slot__pledge__donor=donor_id).update(withdrawn_at=at)
    audit.record(
        f"fostering.donor.approval_{word}", by=by, at=at, subject=f"donor:{donor_id}",
        region_code=donor.region_code, reason=reason,
    )  # fmt: skip


@transaction.atomic
def agree_to_contact(
    match_id: int, *, how: str, donor: Donor | None = None, by: Actor, at: datetime
) -> None:
    """Write down that a side of an active match agrees that the donor learns the family's number.

    `donor` where it is the donor's word, else the family's: its own, or an officer's who asked it.
    The caller has checked whose match it is. Raises NotAllowed: "state", "consent", "approval".
    """
    match = _match(match_id)
    _may_speak(match, donor, by)
    if match.state != MatchState.ACTIVE:
        raise NotAllowed("state")
    if not how.strip():
        raise NotAllowed("consent")
    side = {"donor": donor} if donor else {"candidate": match.candidate}
    if _contacts().filter(match=match, **side).exists():
        return
    Consent.objects.create(
        match=match, about=Consent.About.CONTACT, how=how.strip()[:300], given_at=at,
        told_by_id=by.user_id, told_by_name=by.name, **side,
    )  # fmt: skip
    _note("contact.given", match, by, at, side="donor" if donor else "family")


@transaction.atomic
def withdraw_contact(
    match_id: int, *, donor: Donor | None = None, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Take a side's consent back: the number is gone from the donor's page at once.

    UU 27/2022 asks for three times 24 hours. A planned meeting is called off, and both are told.
    """
    match = _match(match_id)
    _may_speak(match, donor, by)
    side = {"donor": donor} if donor else {"candidate": match.candidate}
    if not _contacts().filter(match=match, **side).update(withdrawn_at=at):
        return
    _note("contact.withdrawn", match, by, at, side="donor" if donor else "family")
    for one in match.introductions.filter(state=Introduction.State.PLANNED):
        match.introductions.filter(pk=one.pk).update(state=Introduction.State.CANCELLED)
        telling.meeting(one, at, cancelled=True)


def may_contact(match: Match) -> bool:
    """Tell whether the donor of a match may learn the family's number, or meet it, now.

    Both sides agreed and the match is active; where children live, an officer approved the donor.
    """
    if match.state != MatchState.ACTIVE:
        return False
    given = list(_contacts().filter(match=match).values_list("donor_id", "candidate_id"))
    both = any(donor for donor, _ in given) and any(family for _, family in given)
    return both and not needs_approval(match)


def needs_approval(match: Match) -> bool:
    """Tell whether an officer's word on the donor is still missing for a family with children."""
    child = match.candidate.children or match.candidate.purpose == "school"
    return child and match.slot.pledge.donor.approval != Donor.Approval.GIVEN


@transaction.atomic
def look_at_contact(match_id: int, *, by: Actor, at: datetime) -> tuple[str, str]:
    """Return name and telephone of the family, for its donor; every look is on the record.

    The caller has checked that `by` is the donor. Raises NotAllowed("consent"), ("approval").
    """
    match = _match(match_id)
    if needs_approval(match):
        raise NotAllowed("approval")
    if not may_contact(match):
        raise NotAllowed("consent")
    _note("contact.looked", match, by, at)
    return match.candidate.head_name, sealing.contact_of(match.candidate.sealed_phone)


@transaction.atomic
def thank(match_id: int, *, text: str, by: Actor, at: datetime) -> None:
    """Take a family's thanks in; they reach the donor once an officer let them pass.

    Raises NotAllowed: "reason" without a word, "state" where the match has not begun.
    """
    match = _match(match_id)
    _may_speak(match, None, by)
    words = mask_numbers_in(text.strip())[:600]
    if not words:
        raise NotAllowed("reason")
    if match.state not in BEGUN or match.award_id is None:
        raise NotAllowed("state")
    Thanks.objects.create(match=match, text=words, written_at=at)
    _note("thanks.written", match, by, at)


@transaction.atomic
def judge_thanks(*, thanks_id: int, passes: bool, by: Actor, at: datetime) -> None:
    """Let a family's thanks pass to the donor, or keep them back. Raises NotAllowed, Forbidden."""
    one = Thanks.objects.select_related("match__candidate", "match__slot__pledge__donor").get(
        pk=thanks_id
    )
    require(by, Permission.FOSTER_ENTER, region_code=one.match.region_code)
    word = Thanks.State.PASSED if passes else Thanks.State.KEPT
    waiting = Thanks.objects.filter(pk=thanks_id, state=Thanks.State.WRITTEN)
    if not waiting.update(state=word, judged_by_id=by.user_id, judged_at=at):
        raise NotAllowed("state")
    _note(f"thanks.{word}", one.match, by, at)
    if passes:
        telling.thanked(one.match, one.text, at)


@transaction.atomic
def report(
    match_id: int, *, text: str, donor: Donor | None = None, by: Actor, at: datetime
) -> Given:
    """Take in a side's report of abuse: a ticket that the inspectorate reads, not the desk.

    Return it with its code and PIN, by which whoever told it reads the answer. The caller has
    checked whose match it is. Raises NotAllowed("reason") without a word.
    """
    match = _match(match_id)
    if not text.strip():
        raise NotAllowed("reason")
    side = "donatur" if donor else "keluarga"
    phone = donor.sealed_phone if donor else match.candidate.sealed_phone
    given = receiving.report(
        Telling(
            kind=Kind.ABUSE, region_code=match.region_code, story=text.strip(),
            about=f"Keluarga asuh {match.candidate.code}, laporan dari {side}",
            name=donor.name if donor else match.candidate.head_name,
            phone=sealing.contact_of(phone),
        ),
        at=at,
    )  # fmt: skip
    _note("abuse.reported", match, by, at, ticket=given.ticket_id)
    return given


def _may_speak(match: Match, donor: Donor | None, by: Actor) -> None:
    """Let the donor and the family speak for themselves, and officers for a family they asked."""
    if donor is None and by is not FAMILY:
        require(by, Permission.FOSTER_ENTER, region_code=match.region_code)


def _contacts() -> QuerySet[Consent]:
    return Consent.objects.filter(about=Consent.About.CONTACT, withdrawn_at=None)


def _match(match_id: int) -> Match:
    query = Match.objects.unscoped(reason=CHECKED)
    found: Match = query.select_related("candidate", "slot__pledge__donor").get(pk=match_id)
    return found


def _note(act: str, match: Match, by: Actor, at: datetime, **facts: object) -> None:
    audit.record(
        f"fostering.{act}", by=by, at=at, subject=f"match:{match.pk}",
        region_code=match.region_code, facts=facts,
    )  # fmt: skip
