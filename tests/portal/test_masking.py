"""No page, file, error or log line carries a whole NIK, KK number or telephone number.

A city is imported as officers import it; then every role walks every link that it is shown, and
what comes back is searched for every number of every list.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from tests import small_city
from tests.personas import make_officer

from tanggap.accounts.roles import ROLES
from tanggap.audit.models import Event
from tanggap.core.actor import Actor
from tanggap.people.models import Person, RecipientList, ReviewPair, SourceRecord
from tanggap.people.queries.showing import nik_record_texts
from tanggap.people.rows import numbers_of
from tanggap.people.types import PairStatus, Purpose

RUNS = re.compile(r"(?<!\w)\+?\d(?:[ .-]?\d){8,}(?!\w)")
SAMPLES = 3
"""So many addresses of one kind are opened; the next thousand look alike."""
WHOLE_FILES = {"people:list-file", "assistance:handed-back"}
"""An officer's own file, back as it came: by permission, on the record, tested beside its page."""


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "hx-get") and value and tag != "link":
                self.found.append(value)


class Numbers:
    """Every number of every list, and whether a text holds one of them whole."""

    def __init__(self, known: list[dict[str, str]]) -> None:
        self.ids = {digits for row in known for name, digits in self._of(row) if name != "phone"}
        self.phones = {
            digits[-9:] for row in known for name, digits in self._of(row) if name == "phone"
        }

    @staticmethod
    def _of(row: dict[str, str]) -> Iterator[tuple[str, str]]:
        for name, text in row.items():
            digits = re.sub(r"\D", "", text)
            if len(digits) >= 9 and len(set(digits)) > 1:  # 9999999999999999 is nobody's
                yield name, digits

    def whole_in(self, text: str) -> list[str]:
        """Return where whole numbers stand, without them: a failing test tells nobody's NIK."""
        found = []
        for run in RUNS.finditer(text):
            digits = re.sub(r"\D", "", run[0])
            is_phone = digits.startswith(("08", "628", "8")) and digits[-9:] in self.phones
            if digits in self.ids or is_phone:
                found.append(f"{len(digits)} digits at {run.start()}")
        return found


@pytest.fixture
def city(db: None) -> Numbers:
    """Three lists committed and linked, one that waits for its verdict."""
    officer = Actor.of(make_officer("data_officer"))
    small_city.found(officer)
    for name in (small_city.REGISTER, small_city.STAPLES, small_city.CASH):
        small_city.bring_in(name, officer)
    small_city.receive(small_city.TOPPED_UP, officer)
    return numbers_in_lists()


@pytest.fixture
def one_list(db: None) -> Numbers:
    """One list, committed and linked."""
    officer = Actor.of(make_officer("data_officer"))
    small_city.found(officer)
    small_city.bring_in(small_city.STAPLES, officer)
    return numbers_in_lists()


def numbers_in_lists() -> Numbers:
    rows = SourceRecord.objects.unscoped(reason="test").values_list("sealed", flat=True)
    return Numbers([numbers_of(sealed) for sealed in rows])


def test_whole_numbers_are_recognised_however_they_are_written() -> None:
    nik = "3271010101900001"
    numbers = Numbers([{"national_id": nik, "phone": "0812-3456-7890"}])
    for whole in (f"<td>{nik}</td>", f"NIK {nik[:6]}.{nik[6:12]} {nik[12:]}", "+6281234567890"):
        assert numbers.whole_in(whole)
    for hidden in ("<td>3271********0001</td>", "<td>1.234.567.890</td>", f"a{nik}b"):
        assert not numbers.whole_in(hidden)


def test_no_role_meets_a_whole_number(city: Numbers, capfd: pytest.CaptureFixture[str]) -> None:
    leaks: list[str] = []
    visited: Counter[str] = Counter()
    for role in ("", *ROLES):
        for address, text in walk(role):
            visited[name_of(address)] += 1
            leaks += [f"{role or 'visitor'} {address}: {leak}" for leak in city.whole_in(text)]
    out = capfd.readouterr()
    leaks += [f"log: {leak}" for leak in city.whole_in(out.err + out.out)]
    assert leaks == []
    assert visited.keys() >= {
        "people:dossier", "people:list", "people:list-mapping", "people:review", "people:pair",
        "people:list-export", "assistance:verdict", "assistance:case", "assistance:awards",
        "command:list-rows", "command:recipients", "command:export", "audit:log", "audit:event",
    }  # fmt: skip


def test_an_error_repeats_no_number(one_list: Numbers, capfd: pytest.CaptureFixture[str]) -> None:
    nik = next(digits for digits in one_list.ids if len(digits) == 16)
    for role in ("", "data_officer"):
        client = client_of(role)
        for address in (f"/orang/{nik}/", f"/audit/?subjek={nik}", f"/{nik}/"):
            assert not one_list.whole_in(body_of(client.get(address))), address.replace(nik, "NIK")
        refused = client.post("/orang/", {"number": nik, "purpose": "unheard-of"})
        assert refused.status_code < 500
    out = capfd.readouterr()
    assert not one_list.whole_in(out.err + out.out)


def test_a_number_is_shown_after_a_reason_and_that_is_on_record(one_list: Numbers) -> None:
    person = Person.objects.unscoped(reason="test").exclude(nik_record=None).first()
    assert person is not None
    assert nik_record_texts([person])
    client = client_of("data_officer")
    address = reverse("people:reveal", args=[person.code])
    client.post(reverse("people:dossier", args=[person.code]), {"purpose": Purpose.REVIEW})
    assert not one_list.whole_in(body_of(client.post(address, {"reason": ""}, follow=True)))
    assert not Event.objects.filter(code="people.number.revealed").exists()
    shown = client.post(address, {"reason": "aduan warga nomor 12"}, follow=True)
    assert one_list.whole_in(body_of(shown))
    event = Event.objects.get(code="people.number.revealed")
    assert event.reason == "aduan warga nomor 12"
    assert not one_list.whole_in(str(event.facts))


def walk(role: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses that a role is led to, a few of each kind, with what they answer."""
    client = client_of(role)
    if role and "people.view" in ROLES[role].permissions:
        open_dossiers(client)
    to_visit, seen = [*starts()], set[str]()
    kinds, names = Counter[tuple[str, str]](), Counter[str]()
    while to_visit:
        address = to_visit.pop(0)
        kind = (name_of(address), ",".join(sorted(key for key in queries_of(address))))
        if address in seen or kind[0] in WHOLE_FILES | {"", "account_logout"}:
            continue
        if kinds[kind] >= SAMPLES or names[kind[0]] >= 2 * SAMPLES:
            continue
        seen.add(address)
        kinds[kind] += 1
        names[kind[0]] += 1
        answer = client.get(address, follow=True)
        text = body_of(answer)
        yield address, text
        to_visit += links_in(text, address) if answer.status_code == 200 else []


def starts() -> Iterator[str]:
    """Yield where the walk begins: the first page, and what no link of a fresh city leads to."""
    yield "/"
    for one in Person.objects.unscoped(reason="test")[:SAMPLES]:
        yield reverse("people:dossier", args=[one.code])
    for one in RecipientList.objects.unscoped(reason="test"):
        yield reverse("people:list", args=[one.pk])
        yield reverse("people:list-mapping", args=[one.pk])
    for one in ReviewPair.objects.unscoped(reason="test").filter(status=PairStatus.OPEN)[:SAMPLES]:
        yield reverse("people:pair", args=[one.pk])


def open_dossiers(client: Client) -> None:
    """Give a purpose for the dossiers of the walk."""
    for one in Person.objects.unscoped(reason="test")[:SAMPLES]:
        client.post(reverse("people:dossier", args=[one.code]), {"purpose": Purpose.INSPECTION})


def client_of(role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role:
        client.force_login(make_officer(role, region=""))
    return client


def links_in(text: str, address: str) -> Iterable[str]:
    links = Links()
    links.feed(text)
    whole = (urljoin(address, link) for link in links.found)
    return [link.partition("#")[0] for link in whole if link.startswith("/") and link[1:2] != "/"]


def name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def queries_of(address: str) -> list[str]:
    return [pair.partition("=")[0] for pair in urlsplit(address).query.split("&")]


def body_of(answer: Any) -> str:
    """Return the text of an answer; a workbook is unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK\x03\x04"):
        return str(content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
