"""Every page that officers reach speaks one language: no Indonesian in English, none the other way.

The walk starts at the home page and follows links, one address of each kind, in a small city.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

import allauth
import django
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve
from tests import small_city
from tests.personas import make_officer

from tanggap.core.actor import Actor

ROOT = Path(__file__).parents[2]
SPOKEN: Final = {"aria-label", "title", "placeholder", "alt"}
SILENT: Final = {"script", "style", "template"}
START: Final = ("/", "/akun/password/change/", "/akun/pengaman/", "/akun/email/", "/akun/sso/")
MANY: Final = ("data_officer", "programme_manager", "head_of_office", "administrator")
NAMES: Final = {"English", "Bahasa Indonesia", "Indonesia"}  # of languages and of the country
MUST_SEE: Final = {
    *("people:list", "people:review", "people:search", "assistance:verdict", "assistance:case"),
    *("assistance:rules", "command:dashboard", "accounts:user", "regions:region", "audit:log"),
}


def _tool() -> Any:
    spec = spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _tool()


class Words(HTMLParser):
    """Gathers what a page says and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, and the attributes that are read to people."""
        if tag in SILENT:
            self._inside.append(tag)
        for name, value in attrs:
            if name in SPOKEN and value:
                self.said.append(value)
            if tag == "a" and name == "href" and value:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or a style."""
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Note a text, its blanks as a reader sees them."""
        if not self._inside and (text := " ".join(data.split())):
            self.said.append(text)


def walk(client: Client) -> Iterator[tuple[str, str, list[str]]]:
    """Yield (kind of page, address, what it says) for one page of each kind that links reach.

    A link that leads to nothing, or to a door that is closed to this visitor, fails.
    """
    waiting, seen = list(START), set()
    while waiting:
        address = waiting.pop(0)
        kind = _kind_of(address)
        if kind in seen or kind in {"", "account_logout"}:
            continue
        seen.add(kind)
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if answer.streaming:
            answer.close()
        elif answer["Content-Type"].startswith("text/html"):
            words = Words(answer.content.decode())
            waiting += [link for link in words.links if link.startswith("/")]
            yield kind, address, words.said


def _kind_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


@pytest.fixture
def visitors(settings: Any, tmp_path: Path, db: None) -> list[Client]:
    """An officer of many roles and an inspector, in a city with three lists."""
    settings.TANGGAP_DATA = tmp_path
    cache.clear()
    officer = make_officer(*MANY)
    small_city.found(Actor.of(officer))
    for name in small_city.PROGRAMMES:
        small_city.bring_in(name, Actor.of(officer))
    return [_client(officer), _client(make_officer("inspector"))]


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def spoken(visitors: list[Client], language: str) -> Iterator[tuple[str, str]]:
    """Yield (address, text) of everything that the visitors are told."""
    kinds: set[str] = set()
    for client in visitors:
        client.post("/bahasa/", {"language": language})
        for kind, address, said in walk(client):
            kinds.add(kind)
            yield from ((address, text) for text in said if text not in NAMES)
    assert kinds >= MUST_SEE


@pytest.mark.django_db(transaction=True)
def test_english_pages_say_nothing_in_indonesian(visitors: list[Client]) -> None:
    ours = {
        text.text: told
        for app in catalogues.apps()
        if (app / catalogues.CATALOGUE).exists()
        for text, told in catalogues.read(app / catalogues.CATALOGUE).items()
    }
    foreign = _pattern(text for text, told in ours.items() if text not in told)
    found = {(page, text) for page, text in spoken(visitors, "en") if foreign.fullmatch(text)}
    assert sorted(found) == []


@pytest.mark.django_db(transaction=True)
def test_indonesian_pages_say_nothing_in_the_english_of_libraries(visitors: list[Client]) -> None:
    theirs = {text.text: told for file in _of_libraries() for text, told in file.items()}
    foreign = _pattern(text for text, told in theirs.items() if text not in told)
    found = {(page, text) for page, text in spoken(visitors, "id") if foreign.fullmatch(text)}
    assert sorted(found) == []


def test_what_is_said_in_place_of_a_library_is_still_said_by_it() -> None:
    known = set().union(*_of_libraries())
    ours = catalogues.read(ROOT / "src/tanggap/portal/locale/id/LC_MESSAGES/django.po")
    assert set(ours) - known == set()


def _of_libraries() -> list[dict[Any, tuple[str, ...]]]:
    homes = [Path(str(module.__file__)).parent for module in (allauth, django)]
    places = ("locale", "conf/locale", "contrib/auth/locale")
    files = [home / place / "id/LC_MESSAGES/django.po" for home in homes for place in places]
    return [catalogues.read(file) for file in files if file.exists()]


def _pattern(texts: Iterator[str]) -> re.Pattern[str]:
    """Return what matches any of the texts, whatever stands in place of their variables."""
    told = (" ".join(text.split()) for text in texts)
    return re.compile("|".join(re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(one)) for one in told))
