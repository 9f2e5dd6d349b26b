"""Signing in: a wrong password, too many of them, the other language."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.personas import make_officer

from tanggap.config import demo

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]
PASSWORD = "kata-sandi-petugas"


@pytest.fixture(autouse=True)
def _nobody_is_locked_out() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def username(db: None) -> str:
    return str(make_officer("clerk").username)


def try_to_sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("Nama pengguna atau surel").fill(username)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def test_a_wrong_password_is_told_and_the_right_one_opens(
    page: Page, check_page: Look, username: str
) -> None:
    page.goto("/akun/login/")
    try_to_sign_in(page, username, "keliru")
    expect(page.get_by_role("alert")).to_contain_text("Nama pengguna atau kata sandi keliru.")
    expect(page.get_by_label("Nama pengguna atau surel")).to_have_value(username)
    check_page(page)
    try_to_sign_in(page, username, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat bekerja")


def test_who_guesses_too_often_has_to_wait(page: Page, check_page: Look, username: str) -> None:
    page.goto("/akun/login/")
    for _ in range(5):
        try_to_sign_in(page, username, "keliru")
        expect(page.get_by_role("alert")).to_contain_text("keliru")
    try_to_sign_in(page, username, PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("Terlalu banyak percobaan")
    check_page(page)
    page.goto("/orang/")
    expect(page).to_have_url(re.compile("/akun/login/"))


def test_the_language_stays_over_the_sign_in(page: Page, username: str) -> None:
    page.goto("/akun/login/")
    page.get_by_role("button", name="English").click()
    page.get_by_label("User name or e-mail").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat bekerja")


def test_in_the_example_city_one_press_opens_any_role(
    page: Page, check_page: Look, settings: Any, db: None
) -> None:
    page.goto("/akun/login/")
    expect(page.get_by_role("region", name="Akun kota contoh")).to_have_count(0)
    settings.DEMO = True
    user = make_officer("clerk")
    user.username = "pencocok"
    user.set_password(demo.PASSWORD)
    user.save()
    page.goto("/akun/login/")
    check_page(page)
    accounts = page.get_by_role("region", name="Akun kota contoh")
    expect(accounts.get_by_role("button")).to_have_count(len(demo.OFFICERS) + len(demo.OTHERS))
    accounts.get_by_role("button", name="pencocok", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat bekerja")
