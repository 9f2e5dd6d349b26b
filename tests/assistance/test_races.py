"""Two officers, one place: the database decides, and without its constraint nobody would."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from tests.assistance.conftest import make_family, make_person
from tests.personas import actor_with
from tests.racing import at_once

from tanggap.assistance.models import Award, Claim, Holding, Programme
from tanggap.assistance.services import claims, ledger, programmes, rules, seed
from tanggap.core import clock

MONTHS = ("2020-04", "2020-05")
OFFICERS = 6
CONSTRAINT = next(c for c in Claim._meta.constraints if c.name.startswith("one_holder"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def manager():
    seed.programmes_and_rules_of_2020(at=clock.now())
    return actor_with("programme_manager")


@pytest.fixture
def checked_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody pass the check before anybody awards: the worst moment."""
    barrier = threading.Barrier(OFFICERS, timeout=30)
    real = ledger.check

    def check(**wanted):
        verdict = real(**wanted)
        barrier.wait()
        return verdict

    monkeypatch.setattr(ledger, "check", check)


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """Drop the unique constraint on claims in the database, and put it back."""
    kept = Claim._meta.constraints
    Claim._meta.constraints = [one for one in kept if one is not CONSTRAINT]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, CONSTRAINT)
    try:
        yield
    finally:
        Claim._meta.constraints = kept
        with connection.schema_editor() as editor:
            editor.add_constraint(Claim, CONSTRAINT)


def give(person, programme, manager, components=None):
    return ledger.award(
        person_id=person,
        programme=programme,
        months=MONTHS,
        components=components,
        by=manager,
        at=clock.now(),
    )


def race_for_one_family(manager) -> list[str]:
    """Three officers award PKH's rival BST, three PKH, to members of one family."""
    family = make_family()
    people = [make_person(family) for _ in range(OFFICERS)]
    codes = ["BST", "BLT-DD", "KOTA"] * 2
    return at_once(
        [
            lambda p=person, c=code: give(p, c, manager)
            for person, code in zip(people, codes, strict=True)
        ]
    )


@pytest.mark.usefixtures("checked_together")
def test_of_officers_who_award_at_the_same_moment_one_succeeds(manager) -> None:
    endings = race_for_one_family(manager)
    assert endings == ["AlreadyServed"] * (OFFICERS - 1) + ["awarded"]
    assert Award.objects.unscoped(reason="test").count() == 1
    assert Claim.objects.filter(holdings__isnull=True).count() == 0


@pytest.mark.usefixtures("checked_together")
def test_the_same_race_is_lost_when_the_constraint_is_dropped(manager) -> None:
    """Without the constraint nobody awards anything, rather than everybody: it fails closed."""
    with without_the_constraint():
        assert "awarded" not in race_for_one_family(manager)
    assert not Award.objects.unscoped(reason="test").exists()


@pytest.fixture
def apart(manager) -> None:
    """Schoolchildren and pregnant women of one programme for persons exclude each other."""
    Programme.objects.create(code="KARTU", name_id="Kartu", unit="person", created_at=clock.now())
    for code in ("HAMIL", "SD", "SMP"):
        programmes.save_component(
            programme="KARTU", code=code, name=code, amount=None, by=manager, at=clock.now()
        )
    draft = rules.RuleDraft(
        code="KARTU", between=["KARTU/HAMIL"], other=["KARTU/SD", "KARTU/SMP"],
        reason_id="Satu komponen.", basis="Contoh",
    )  # fmt: skip
    made = rules.propose(draft=draft, by=manager, at=clock.now())
    rules.approve(rule_id=made.pk, by=actor_with("head_of_office"), at=clock.now())


def race_for_components(manager) -> list[str]:
    """Three officers award the pregnant of one family, three its schoolchildren."""
    family = make_family()
    wanted = [(make_person(family), frozenset({code})) for code in ["HAMIL", "SD"] * 3]
    return at_once(
        [
            lambda p=person, c=components: give(p, "KARTU", manager, components=c)
            for person, components in wanted
        ]
    )


@pytest.mark.usefixtures("checked_together", "apart")
def test_awards_of_one_programme_race_by_their_components(manager) -> None:
    endings = race_for_components(manager)
    assert endings == ["AlreadyServed"] * 3 + ["awarded"] * 3
    awarded = Award.objects.unscoped(reason="test").values_list("components", flat=True)
    assert list(awarded) in ([["HAMIL"]] * 3, [["SD"]] * 3)


@pytest.mark.usefixtures("checked_together", "apart")
def test_the_race_of_components_is_lost_without_the_constraint(manager) -> None:
    with without_the_constraint():
        assert "awarded" not in race_for_components(manager)


@pytest.mark.usefixtures("checked_together")
def test_programmes_that_may_come_together_all_succeed_at_once(manager) -> None:
    family = make_family()
    people = [make_person(family) for _ in range(OFFICERS)]
    endings = at_once([lambda p=p: give(p, "PRAKERJA", manager) for p in people])
    assert endings == ["awarded"] * OFFICERS
    (place,) = Claim.objects.filter(group__rule__code="BLT-DD")
    assert list(place.months) == list(MONTHS)
    assert place.holdings.count() == OFFICERS


def test_a_place_that_is_emptied_while_others_join_is_never_lost(manager) -> None:
    """Whoever joins a place holds it afterwards, whatever its last holder does meanwhile."""
    family = make_family()
    for _ in range(5):
        first = give(make_person(family), "PRAKERJA", manager)
        other = make_person(family)

        def leave(award=first):
            Award.objects.unscoped(reason="test").filter(pk=award.pk).update(status="withdrawn")
            _in_transaction(lambda: claims.give_back([award.pk]))

        endings = at_once([leave, lambda p=other: give(p, "PRAKERJA", manager)])
        assert endings == ["awarded", "awarded"]
        joined = Award.objects.unscoped(reason="test").get(person=other)
        rules = Holding.objects.filter(award=joined).values_list("claim__group__rule__code")
        assert rules.distinct().count() == 4
        with pytest.raises(ledger.AlreadyServed):
            give(make_person(family), "BLT-DD", manager)
        Award.objects.unscoped(reason="test").filter(pk=joined.pk).update(status="withdrawn")
        _in_transaction(lambda award=joined: claims.give_back([award.pk]))
    assert not Claim.objects.exists()


def _in_transaction(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
