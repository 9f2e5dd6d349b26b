"""What belongs to a donor: every query starts at the account that asks."""

from typing import Any, Final

from tanggap.core.access import Forbidden
from tanggap.core.actor import Actor
from tanggap.core.permissions import Permission
from tanggap.fostering.models import Consent, Donor, Instalment, Match, Pledge, Thanks
from tanggap.fostering.types import MatchState, PledgeState

OWN: Final = "a donor reads only what hangs on their own account"


def donor_of(actor: Actor) -> Donor | None:
    """Return the confirmed donor behind an account, None where there is none."""
    if actor.user_id is None:
        return None
    found = Donor.objects.unscoped(reason=OWN).filter(user_id=actor.user_id)
    one: Donor | None = found.filter(confirmed_at__isnull=False, closed_at=None).first()
    return one


def require_donor(actor: Actor) -> Donor:
    """Return the confirmed donor behind an account. Raises Forbidden."""
    found = donor_of(actor)
    if found is None:
        raise Forbidden(Permission.FOSTER_GIVE)
    return found


def pledges(actor: Actor) -> Any:
    """Return the pledges of the account, the newest first."""
    mine = Pledge.objects.unscoped(reason=OWN).filter(donor__user_id=actor.user_id or 0)
    return mine.select_related("package").order_by("-pledged_at", "-pk")


def open_pledges(actor: Actor) -> Any:
    """Return the pledges of the account that still look for families."""
    return pledges(actor).filter(state=PledgeState.OPEN)


def matches(actor: Actor) -> Any:
    """Return the matches of the account's pledges, the newest first."""
    mine = Match.objects.unscoped(reason=OWN).filter(
        slot__pledge__donor__user_id=actor.user_id or 0
    )
    return mine.select_related("slot__pledge__package", "candidate").order_by("-made_at", "-pk")


def waiting_for_me(actor: Actor) -> Any:
    """Return what the account holds or was offered, the most urgent first."""
    states = [MatchState.HELD, MatchState.OFFERED]
    return matches(actor).filter(state__in=states).order_by("expires_at", "pk")


def instalments(actor: Actor) -> Any:
    """Return the instalments of the account's families, by the day on which they are due."""
    mine = Instalment.objects.filter(match__slot__pledge__donor__user_id=actor.user_id or 0)
    return mine.select_related("match__slot__pledge__package", "match__candidate").order_by(
        "due_on", "pk"
    )


def thanks(actor: Actor) -> Any:
    """Return the words of families that an officer let pass, the newest first."""
    mine = Thanks.objects.filter(
        match__slot__pledge__donor__user_id=actor.user_id or 0, state=Thanks.State.PASSED
    )
    return mine.select_related("match__candidate").order_by("-judged_at", "-pk")


def free_slots(pledge: Pledge) -> int:
    """Return for how many more families a pledge has room."""
    taken = [MatchState.HELD, MatchState.OFFERED, MatchState.ACTIVE, MatchState.COMPLETED]
    return int(pledge.slots.exclude(matches__state__in=taken).count())


def has_agreed(match: Match) -> bool:
    """Tell whether the donor of a match agrees to be in contact with the family."""
    given = match.consents.filter(about=Consent.About.CONTACT, withdrawn_at=None)
    return bool(given.filter(donor__isnull=False).exists())
