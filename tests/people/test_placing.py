"""A new list is placed among the people that it may meet; what is known stays as it is."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.people.conftest import BUDI, SITI, YUSUF
from tests.people.test_city import committed

from tanggap.audit.models import Event
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.linkage.evaluate import pairwise
from tanggap.people.models import (
    HouseholdMembership,
    LearnedMatching,
    Link,
    MatchingRun,
    ReviewPair,
    SourceRecord,
)
from tanggap.people.services import decisions, learning, loading, matching, nights
from tanggap.people.types import RunKind, Verdict
from tanggap.simulate import TRUTH_FILE, Noise, write_city

NEWCOMER = ("3271014202910009", "", "DEWI ANGGRAENI", "02-02-1991", "P", "", "", "", "Empang")


@pytest.fixture(autouse=True)
def _any_registry_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "SMALL", 1)


def persons() -> dict[int, int]:
    links = Link.objects.filter(superseded_at=None)
    return dict(links.values_list("record_id", "person_id"))


def homes() -> dict[int, int]:
    now = HouseholdMembership.objects.filter(superseded_at=None)
    return dict(now.values_list("person_id", "household_id"))


def test_a_city_that_grows_list_by_list_knows_its_people(by: Actor, tmp_path: Path) -> None:
    write_city(tmp_path / "kota", people=1_500, noise=Noise.MEDIUM, seed=13)
    files = sorted(
        (path for path in (tmp_path / "kota").iterdir() if path.name != TRUTH_FILE),
        key=lambda path: path.stat().st_size,
    )
    for file in files[2:]:
        committed(file, by)
    matching.run(by=by)
    pairs = set(_open_pairs())
    for file in files[:2]:
        known, lived = persons(), homes()
        committed(file, by)
        run = matching.place_new(by=by)
        assert run.kind == RunKind.PLACED
        assert run.records == len(persons()) - len(known)
        assert known.items() <= persons().items()
        assert lived.items() <= homes().items()
    assert set(persons().values()) == set(homes())
    assert pairs <= set(_open_pairs())
    told = Event.objects.filter(code="people.matching.finished").order_by("-pk")[0]
    assert told.facts["everybody"] is False

    grown = sorted(persons().items())
    matching.run(by=by)
    assert pairwise(_codes(grown), _codes(sorted(persons().items()))).f1 > 0.98


def _open_pairs() -> list[tuple[int, int]]:
    pairs = ReviewPair.objects.unscoped(reason="test").filter(status="open")
    return list(pairs.values_list("low_id", "high_id"))


def _codes(people: list[tuple[int, int]]) -> np.ndarray:
    return np.array([person for _, person in people])


def test_the_same_people_again_and_a_new_one(commit, stage, by: Actor) -> None:
    commit([SITI, BUDI, YUSUF, ("", "", "RINA", "", "P", "", "", "", "Empang")] * 2)
    known = persons()
    fresh = stage([SITI, NEWCOMER], file_name="bst.xlsx", programme="BST")
    siti, newcomer = matching.preview(fresh.pk)
    assert siti.person_id == known[min(known)]
    assert newcomer.person_id is None
    assert siti.household_id == homes()[known[min(known)]]


def test_much_that_is_new_is_matched_with_everybody(commit, by: Actor) -> None:
    commit([SITI, BUDI, YUSUF])
    assert learning.for_placing(1) is not None
    assert learning.for_placing(2) is None
    LearnedMatching.objects.update(engine="0.0.1/1")
    assert learning.for_placing(1) is None


def test_what_was_placed_is_matched_with_everybody_at_night(
    commit, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit([SITI, BUDI, YUSUF])
    day, night = (datetime(2020, 6, 1, hour, tzinfo=UTC) for hour in (5, 18))  # 12.00, 01.00 WIB
    monkeypatch.setattr(nights.clock, "now", lambda: night)
    nights.look()
    assert not _matchings()
    MatchingRun.objects.create(
        started_at=day, beat_at=day, kind=RunKind.PLACED, state="done", records=1
    )
    monkeypatch.setattr(nights.clock, "now", lambda: day)
    nights.look()
    assert not _matchings()
    monkeypatch.setattr(nights.clock, "now", lambda: night)
    nights.look()
    nights.look()
    assert len(_matchings()) == 1


def _matchings() -> list[JobRun]:
    return list(JobRun.objects.filter(kind__endswith="rematch_all"))


def test_rows_decided_upon_are_met(commit, by: Actor) -> None:
    commit([SITI, YUSUF])
    rows = list(SourceRecord.objects.unscoped(reason="test").order_by("pk"))
    decisions.write(
        rows[0].pk, rows[1].pk, Verdict.DIFFERENT, by=by, at=datetime.now(UTC), effect={}
    )
    registry = loading.load_neighbourhood([rows[1].pk])
    assert registry.ids == [rows[0].pk, rows[1].pk]
    assert registry.cannot == [(0, 1)]
