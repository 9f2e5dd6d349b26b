"""A small synthetic city of about two thousand rows, from its files to its people."""

from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count

from tanggap.core import clock, events
from tanggap.core.actor import Actor
from tanggap.people.events import PeopleRelinked
from tanggap.people.models import (
    Family,
    Household,
    HouseholdMembership,
    Link,
    Person,
    RecipientList,
    ReviewPair,
)
from tanggap.people.services import lists, matching, reading
from tanggap.people.types import ListState, PersonStatus
from tanggap.simulate import TRUTH_FILE, Noise, write_city


def test_a_city_is_imported_and_a_second_run_changes_nothing(by: Actor, tmp_path: Path) -> None:
    write_city(tmp_path / "kota", people=2_000, noise=Noise.MEDIUM, seed=11)
    files = [path for path in sorted((tmp_path / "kota").iterdir()) if path.name != TRUTH_FILE]
    for file in files:
        received(file, by)
    ours = RecipientList.objects.unscoped(reason="test")
    assert set(ours.values_list("state", flat=True)) == {ListState.STAGED}
    preview = matching.preview(ours.order_by("pk")[0].pk)
    assert len(preview) == ours.order_by("pk")[0].rows
    ours.update(state=ListState.COMMITTED)
    for one in ours:
        one.records.update(state="current")
    run = matching.run(by=by)

    rows = sum(ours.values_list("rows", flat=True))
    links = Link.objects.filter(superseded_at=None)
    alive = Person.objects.unscoped(reason="test").filter(status=PersonStatus.ALIVE)
    assert run.records == rows == links.count()
    assert alive.count() == run.persons < rows
    assert HouseholdMembership.objects.filter(superseded_at=None).count() == run.persons
    assert Family.objects.unscoped(reason="test").exists()
    assert ReviewPair.objects.unscoped(reason="test").count() == run.doubtful > 0
    assert set(ours.filter(linked_at=None)) == set()

    again = matching.run(by=by)
    assert (again.moved, again.persons, again.doubtful) == (0, run.persons, run.doubtful)
    assert Link.objects.count() == rows


def test_a_run_tells_of_a_person_once_when_rows_and_household_are_in_place(
    by: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_city(tmp_path / "kota", people=1_000, noise=Noise.MEDIUM, seed=12)
    files = [path for path in sorted((tmp_path / "kota").iterdir()) if path.name != TRUTH_FILE]
    for file in files[:5]:
        committed(file, by)
    matching.run(by=by)
    for file in files[5:]:
        committed(file, by)
    told: Counter[int] = Counter()
    homeless: set[int] = set()

    def hear(event: object) -> None:
        if isinstance(event, PeopleRelinked):
            told.update(event.person_ids)
            alive = Person.objects.unscoped(reason="test").filter(
                pk__in=event.person_ids, status=PersonStatus.ALIVE
            )
            housed = HouseholdMembership.objects.filter(superseded_at=None).values("person_id")
            homeless.update(alive.exclude(pk__in=housed).values_list("pk", flat=True))

    monkeypatch.setattr(events, "publish", hear)
    began = clock.now()
    matching.run(by=by)

    now_linked = Link.objects.filter(created_at__gte=began).values_list("person_id", flat=True)
    left = Link.objects.filter(superseded_at__gte=began).values_list("person_id", flat=True)
    rehoused = HouseholdMembership.objects.filter(created_at__gte=began)
    assert set(told) == {*now_linked, *left, *rehoused.values_list("person_id", flat=True)}
    assert rehoused.filter(person__created_at__lt=began).exists()
    assert set(told.values()) == {1}
    assert homeless == set()

    told.clear()
    astray = put_into_a_house_of_their_own()
    matching.run(by=by)
    assert told == {astray: 1}


def put_into_a_house_of_their_own() -> int:
    """Let somebody whose rows stay where they are live alone; return who that is."""
    current = HouseholdMembership.objects.filter(superseded_at=None)
    shared = current.values("household").annotate(size=Count("pk")).filter(size__gt=3)
    membership = current.filter(household__in=shared.values("household"))[0]
    membership.household = Household.objects.create(code="R-TEST", created_at=clock.now())
    membership.save()
    return membership.person_id


def committed(file: Path, by: Actor) -> None:
    received(file, by)
    new = RecipientList.objects.unscoped(reason="test").filter(state=ListState.STAGED)
    for one in new:
        one.records.update(state="current")
    new.update(state=ListState.COMMITTED)


def received(file: Path, by: Actor) -> None:
    found = lists.receive(
        [file.read_bytes()], file_name=file.name, programme_code=file.stem[:20].upper(),
        region_code="3271", by=by, at=clock.now(),
    )  # fmt: skip
    reading.read(found.pk, progress=lambda *_: None)
