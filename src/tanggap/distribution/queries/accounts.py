"""Bank accounts as the office sees them: masked, with how the names stand to each other."""

from collections.abc import Iterable
from dataclasses import dataclass

from tanggap.accounts.types import Permission
from tanggap.assistance.queries import payable
from tanggap.core.actor import Actor
from tanggap.core.scoping import ranges_of
from tanggap.distribution.domain.accounts import masked
from tanggap.distribution.models import Account, AccountFile
from tanggap.distribution.queries import banked
from tanggap.distribution.types import AccountState, NotAllowed
from tanggap.people.queries import people

OWN = "the region is checked here"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """An account on a screen: number masked, the holder's name beside the person's."""

    one: Account
    number: str
    name: str
    code: str
    likeness: str
    others: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is promised aid, and where."""

    person: int
    code: str
    name: str
    region_code: str


def recipient(actor: Actor, person_id: int) -> Recipient | None:
    """Return a recipient of the officer's regions; None for others, whether they exist or not."""
    try:
        region = banked.region_of(person_id)
    except NotAllowed:
        return None
    if not _within(actor, region) or not banked.is_recipient(person_id):
        return None
    code = people.summaries([person_id])[person_id].code
    name = banked.names_of([person_id]).get(person_id, "")
    return Recipient(person_id, code, name if banked.may_see(actor, region) else "", region)


def of_person(actor: Actor, person_id: int) -> list[AccountSeen]:
    """Return every account that was proposed for a person, the newest first."""
    query = Account.objects.visible_to(actor).filter(person_id=person_id)
    return _seen(actor, query)


def waiting(actor: Actor) -> list[AccountSeen]:
    """Return the proposals of the officer's regions, the oldest first, at most SHOWN."""
    query = Account.objects.visible_to(actor).filter(state=AccountState.PROPOSED)
    return _seen(actor, query.order_by("added_at", "pk")[:SHOWN])


def waiting_count(actor: Actor) -> int:
    """Return how many proposals wait for another officer in the officer's regions."""
    query = Account.objects.visible_to(actor).filter(state=AccountState.PROPOSED)
    return int(query.count())


def of_file(actor: Actor, file: AccountFile) -> list[AccountSeen]:
    """Return what a workbook proposed and still waits, at most SHOWN."""
    query = Account.objects.visible_to(actor).filter(file=file, state=AccountState.PROPOSED)
    return _seen(actor, query.order_by("pk")[:SHOWN])


def files(actor: Actor) -> list[AccountFile]:
    """Return the workbooks of the officer's regions, the newest first."""
    return list(AccountFile.objects.visible_to(actor)[:SHOWN])


def without(actor: Actor, round_id: int) -> tuple[int, list[Recipient]]:
    """Return how many recipients of a round have no approved account, and the first SHOWN."""
    ranges = ranges_of(actor, Permission.PAYMENT_VIEW)
    months = {m for one in payable.rounds(ranges) if one.round.pk == round_id for m in one.months}
    promised = payable.of_round(round_id, months=months, ranges=ranges)
    regions = {one.person: one.region_code for one in promised}
    have = banked.approved(regions)
    missing = [person for person in regions if person not in have]
    shown = missing[:SHOWN]
    codes, names = people.summaries(shown), banked.names_of(shown)
    return len(missing), [
        Recipient(
            person,
            codes[person].code,
            names.get(person, "") if banked.may_see(actor, regions[person]) else "",
            regions[person],
        )
        for person in shown
    ]


def _seen(actor: Actor, query: Iterable[Account]) -> list[AccountSeen]:
    rows = list(query)
    numbers = {one.person_id for one in rows}
    names, codes, shared = banked.names_of(numbers), people.summaries(numbers), banked.shared(
        one for one in rows if one.state in (AccountState.PROPOSED, AccountState.APPROVED)
    )  # fmt: skip
    return [
        AccountSeen(
            one=one,
            number=masked(banked.number_of(one)),
            name=names.get(one.person_id, "") if banked.may_see(actor, one.region_code) else "",
            code=codes[one.person_id].code if one.person_id in codes else "",
            likeness=banked.likeness(one.holder, names.get(one.person_id, "")),
            others=shared.get(one.pk, 0),
        )
        for one in rows
    ]


def _within(actor: Actor, region: str) -> bool:
    ranges = ranges_of(actor, Permission.PAYMENT_VIEW)
    return any(low <= region < high for low, high in ranges)
