"""Every address as every role and as a visitor: nothing is open by oversight."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.personas import make_officer

from tanggap.accounts import placements
from tanggap.accounts.roles import ROLES
from tanggap.core.access import Placement, placement_of

SAMPLES = {"int": "1", "str": "1", "slug": "satu", "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12}


def pages() -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Yield the address, filled with sample values, the name and the view of every page."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple]:
        for pattern in patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            else:
                yield _filled(path), pattern.name or "", pattern.callback

    yield from walk(get_resolver().url_patterns, "/")


def _filled(path: str) -> str:
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "1"), path)
    path = re.sub(r"\(\?P<\w+>([^()|]*)(?:\|[^()]*)?\)", _sample_of, path)
    return re.sub(r"[\^$?\\]", "", path)


def _sample_of(found: re.Match[str]) -> str:
    return "1" if set(found[1]) & set("[\\+*.") else found[1]


PAGES = list(pages())


def placement(name: str, view: Callable[..., object]) -> Placement | None:
    return placement_of(view) or placements.of_library_page(name)


@pytest.mark.parametrize(("path", "name", "view"), PAGES, ids=[page[0] for page in PAGES])
def test_somebody_said_who_may_open_it(path: str, name: str, view: Callable[..., object]) -> None:
    assert placement(name, view) is not None, f"place {path} by a decorator of core.access"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["", *ROLES])
def test_it_opens_for_those_and_nobody_else(role: str, client: Client) -> None:
    """A visitor is sent to the sign-in, a stranger to the role gets 403, nobody gets a 500."""
    if role:
        client.force_login(make_officer(role, region=""))
    for path, name, view in PAGES:
        if name == "account_logout":
            continue
        answer = client.get(path)
        placed = placement(name, view)
        assert placed is not None
        assert answer.status_code == _expected(answer.status_code, placed, role), path
        if not role and placed.audience != "public":
            assert answer["Location"].startswith("/akun/login/"), path


def _expected(got: int, placed: Placement, role: str) -> int:
    if placed.audience == "public":
        return got if got < 500 and got != 403 else -1
    if not role:
        return 302
    if placed.permission is not None and placed.permission not in ROLES[role].permissions:
        return 403
    return got if got < 500 and got != 403 else -1
