"""Becoming a donor: a registration, a link by e-mail, and the role that comes with it."""

from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.db import transaction

from tanggap.accounts import services as accounts
from tanggap.audit import services as audit
from tanggap.core import limits
from tanggap.core.actor import Actor
from tanggap.core.limits import Limit
from tanggap.fostering import sealing
from tanggap.fostering.domain.registering import FORGOTTEN, LINK_OPEN, Registration
from tanggap.fostering.models import Donor
from tanggap.fostering.services import letters
from tanggap.fostering.types import NotAllowed
from tanggap.regions import queries as regions

HOUSE: Final = Actor.system("Tanggap: keluarga asuh")
LETTERS: Final = Limit("fostering.letters", 4, timedelta(hours=1))
"""Letters to one address in a row: nobody fills another's mailbox from here."""
ROLE: Final = "donor"
SALT: Final = "fostering.confirm"
UNCONFIRMED: Final = "a registration is read by its link"
_CITY: Final = 4


@transaction.atomic
def register(given: Registration, *, by: Actor = HOUSE, at: datetime) -> None:
    """Take in a registration and send a link to its address; nothing can be done before that.

    Whoever registers never learns whether the address is known: who has it reads that. A newer
    registration of the same address takes the place of one that was not confirmed.
    """
    if not limits.take(LETTERS, given.email.lower(), at=at):
        return
    region_code = _city_of(given.home_code)
    user = accounts.register_citizen(
        email=given.email, display_name=given.name, region_code=region_code, by=by, at=at
    )
    known = Donor.objects.unscoped(reason=UNCONFIRMED).filter(user_id=user.pk).first()
    shut = not user.is_active and not accounts.waits_for_confirmation(user.pk)
    is_donor = known is not None and known.confirmed_at and not known.closed_at
    if shut or is_donor:
        letters.known(given, region_code, at)
        return
    donor, _made = Donor.objects.unscoped(reason=UNCONFIRMED).update_or_create(
        user_id=user.pk,
        defaults={
            "kind": given.kind,
            "name": given.name[:200],
            "organisation": given.organisation[:200],
            "office": given.office[:200],
            "email": given.email.lower(),
            "sealed_phone": sealing.sealed(given.phone),
            "region_code": region_code,
            "home_code": given.home_code,
            "is_named": given.is_named,
            "confirmed_at": None,
            "closed_at": None,
            "registered_at": at,
        },
    )
    _note("fostering.donor.registered", donor, by, at)
    letters.confirm(donor, _token(donor), given.language, at)


def waiting(token: str) -> Donor:
    """Return the registration that a link opens. Raises NotAllowed: "link"."""
    try:
        number, moment = signing.loads(token, salt=SALT, max_age=LINK_OPEN)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise NotAllowed("link") from error
    found = Donor.objects.unscoped(reason=UNCONFIRMED).filter(pk=number, confirmed_at=None).first()
    if found is None or _moment(found) != moment:
        raise NotAllowed("link")  # it was used, or a newer one was sent
    donor: Donor = found
    return donor


def needs_password(donor: Donor) -> bool:
    """Tell whether a registration opens a new account, which has no password yet."""
    return accounts.waits_for_confirmation(donor.user_id)


@transaction.atomic
def confirm(token: str, *, password: str = "", by: Actor = HOUSE, at: datetime) -> Donor:
    """Confirm the address behind a link, once: the account opens and its owner may give.

    Raises NotAllowed: "link", "roles" (an officer who matches families gives none), "shut".
    """
    donor = waiting(token)
    mine = Donor.objects.unscoped(reason=UNCONFIRMED).filter(pk=donor.pk, confirmed_at=None)
    if not mine.update(confirmed_at=at):
        raise NotAllowed("link")
    try:
        accounts.confirm_citizen(
            user_id=donor.user_id, role=ROLE, region_code=donor.region_code,
            password=password, by=by, at=at,
        )  # fmt: skip
    except accounts.IncompatibleRoles as error:
        raise NotAllowed("roles") from error
    except accounts.NotConfirmable as error:
        raise NotAllowed("shut") from error
    donor.refresh_from_db()
    _note("fostering.donor.confirmed", donor, by, at)
    return donor


@transaction.atomic
def ask_approval(*, by: Actor, at: datetime) -> None:
    """Ask for an officer's word on one's background, which meeting a family needs.

    Raises NotAllowed ("state") where it was asked for or given.
    """
    mine = Donor.objects.unscoped(reason="one's own").filter(
        user_id=by.user_id or 0, confirmed_at__isnull=False
    )
    askable = [Donor.Approval.NONE, Donor.Approval.REFUSED]
    if not mine.filter(approval__in=askable).update(approval=Donor.Approval.ASKED):
        raise NotAllowed("state")
    _note("fostering.donor.approval_asked", mine.get(), by, at)


def forget_unconfirmed(at: datetime) -> int:
    """Forget who registered and never confirmed; return how many. The empty account stays shut."""
    old = Donor.objects.unscoped(reason=UNCONFIRMED).filter(
        confirmed_at=None, registered_at__lte=at - FORGOTTEN, pledges=None
    )
    return int(old.delete()[0])


def _token(donor: Donor) -> str:
    return signing.dumps([donor.pk, _moment(donor)], salt=SALT)


def _moment(donor: Donor) -> str:
    return donor.registered_at.isoformat()


def _city_of(home_code: str) -> str:
    """Return the city of a kelurahan, or the first of this installation."""
    every = [one.code for one in regions.regencies()]
    own = home_code[:_CITY]
    return own if own in every or not every else every[0]


def _note(code: str, donor: Donor, by: Actor, at: datetime) -> None:
    audit.record(
        code, by=by, at=at, subject=f"donor:{donor.pk}", region_code=donor.region_code,
        facts={"kind": donor.kind},
    )  # fmt: skip
