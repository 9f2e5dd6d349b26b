"""The demo fills itself once; a start that was killed half-way goes on at the next one."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tanggap.assistance.models import Award, OverlapCase
from tanggap.command.models import Snapshot
from tanggap.config import demo, demo_city
from tanggap.language import Sentence
from tanggap.people.models import Link, Person, RecipientList, ReviewPair, SourceRecord
from tanggap.people.types import ListState

EVERY = {"reason": "the test counts what the demo made"}


class Killed(BaseException):
    """Stands for a power cut: nobody catches it."""


@pytest.fixture
def data(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a demo of a small city."""
    settings.TANGGAP_DATA, settings.DEMO = tmp_path, True
    monkeypatch.setenv("TANGGAP_DEMO_PEOPLE", "1500")
    cache.clear()
    return tmp_path


def _fill() -> list[Sentence]:
    told: list[Sentence] = []
    demo.fill(told.append)
    return told


def _counts() -> dict[str, int]:
    people = Person.objects.unscoped(**EVERY)
    return {
        "lists": RecipientList.objects.unscoped(**EVERY).count(),
        "rows": SourceRecord.objects.unscoped(**EVERY).count(),
        "people": people.count(),
        "links": Link.objects.count(),
        "pairs": ReviewPair.objects.unscoped(**EVERY).count(),
        "awards": Award.objects.unscoped(**EVERY).count(),
        "cases": OverlapCase.objects.unscoped(**EVERY).count(),
    }


@pytest.mark.django_db(transaction=True)
def test_a_start_that_was_killed_goes_on_and_makes_nothing_double(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, calls = demo_city.verdicts.prepare, []

    def killed_at_the_third(**arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 3:
            raise Killed
        return judge(**arguments)

    monkeypatch.setattr(demo_city.verdicts, "prepare", killed_at_the_third)
    with pytest.raises(Killed):
        _fill()
    told = _fill()
    assert demo_city.LISTS[2] in told[0].en
    lists = RecipientList.objects.unscoped(**EVERY)
    assert {one.state for one in lists} == {ListState.COMMITTED}
    assert all(one.linked_at for one in lists)
    counts = _counts()
    assert counts["lists"] == len(demo_city.LISTS)
    assert min(counts.values()) > 0
    assert Snapshot.objects.filter(is_complete=True).exists()
    assert _fill() == []
    assert _counts() == counts


@pytest.mark.django_db(transaction=True)
def test_two_small_lists_are_left_for_the_user(data: Path) -> None:
    demo_city._write_city()
    left = sorted(path.name for path in demo_city.folder_to_try().iterdir())
    assert left == sorted(demo_city.HELD_BACK.values())
    assert sorted(p.name for p in demo_city.folder().iterdir() if p.is_file()) == sorted(
        demo_city.LISTS
    )
    for whole, part in demo_city.HELD_BACK.items():
        rows = (demo_city.folder_to_try() / part).read_bytes().splitlines()
        imported = (demo_city.folder() / whole).read_bytes().splitlines()
        assert rows[0] == imported[0]
        assert len(rows) == demo_city.ROWS_TO_TRY + 1
        assert not set(rows[1:]) & set(imported)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/akun/login/", "/tidak-ada/"])
def test_a_banner_says_that_the_people_are_invented(page: str, data: Path) -> None:
    assert "semua orang di sini rekaan" in Client().get(page).content.decode()


@pytest.mark.django_db
def test_nobody_gets_english_who_has_not_asked_for_it() -> None:
    client = Client(headers={"Accept-Language": "en-GB,en"})
    assert '<html lang="id"' in client.get("/akun/login/").content.decode()
    client.post("/bahasa/", {"language": "en"})
    answer = client.get("/akun/login/")
    assert '<html lang="en"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
