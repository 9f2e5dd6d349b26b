"""The city's account and what passes through it, as donors, the treasurer and the desk see it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, Count, F, Q, Sum, When

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.fostering.domain import passing
from tanggap.fostering.domain.passing import Sums
from tanggap.fostering.models import CityAccount, Instalment, Match, Package, Passage, Pledge
from tanggap.fostering.queries import settings
from tanggap.fostering.types import InstalmentState, MatchState, PassageState

PUBLIC: Final = "the city's account is public"
TOTALS: Final = "rupiah without a name"
_WITH: Final = "instalment__match__candidate", "instalment__match__slot__pledge__donor"


ARRIVED: Final = Case(
    When(passage__state=PassageState.HANDED, then="passage__passed_amount"), default="amount"
)
"""Rupiah of a received instalment: what the city handed on, where it went that way."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the city has in hand for one pledge, in rupiah."""

    pledge: Pledge
    amount: int


def in_force(region_code: str, *, on: date) -> CityAccount | None:
    """Return the account for a region on a day: its own, else the nearest one above it."""
    codes = [region_code[:length] for length in (2, 4, 6, 10) if length <= len(region_code)]
    rows = CityAccount.objects.unscoped(reason=PUBLIC).filter(
        Q(valid_to=None) | Q(valid_to__gte=on), region_code__in=codes,
        state=CityAccount.State.APPROVED, valid_from__lte=on,
    )  # fmt: skip
    found: list[CityAccount] = sorted(rows, key=lambda one: (len(one.region_code), one.valid_from))
    return found[-1] if found else None


def offers(package: Package) -> bool:
    """Tell whether a package can go through an account: money can, goods are handed over."""
    return bool(package.kind != Package.Kind.GOODS)


def of(instalment: Instalment) -> Passage | None:
    """Return the gift's way through the city, None where it goes straight to the family."""
    rows = Passage.objects.unscoped(reason=PUBLIC).filter(instalment=instalment)
    found: Passage | None = rows.first()
    return found


def with_the_donor() -> Q:
    """Return the condition that an unpaid instalment still is the donor's to send."""
    return Q(passage=None) | Q(passage__state=PassageState.EXPECTED)


def accounts(actor: Actor) -> Any:
    """Return the accounts that an officer may see, the newest first."""
    return CityAccount.objects.visible_to(actor)


def gifts(actor: Actor, permission: str = Permission.FOSTER_VIEW) -> Any:
    """Return the gifts in an officer's regions."""
    return Passage.objects.visible_to(actor, permission).select_related(*_WITH)


def on_their_way(actor: Actor, typed: str = "") -> Any:
    """Return what a treasurer looks for on the statement: what donors said is sent comes first.

    A typed reference finds any gift, also one that nobody has announced.
    """
    rows = gifts(actor, Permission.PAYMENT_RECORD)
    if typed:
        return rows.filter(reference=passing.read(typed))
    return rows.filter(state=PassageState.SAID).order_by("said_at", "pk")


def to_hand_on(actor: Actor) -> Any:
    """Return what the city holds for families that are still looked after, the oldest first."""
    rows = gifts(actor).filter(state=PassageState.RECEIVED).order_by("received_on", "pk")
    return rows.filter(
        instalment__state=InstalmentState.DUE, instalment__match__state=MatchState.ACTIVE
    )


def stranded(actor: Actor) -> Any:
    """Return what the city holds and cannot hand on any more: the match has ended."""
    rows = gifts(actor).filter(state=PassageState.RECEIVED).order_by("received_on", "pk")
    return rows.exclude(
        instalment__state=InstalmentState.DUE, instalment__match__state=MatchState.ACTIVE
    )


def late(actor: Actor, *, today: date) -> Any:
    """Return what the city should have handed on by now."""
    last = today - timedelta(days=settings.hand_within())
    return to_hand_on(actor).filter(received_on__lt=last)


def target(gift: Passage) -> Passage | None:
    """Return where a stranded gift may go: the first gift of the pledge that nobody sent yet.

    The family that replaced its own comes first.
    """
    match = gift.instalment.match
    rows = Passage.objects.unscoped(reason=PUBLIC).filter(
        state=PassageState.EXPECTED, instalment__state=InstalmentState.DUE,
        instalment__match__state=MatchState.ACTIVE,
        instalment__match__slot__pledge=match.slot.pledge_id,
    ).select_related(*_WITH)  # fmt: skip
    found: list[Passage] = sorted(
        rows,
        key=lambda one: (
            one.instalment.match.slot_id != match.slot_id, one.instalment.due_on, one.pk
        ),
    )  # fmt: skip
    return found[0] if found else None


def held_by_pledge(actor: Actor) -> list[Held]:
    """Return what the city has in hand, pledge by pledge."""
    rows = gifts(actor).filter(state=PassageState.RECEIVED).select_related(None).order_by()
    told = rows.values_list("instalment__match__slot__pledge").annotate(sum=Sum("amount"))
    amounts = {int(pledge): int(rupiah) for pledge, rupiah in told}
    query = Pledge.objects.unscoped(reason="reached through gifts that the officer may see")
    found = query.filter(pk__in=amounts).select_related("donor", "package")
    return [Held(one, amounts[one.pk]) for one in found.order_by("pk")]


def sums(actor: Actor) -> Sums:
    """Return the rupiah that came in, went on, went back and are held, in an officer's regions."""
    return _sums(Passage.objects.visible_to(actor))


def public_sums() -> Sums:
    """Return the same for everybody, of all regions."""
    return _sums(Passage.objects.unscoped(reason=TOTALS))


def families() -> int:
    """Return for how many families something came in at the city's account."""
    rows = Passage.objects.unscoped(reason=TOTALS).filter(amount__gt=0)
    return int(rows.aggregate(n=Count("instalment__match__candidate", distinct=True))["n"])


def own_stranded(match: Match) -> list[Passage]:
    """Return what the city holds of a donor's ended match."""
    if match.state == MatchState.ACTIVE:
        return []
    rows = Passage.objects.unscoped(reason=PUBLIC).filter(
        instalment__match=match, state=PassageState.RECEIVED
    )
    return list(rows.select_related(*_WITH))


def _sums(rows: Any) -> Sums:
    told = rows.order_by().values_list("state").annotate(sum=Sum("amount"))
    return passing.sums((str(state), int(rupiah)) for state, rupiah in told)


def difference(slots: Any) -> int:
    """Return by how many rupiah what reached the families of slots differs from what was pledged.

    Less than nothing where less reached them.
    """
    rows = Passage.objects.unscoped(reason=TOTALS).filter(
        instalment__match__slot__in=slots, state=PassageState.HANDED,
        instalment__state=InstalmentState.RECEIVED,
    )  # fmt: skip
    told = rows.aggregate(sum=Sum(F("passed_amount") - F("instalment__amount")))
    return int(told["sum"] or 0)
