"""Families, donors and what they give in the example city: invented people.

Everything goes through the services, at the times at which it would have happened.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tanggap.accounts import queries as accounts
from tanggap.accounts import services as account_services
from tanggap.applications.queries import facts
from tanggap.core import jobs
from tanggap.core.actor import Actor
from tanggap.fostering.domain.months import pledgeable
from tanggap.fostering.domain.profiles import SHOWABLE
from tanggap.fostering.models import Candidate, Donor, Instalment, Match, Pledge, Round
from tanggap.fostering.queries import profiles
from tanggap.fostering.queries.households import ELIGIBLE
from tanggap.fostering.services import (
    choosing,
    demo_city,
    families,
    giving,
    pledging,
    registering,
    rounds,
    safety,
)
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.services.registering import ROLE
from tanggap.fostering.types import Entry, InstalmentState, MatchState, NotAllowed, Taken, Wishes

DEMO: Final = "the demo looks at its own examples"
SYSTEM: Final = Actor.system("demo")
CITY: Final = "3271"
OWN: Final = "donatur"
PASSWORD: Final = "tanggap-demo"  # noqa: S105 - that of every account of the example city
DONORS: Final = (
    (OWN, "Maya Donatur", "", "Dinas Kominfo Kota Bogor"),
    ("donatur2", "Hasan Donatur", "", ""),
    ("donatur3", "Wati Donatur", "Komunitas Sepeda Contoh", ""),
    ("donatur4", "Rudi Donatur", "", "Kecamatan Bogor Tengah"),
    ("donatur5", "Lina Donatur", "PT Contoh Sejahtera", ""),
)
"""User name, name, organisation, office of a civil servant. Only the first one signs in."""
HOW: Final = "Lisan kepada petugas kelurahan, dijelaskan dengan lembar program."
NEEDS: Final = ("Sembako dan susu anak.", "Obat rutin.", "Uang kontrakan.", "Ongkos kerja.")
STORY: Final = (
    "Kehilangan pekerjaan sejak toko tempat bekerja tutup. Sedang mencari pekerjaan baru."
)
THANKS: Final = "Terima kasih banyak. Anak-anak bisa makan dengan tenang, dan kontrakan terbayar."
MOST: Final = 60


def fill(*, at: datetime) -> None:
    """Let families wait, donors pledge, some packages go their way, and a round be offered; once.

    What was begun and not finished goes on at the next start.
    """
    officer = _actor("asuh")
    if not Candidate.objects.unscoped(reason=DEMO).exists():
        _begin(officer, at)
    if not Round.objects.unscoped(reason=DEMO).exists():
        _propose(officer, at)


@transaction.atomic
def _begin(officer: Actor, at: datetime) -> None:
    for number, application_id in enumerate(_visited()):
        with suppress(NotAllowed):  # some have aid by now, some the registry does not know
            families.enter(
                told=_told(number), application_id=application_id, by=officer,
                at=at - timedelta(days=150 - number),
            )  # fmt: skip
    donors = [_donor(*told, at=at - timedelta(days=110)) for told in DONORS]
    demo_city.open_account(
        CITY, officer=officer, head=_actor("kepala"), at=at - timedelta(days=105)
    )
    _give(donors[0], officer, at)
    for number, donor in enumerate(donors[1:], start=1):
        made = _pledge(donor, 3 + number % 2, at - timedelta(days=50 - number))
        for match in _chosen(made, donor, number % 3, at - timedelta(days=45 - number)):
            _deliver(match, donor, at - timedelta(days=12 + number), whole=False)
    _leave_work(donors, at)


def _propose(officer: Actor, at: datetime) -> None:
    """Offer a round to the donors, and leave one more solved for the officer to look at."""
    with suppress(NotAllowed):  # nobody waits, or no pledge has room
        first = rounds.start(region_code=CITY, by=officer, at=at)
        jobs.run_waiting()
        rounds.offer(round_id=first.pk, by=officer, at=at)
        jobs.run_waiting()
        for username, package in ((OWN, "SEMBAKO-3"), ("donatur5", "TUNAI-2")):
            pledging.pledge(
                package=package, families=4, first_month=pledgeable(at)[1], wishes=Wishes(),
                by=_actor(username), at=at,
            )  # fmt: skip
        rounds.start(region_code=CITY, by=officer, at=at)
        jobs.run_waiting()


def _leave_work(donors: list[Actor], at: datetime) -> None:
    """Let some things wait for the officer: thanks, an instalment in dispute, a background."""
    registering.ask_approval(by=donors[1], at=at - timedelta(days=2))
    active = Match.objects.unscoped(reason=DEMO).filter(state=MatchState.ACTIVE)
    begun = active.filter(slot__pledge__via=Pledge.Via.DIRECT).order_by("pk")
    for number, match in enumerate(begun):
        if number == 1:
            safety.thank(match.pk, text=THANKS, by=FAMILY, at=at - timedelta(days=3))
        elif number == 2:
            _dispute(match, at)


def _dispute(match: Match, at: datetime) -> None:
    open_ = Instalment.objects.filter(match=match, state=InstalmentState.DUE).order_by("number")
    for one in open_[:1]:
        giving.say_sent(one.pk, note="TRF-001234", by=SYSTEM, at=at - timedelta(days=4))
        giving.dispute(one.pk, reason="Belum sampai.", by=FAMILY, at=at - timedelta(days=2))


def _give(donor: Actor, officer: Actor, at: datetime) -> None:
    """Let the donor who signs in have given one package whole, and be half-way with the next."""
    first = _pledge(donor, 1, at - timedelta(days=100))
    for match in _chosen(first, donor, 1, at - timedelta(days=99)):
        _deliver(match, donor, at - timedelta(days=40), whole=True)
        safety.thank(match.pk, text=THANKS, by=FAMILY, at=at - timedelta(days=30))
        for one in match.thanks.all():
            safety.judge_thanks(thanks_id=one.pk, passes=True, by=officer,
                                at=at - timedelta(days=29))  # fmt: skip
    wishes = Wishes(children=True, near=_home(donor), firm=frozenset({"children"}))
    second = _pledge(donor, 3, at - timedelta(days=35), wishes)
    for match in _chosen(second, donor, 1, at - timedelta(days=34)):
        _deliver(match, donor, at - timedelta(days=9), whole=False)
    third = _pledge(donor, 2, at - timedelta(days=20), via=Pledge.Via.CITY)
    begun = list(_chosen(third, donor, 2, at - timedelta(days=19)))
    treasurer = _actor("bendahara")
    demo_city.give(begun, donor=donor, treasurer=treasurer, officer=officer, at=at)


def _pledge(
    donor: Actor, families_: int, at: datetime, wishes: Wishes | None = None,
    via: str = Pledge.Via.DIRECT,
) -> Pledge:  # fmt: skip
    straight = via == Pledge.Via.DIRECT
    return pledging.pledge(
        package="TUNAI-2", families=families_, first_month=pledgeable(at)[0],
        wishes=wishes or Wishes(), is_named=families_ > 1 and straight,
        wants_meeting=families_ > 2 and straight, via=via, by=donor, at=at,
    )  # fmt: skip


def _chosen(pledge: Pledge, donor: Actor, number: int, at: datetime) -> Iterator[Match]:
    """Let a donor choose and accept some families that suit the pledge best."""
    for one in profiles.for_pledge(pledge.pk, limit=number):
        with suppress(NotAllowed, Taken):
            held = choosing.hold(
                pledge_id=pledge.pk, candidate_id=one.candidate_id, by=donor, at=at
            )
            yield choosing.confirm(match_id=held.pk, by=donor, at=at + timedelta(minutes=9))


def _deliver(match: Match, donor: Actor, at: datetime, *, whole: bool) -> None:
    """Let the donor send the first instalment, or every one, and the family confirm it."""
    due = Instalment.objects.filter(match=match).order_by("number")
    for one in due if whole else due[:1]:
        giving.say_sent(one.pk, note=f"TRF-{one.pk:06d}", by=donor, at=at)
        giving.confirm(one.pk, by=FAMILY, at=at + timedelta(days=1))


def _visited() -> list[int]:
    found = facts.visible(SYSTEM, statuses=ELIGIBLE)
    return [one.id for one in found if one.score is not None][:MOST]


def _told(number: int) -> Entry:
    """Return what a family says of itself; which has whom is drawn by its place in the row."""
    return Entry(
        how=HOW,
        shown=tuple(code for code in SHOWABLE if code != "disabled" or number % 2),
        needs=NEEDS[number % len(NEEDS)],
        story=STORY if number % 7 == 0 else "",
        children=number % 5 != 0,
        elderly=number % 3 == 0,
        disabled=number % 11 == 0,
        orphans=number % 8 == 7,
        purpose="school" if number % 8 == 7 else "aid",
    )


def _donor(username: str, name: str, organisation: str, office: str, *, at: datetime) -> Actor:
    """Make an account with the role, as if its address had been confirmed."""
    user: Any = account_services.create_user(
        username=username, display_name=name, email=f"{username}@contoh.id", by=SYSTEM, at=at,
        region_code=CITY,
    )  # fmt: skip
    if username == OWN:
        account_services.set_password(user=user, password=PASSWORD, by=SYSTEM, at=at)
    account_services.give_chosen_role(user=user, role=ROLE, region_code=CITY, by=SYSTEM, at=at)
    kind = Donor.Kind.ORGANISATION if organisation else Donor.Kind.PERSON
    Donor.objects.create(
        user_id=user.pk, kind=kind, name=name, organisation=organisation, office=office,
        email=user.email, region_code=CITY, home_code=_villages()[0] if office else "",
        is_named=bool(organisation), registered_at=at, confirmed_at=at,
    )  # fmt: skip
    return Actor.of(user)


def _home(donor: Actor) -> str:
    found: Donor = Donor.objects.unscoped(reason=DEMO).get(user_id=donor.user_id)
    return found.home_code


def _villages() -> list[str]:
    return sorted({one.region_code for one in facts.visible(SYSTEM)}) or [""]


def _actor(username: str) -> Actor:
    found: Any = accounts.users_for(SYSTEM).get(username=username)
    return Actor.of(found)
