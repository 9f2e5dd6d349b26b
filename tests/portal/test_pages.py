"""The pages of the portal: who sees what, and what is never in them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

import tanggap.portal
from tanggap.core import clock
from tanggap.core.models import JobRun
from tanggap.core.registry import NavigationItem
from tanggap.portal import work
from tanggap.portal.menu import groups_of
from tanggap.portal.middleware import DatabaseAwayMiddleware

FOLDER = Path(tanggap.portal.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
ERRORS = ["400", "403", "404", "413", "429", "500", "503", "stale_form"]
Officer = Callable[..., Any]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_holds_what_the_policy_refuses(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not re.search(r'\sstyle="', source)
    assert not re.search(r"\son[a-z]+=", source)
    assert not re.search(r"hx-on|javascript:|hx-vals=.js:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", source)


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_error_pages_need_no_request(name: str, language: str) -> None:
    with translation.override(language):
        page = render_to_string(f"portal/errors/{name}.html")
    assert f'<html lang="{language}"' in page
    assert re.search(r"<h1>[^<]{10,}</h1>", page)


def test_a_database_that_is_away_is_503_and_nothing_else_is() -> None:
    middleware = DatabaseAwayMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]
    request = RequestFactory().get("/")
    answer = middleware.process_exception(request, OperationalError("password of user"))
    assert answer is not None
    assert answer.status_code == 503
    assert b"password" not in answer.content
    assert middleware.process_exception(request, ValueError()) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raised", "status"), [(OperationalError("database is locked"), 503), (ValueError(), 500)]
)
def test_a_busy_database_is_503_also_where_no_view_met_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, raised: Exception, status: int
) -> None:
    def fail(*_: Any) -> None:
        raise raised

    monkeypatch.setattr(SessionMiddleware, "process_response", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == status
    assert b"locked" not in answer.content
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)


def test_the_open_page_is_marked_by_the_longest_address_above_it() -> None:
    items = [
        NavigationItem("Beranda", "portal:home", None, 0),
        NavigationItem("Pekerjaan", "portal:jobs", None, 1),
        NavigationItem("Galeri", "portal:gallery", None, 2, group="Lain"),
    ]
    groups = groups_of(items, "/pekerjaan/7/")
    marked = [(entry.text, entry.is_current) for group in groups for entry in group.entries]
    assert marked == [("Beranda", False), ("Pekerjaan", True), ("Galeri", False)]
    assert [group.name for group in groups] == ["", "Lain"]


@pytest.mark.django_db
def test_visitors_see_the_page_for_citizens(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Cek bantuan" in page
    assert 'class="public"' in page


@pytest.mark.django_db
def test_an_account_without_a_role_is_told_whom_to_ask(client: Client, officer: Officer) -> None:
    client.force_login(officer())
    page = client.get("/").content.decode()
    assert "Belum ada tugas untuk akun ini" in page


@pytest.mark.django_db
def test_the_page_sends_its_policy_and_its_scripts_carry_the_nonce(
    client: Client, officer: Officer
) -> None:
    client.force_login(officer())
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    scripts = re.findall(r"<script [^>]*>", answer.content.decode())
    assert scripts
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)
    assert "unsafe" not in policy


def run_of(user: Any, **values: Any) -> JobRun:
    return JobRun.objects.create(kind="x", owner_id=user.pk, created_at=clock.now(), **values)


@pytest.mark.django_db
def test_a_job_is_its_owners_alone(client: Client, officer: Officer) -> None:
    ani, budi = officer(), officer()
    run = run_of(ani, state="RUNNING", done=43, total=100)
    client.force_login(ani)
    assert "43%" in client.get(f"/pekerjaan/{run.pk}/").content.decode()
    assert "43%" in client.get(f"/pekerjaan/{run.pk}/kemajuan/").content.decode()
    client.force_login(budi)
    assert client.get(f"/pekerjaan/{run.pk}/").status_code == 404
    assert "43%" not in client.get("/pekerjaan/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("onward", "kept"),
    [
        ("/orang/impor/3/", True),
        ("//jahat.example/", False),
        ("https://jahat.example/", False),
        ("javascript:x", False),
    ],
)
def test_the_way_on_leads_nowhere_else(
    client: Client, officer: Officer, onward: str, kept: bool
) -> None:
    ani = officer()
    run = run_of(ani, state="DONE", finished_at=clock.now())
    client.force_login(ani)
    page = client.get(f"/pekerjaan/{run.pk}/", {"lanjut": onward}).content.decode()
    assert (f'href="{onward}"' in page) == kept


@pytest.mark.django_db
def test_a_running_job_keeps_the_way_on_while_it_is_asked_for(
    client: Client, officer: Officer
) -> None:
    ani = officer()
    run = run_of(ani, state="RUNNING")
    client.force_login(ani)
    page = client.get(f"/pekerjaan/{run.pk}/", {"lanjut": "/orang/"}).content.decode()
    assert f'hx-get="/pekerjaan/{run.pk}/kemajuan/?lanjut=%2Forang%2F"' in page


@pytest.mark.django_db
def test_the_gallery_is_not_in_production(client: Client, settings: Any) -> None:
    assert client.get("/galeri/").status_code == 200
    settings.TANGGAP_MODE = "production"
    assert client.get("/galeri/").status_code == 404


@pytest.mark.django_db
def test_a_stale_form_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/bahasa/", {"language": "en"})
    assert answer.status_code == 403
    assert "terlalu lama terbuka" in answer.content.decode()


@pytest.mark.django_db
def test_too_much_at_once_is_413_and_explained(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post("/bahasa/", {"language": "x" * 1000})
    assert answer.status_code == 413
    assert "terlalu besar" in answer.content.decode()


@pytest.mark.django_db
def test_too_many_attempts_are_told_in_indonesian(client: Client) -> None:
    page = render_to_string("429.html", request=RequestFactory().get("/"))
    assert "Terlalu banyak percobaan" in page


def test_every_job_of_the_house_has_words() -> None:
    found = set()
    for file in FOLDER.parent.rglob("*.py"):
        module = ".".join(["tanggap", *file.relative_to(FOLDER.parent).with_suffix("").parts])
        text = file.read_text(encoding="utf-8")
        for name in re.findall(r"@jobs\.job\n(?:@.+\n)*def (\w+)", text):
            found.add(f"{module}.{name}")
    assert len(found) > 5
    assert found == set(work.WORK)


@pytest.mark.django_db
def test_the_first_page_tells_what_waits_or_that_nothing_does(
    client: Client, officer: Officer
) -> None:
    from tests.assistance.conftest import make_family, make_household, make_list, make_person

    from tanggap.assistance.services import lists, seed

    client.force_login(officer("programme_manager"))
    assert "Tidak ada yang menunggu Anda" in client.get("/").content.decode()
    seed.programmes_and_rules_of_2020(at=clock.now())
    people = [make_person(make_family(), make_household())]
    for programme in ("PKH", "BST"):
        lists.award_rows(list_id=make_list(programme, people), at=clock.now())
    page = client.get("/").content.decode()
    assert "Tumpang tindih belum ditangani" in page
    assert "keadaan=untouched" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["data_officer", "clerk", "head_of_office", "inspector", "payer"])
def test_the_language_can_be_changed_on_every_page(
    client: Client, officer: Officer, role: str
) -> None:
    client.force_login(officer(role))
    for address in ("/", "/pekerjaan/", "/tidak-ada/", "/akun/login/"):
        assert 'name="language" value="en"' in client.get(address, follow=True).content.decode()
