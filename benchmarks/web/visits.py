"""What officers do: the pages of one visit, by role, in the shares of a working day."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.web.browser import Browser, Page

FOUND: Final = re.compile(r'href="/orang/(W-[^"/]+)/"')
LIST: Final = re.compile(r'href="/orang/impor/(\d+)/"')
CASE: Final = re.compile(r'href="/bantuan/kasus/(\d+)/"')
PURPOSE: Final = "verification"

Act = Callable[["Officer"], Iterator[Page]]


@dataclass(slots=True)
class Officer:
    """Somebody signed in, with people to ask for."""

    browser: Browser
    asked: list[dict[str, Any]]
    dice: random.Random


def by_number(officer: Officer) -> Iterator[Page]:
    """Search by NIK and open the dossier that was found."""
    wanted = officer.dice.choice(officer.asked)
    yield from _search(officer, "search by NIK", number=wanted["national_id"])


def by_name(officer: Officer) -> Iterator[Page]:
    """Search by name and birth date, with a typing slip in every other name."""
    wanted = officer.dice.choice(officer.asked)
    name = wanted["name"]
    if officer.dice.random() < 0.5 and len(name) > 6:
        place = officer.dice.randrange(1, len(name) - 1)
        name = name[:place] + name[place + 1 :]
    yield from _search(officer, "search by name", name=name, birth=wanted["birth_date"])


def by_name_and_place(officer: Officer) -> Iterator[Page]:
    """Search by name within a kecamatan."""
    wanted = officer.dice.choice(officer.asked)
    district = f"3271{officer.dice.randrange(1, 7):02d}"
    yield from _search(officer, "search by name and place", name=wanted["name"], region=district)


def lists(officer: Officer) -> Iterator[Page]:
    """Look at the lists and open one."""
    page = officer.browser.get("lists", "/orang/impor/")
    yield page
    if found := LIST.findall(page.body):
        yield officer.browser.get("one list", f"/orang/impor/{officer.dice.choice(found)}/")


def awards(officer: Officer) -> Iterator[Page]:
    """Look at the aid that was given."""
    yield officer.browser.get("aid", "/bantuan/")


def cases(officer: Officer) -> Iterator[Page]:
    """Look at the cases and open one."""
    page = officer.browser.get("cases", "/bantuan/kasus/")
    yield page
    if found := CASE.findall(page.body):
        yield officer.browser.get("one case", f"/bantuan/kasus/{officer.dice.choice(found)}/")


def review(officer: Officer) -> Iterator[Page]:
    """Take the most valuable doubtful pair."""
    yield officer.browser.get("review queue", "/orang/ragu/")


def dashboard(officer: Officer) -> Iterator[Page]:
    """Look at the city's figures."""
    yield officer.browser.get("dashboard", "/angka/")


def home(officer: Officer) -> Iterator[Page]:
    """Open the first page."""
    yield officer.browser.get("home", "/")


DAY: Final[dict[str, tuple[tuple[int, Act], ...]]] = {
    "data": ((4, by_number), (3, by_name), (1, by_name_and_place), (2, lists), (1, home)),
    "pencocok": ((4, review), (2, by_number), (1, by_name), (1, home)),
    "pengelola": ((4, cases), (2, awards), (1, home)),
    "kepala": ((4, dashboard), (1, awards), (1, cases), (1, home)),
}
"""What the officers of an account do, and how often."""

CREW: Final = ("data",) * 9 + ("pencocok",) * 4 + ("pengelola",) * 4 + ("kepala",) * 3
"""The accounts of twenty clients."""


def visit(officer: Officer, account: str) -> Iterator[Page]:
    """Yield the pages of one visit, chosen by the shares of an account's day."""
    shares = DAY[account]
    (act,) = officer.dice.choices([act for _, act in shares], [share for share, _ in shares])
    yield from act(officer)


def _search(officer: Officer, page_name: str, **asked: str) -> Iterator[Page]:
    form = {"number": "", "name": "", "birth": "", "region": "", "purpose": PURPOSE} | asked
    page = officer.browser.post(page_name, "/orang/", form)
    yield page
    if found := FOUND.findall(page.body):
        yield officer.browser.get("dossier", f"/orang/{found[0]}/")
