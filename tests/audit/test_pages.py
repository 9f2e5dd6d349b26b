"""The log as an inspector reads it: who looked at whom, in words, each event with its facts."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.personas import make_officer

from tanggap.audit import services, words
from tanggap.audit.models import ChainLink, Event
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in
from tanggap.core.models import JobRun, JobState
from tanggap.core.registry import audit_presenters

CITY, VILLAGE, ELSEWHERE = "3271", "3271011001", "3210011001"
NIK = "3271010101900001"


def record(code: str, **more: object) -> Event:
    with transaction.atomic():
        return services.record(code, by=Actor(1, "Sari"), at=clock.now(), **more)  # type: ignore[arg-type]


@pytest.fixture
def inspector(db: None, client: Client) -> Client:
    client.force_login(make_officer("inspector", region=CITY))
    return client


def test_looks_at_people_are_one_click_away(inspector: Client) -> None:
    record("people.dossier.opened", region_code=VILLAGE, subject="person:41", reason="aduan")
    record("people.list.committed", region_code=CITY, subject="list:7")
    page = inspector.get("/audit/", {"jenis": "melihat"}).content.decode()
    assert "Orang 41" in page
    assert "aduan" in page
    assert "Daftar 7" not in page


def test_every_theme_has_acts() -> None:
    assert [theme.name for theme in words.THEMES if not theme.codes()] == []


def test_an_event_opens_its_facts_and_its_place_in_the_chain(inspector: Client) -> None:
    event = record("people.list.committed", region_code=CITY, subject="list:7", facts={"rows": 12})
    services.lengthen_chain()
    page = inspector.get(f"/audit/{event.pk}/").content.decode()
    assert "Baris" in page
    assert ">12<" in page.replace(" ", "")
    assert ChainLink.objects.get(event=event).hash in page


def test_an_event_of_another_city_does_not_open(inspector: Client) -> None:
    event = record("people.dossier.opened", region_code=ELSEWHERE, subject="person:42")
    assert inspector.get(f"/audit/{event.pk}/").status_code == 404


def test_filters_that_fit_nothing_say_what_to_do(inspector: Client) -> None:
    page = inspector.get("/audit/", {"pelaku": "tidak ada"}).content.decode()
    assert "Tidak ada catatan yang cocok" in page
    assert "Lepas semua saringan" in page


def test_what_is_seen_can_be_taken_along_and_that_is_recorded(inspector: Client) -> None:
    record("people.dossier.opened", region_code=VILLAGE, subject="person:41", reason="=1+1")
    record("people.dossier.opened", region_code=ELSEWHERE, subject="person:42")
    answer = inspector.get("/audit/unduh/saringan.csv", {"kode": "people.dossier.opened"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(text))
    assert [row[4] for row in rows] == ["person:41"]
    assert rows[0][6] == "'=1+1"
    assert Event.objects.get(code="audit.filtered_exported").facts == {"rows": 1}


@pytest.mark.django_db(transaction=True)
def test_the_proof_is_a_job_that_tells_the_last_hash(client: Client) -> None:
    record("people.list.committed", region_code=CITY, subject="list:7")
    client.force_login(make_officer("inspector", region=CITY))
    page = client.post("/audit/periksa/", follow=True).content.decode()
    run = JobRun.objects.get(kind="tanggap.audit.tasks.prove")
    assert run.state == JobState.DONE
    assert ChainLink.objects.order_by("-number").values_list("hash", flat=True)[0] in page


@pytest.mark.django_db
def test_a_number_in_a_reason_or_a_fact_is_masked_for_ever() -> None:
    event = record(
        "test.act", reason=f"aduan {NIK}, telp 0812-3456-7890", facts={"a": [f"x {NIK}"]}
    )
    assert event.reason == "aduan 3271********0001, telp *********890"
    assert event.facts == {"a": ["x 3271********0001"]}


@given(st.from_regex(r"[0-9a-f]{64}", fullmatch=True))
def test_a_fingerprint_stays_whole(fingerprint: str) -> None:
    assert fingerprint.isdigit() or mask_numbers_in(fingerprint) == fingerprint


@pytest.mark.parametrize("text", ["2026-11-24 10.30", "Rp1.204.600.000", "SK 460/123-Dinsos/2020"])
def test_dates_sums_and_decrees_stay_whole(text: str) -> None:
    assert mask_numbers_in(text) == text


def test_every_act_is_explained_in_the_documentation() -> None:
    told = (Path(__file__).parents[2] / "docs/audit.md").read_text("utf-8")
    assert [code for code in audit_presenters.codes() if f"| `{code}` |" not in told] == []


def test_every_act_that_the_code_writes_has_words() -> None:
    """Codes stand in quotes as the first argument of `record`."""
    source = Path(__file__).parents[2] / "src/tanggap"
    written = {
        code
        for file in source.rglob("*.py")
        for code in re.findall(r'record\(\s*"([a-z_]+\.[a-z_.]+)"', file.read_text("utf-8"))
    }
    assert len(written) > 20
    assert written - set(audit_presenters.codes()) == set()
