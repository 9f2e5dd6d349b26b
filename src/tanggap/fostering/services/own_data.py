"""What donors may do with their own data: change it, move to another address, close the account.

UU 27/2022: whoever is written down may correct it (article 6), have a copy (article 7), and have it
erased (article 8).
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.core import signing
from django.db import transaction

from tanggap.accounts import services as accounts
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.fostering import sealing
from tanggap.fostering.domain.registering import LINK_OPEN, Registration
from tanggap.fostering.models import Donor
from tanggap.fostering.queries import held, mine
from tanggap.fostering.services import choosing, ending, letters, pledging
from tanggap.fostering.services.registering import HOUSE, ROLE
from tanggap.fostering.types import MatchState, NotAllowed, PledgeState
from tanggap.language import Language

SALT: Final = "fostering.address"
KEPT_FOR: Final = timedelta(days=90)
"""So long name and address of whoever left stay, for disputes and reports that are under way."""
ERASED: Final = "-"
BY_LINK: Final = "the link names the donor"


@transaction.atomic
def change(told: Registration, *, by: Actor, at: datetime) -> bool:
    """Change what a donor said of themselves; tell whether a new address waits to be confirmed.

    Until then letters go to the old one, and it signs in. Raises Forbidden.
    """
    donor = mine.require_donor(by)
    fields: dict[str, Any] = {
        "kind": told.kind, "name": told.name[:200], "organisation": told.organisation[:200],
        "office": told.office[:200], "sealed_phone": sealing.sealed(told.phone),
        "home_code": told.home_code, "is_named": told.is_named,
    }  # fmt: skip
    changed = sorted(name for name, value in fields.items() if _now(donor, name) != value)
    if "sealed_phone" in changed and sealing.contact_of(donor.sealed_phone) == told.phone:
        changed.remove("sealed_phone")
    if changed:
        _rows().filter(pk=donor.pk).update(**fields)
        accounts.change_citizen(
            user_id=donor.user_id, email=donor.email, display_name=told.name, by=HOUSE, at=at
        )
        _note("changed", donor, by, at, fields=changed)
    if told.email.lower() == donor.email.lower():
        return False
    letters.move(donor, told.email.lower(), _token(donor, told.email), told.language, at)
    _note("address_asked", donor, by, at)
    return True


def asked(token: str) -> tuple[Donor, str]:
    """Return the donor that a link is for, and the new address. Raises NotAllowed: "link"."""
    try:
        number, old, new = signing.loads(token, salt=SALT, max_age=LINK_OPEN)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotAllowed("link") from error
    found = _rows().filter(pk=number, email=old, closed_at=None).first()
    if found is None:
        raise NotAllowed("link")  # it was used, or the address changed otherwise
    return found, str(new)


@transaction.atomic
def move(token: str, *, at: datetime) -> None:
    """Let letters go to the address behind a link, once. Raises NotAllowed: "link", "taken"."""
    donor, new = asked(token)
    if not _rows().filter(pk=donor.pk, email=donor.email).update(email=new):
        raise NotAllowed("link")
    try:
        accounts.change_citizen(
            user_id=donor.user_id, email=new, display_name=donor.name, by=HOUSE, at=at
        )
    except accounts.AddressTaken as error:
        raise NotAllowed("taken") from error
    _note("address_changed", donor, HOUSE, at)


@transaction.atomic
def close(*, reason: str, language: Language = "id", by: Actor, at: datetime) -> None:
    """Close a donor's account: what was not begun is taken back, what was begun ends.

    Families wait on, as long as before, and hear of it; what arrived stays in the books. Name and
    address are erased after `KEPT_FOR`, the telephone number at once. Raises Forbidden, NotAllowed
    ("reason").
    """
    if not reason.strip():
        raise NotAllowed("reason")
    donor = mine.require_donor(by)
    mine_now = mine.matches(by).filter(state=MatchState.ACTIVE)
    ending.hold(list(mine_now.values_list("pk", flat=True)))
    for pledge in list(mine.pledges(by).filter(state=PledgeState.OPEN)):
        pledging.withdraw(pledge_id=pledge.pk, reason=reason, by=by, at=at)
    for match in list(mine_now):
        choosing.stop(match_id=match.pk, reason=reason, by=by, at=at)
    letters.closed(donor, language, at)
    _rows().filter(pk=donor.pk).update(
        closed_at=at, sealed_phone=None, home_code="", approval=Donor.Approval.NONE
    )
    accounts.leave(user_id=donor.user_id, role=ROLE, reason=reason, by=by, at=at)
    _note("closed", donor, by, at)


@transaction.atomic
def take_out(*, by: Actor, at: datetime) -> dict[str, Any]:
    """Return all that is held of a donor, and write down that they took it. Raises Forbidden."""
    donor = mine.require_donor(by)
    _note("exported", donor, by, at)
    return held.of(by)


def erase_closed(at: datetime) -> int:
    """Erase who left so long ago that nothing is under way any more; return how many."""
    old = _rows().filter(closed_at__lte=at - KEPT_FOR).exclude(name=ERASED)
    return int(
        old.update(
            name=ERASED, organisation="", office="", email="", approval_reason="",
        )
    )  # fmt: skip


def _now(donor: Donor, name: str) -> object:
    value = getattr(donor, name)
    return bytes(value) if isinstance(value, memoryview) else value


def _token(donor: Donor, new: str) -> str:
    return signing.dumps([donor.pk, donor.email, new.lower()], salt=SALT)


def _rows() -> Any:
    return Donor.objects.unscoped(reason=BY_LINK)


def _note(act: str, donor: Donor, by: Actor, at: datetime, **facts: Any) -> None:
    audit.record(
        f"fostering.donor.{act}", by=by, at=at, subject=f"donor:{donor.pk}",
        region_code=donor.region_code, facts=facts,
    )  # fmt: skip
