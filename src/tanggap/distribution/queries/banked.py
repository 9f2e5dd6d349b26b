"""What is known of recipients' bank accounts: for those who pay into them and those who judge them.

Nothing here asks who looks: the caller has checked the right and the region.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import awards
from tanggap.core import crypto
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.distribution.domain.holders import Likeness, compare
from tanggap.distribution.models import Account
from tanggap.distribution.types import AccountState, NotAllowed
from tanggap.linkage.normalise import fold_name, read_nik
from tanggap.people.queries import identifying, payees, people

PURPOSE: Final = "distribution.account"
NIK_DIGITS: Final = 16
PAYING: Final = "the accounts of a batch whose region was checked"


@dataclass(frozen=True, slots=True)
class Told:
    """An account as somebody told it, or as a payer's file shows it."""

    number: str
    bank: str
    holder: str


NONE: Final = Told("", "", "")


def approved(person_ids: Collection[int]) -> dict[int, Told]:
    """Return the accounts into which money may go now, by person."""
    found = {}
    query = Account.objects.unscoped(reason=PAYING).filter(state=AccountState.APPROVED)
    for some in batches(sorted(set(person_ids))):
        for one in query.filter(person_id__in=some):
            found[one.person_id] = Told(number_of(one), one.bank, one.holder)
    return found


def number_of(account: Account) -> str:
    """Return the digits of an account. Masked on every screen."""
    return crypto.unseal(bytes(account.sealed), purpose=PURPOSE)


def likeness(holder: str, name: str) -> Likeness:
    """Return how the holder's name stands to the person's."""
    return compare(fold_name(holder), fold_name(name))


def people_with(*, nik: str = "", code: str = "") -> set[int]:
    """Return who bears a NIK and, where both are told, the code too."""
    found = None
    if nik:
        read = read_nik(nik)
        whole = read.digits if read.known == NIK_DIGITS else ""
        found = {one.person_id for one in identifying.with_nik(whole)} if whole else set()
    if code:
        coded = identifying.with_codes({"".join(code.split()).upper()})
        found = {one.person_id for one in coded if found is None or one.person_id in found}
    return found or set()


def names_of(person_ids: Collection[int]) -> dict[int, str]:
    """Return the names of people, to compare holders with."""
    return {pk: one.name for pk, one in payees.of(person_ids).items()}


def is_recipient(person_id: int) -> bool:
    """Tell whether aid was promised to a person and still stands."""
    return any(one.status == "active" for one in awards.of_person(person_id))


def may_see(by: Actor, region_code: str) -> bool:
    """Tell whether somebody works with accounts in a region: sees names, and numbers by reason."""
    return any(
        access.allowed(by, permission, region_code=region_code)
        for permission in (Permission.PAYMENT_PREPARE, Permission.PAYMENT_APPROVE)
    )


def region_of(person_id: int) -> str:
    """Return where a person is. Raises NotAllowed("recipient") where there is none."""
    found = people.summaries([person_id]).get(person_id)
    if found is None:
        raise NotAllowed("recipient")
    return found.region_code


def shared(accounts: Iterable[Account]) -> dict[int, int]:
    """Return how many other people have the same number, by account; those without are left out."""
    found = {}
    query = Account.objects.unscoped(reason="a count of others, no personal data")
    living = query.filter(state__in=(AccountState.PROPOSED, AccountState.APPROVED))
    for one in accounts:
        if one.number_index is not None:
            others = living.filter(number_index=one.number_index).exclude(person_id=one.person_id)
            if count := others.values("person_id").distinct().count():
                found[one.pk] = count
    return found
