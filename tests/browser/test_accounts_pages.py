"""Accounts and regions at both widths and in both themes; second factors as in production."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.personas import make_officer

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]
PASSWORD = "kata-sandi-petugas"


@pytest.fixture(autouse=True)
def _nobody_is_locked_out() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def administrator(db: None) -> Any:
    regions.load("3271", by=Actor.system("test"), at=clock.now())
    return make_officer("administrator", region="3271")


@pytest.mark.parametrize(
    "path",
    [
        "/akun/petugas/",
        "/akun/petugas/baru/",
        "/akun/peran-saya/",
        "/akun/darurat/",
        "/akun/perangkat/",
        "/akun/pengaman/",
        "/akun/password/change/",
        "/wilayah/",
        "/wilayah/3271/",
        "/wilayah/3271011001/",
    ],
)
def test_a_screen_is_for_everybody(
    page: Page, sign_in: SignIn, check_page: Look, administrator: Any, path: str
) -> None:
    sign_in(page, administrator)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check_page(page)


def test_a_region_is_suggested_as_one_types(
    page: Page, sign_in: SignIn, check_page: Look, administrator: Any
) -> None:
    officer = make_officer(region="3271")
    type(officer).objects.filter(pk=officer.pk).update(region_code="3271")
    sign_in(page, administrator)
    page.goto(f"/akun/petugas/{officer.pk}/")
    page.get_by_label("Peran", exact=True).select_option("clerk")
    with page.expect_response(re.compile("/wilayah/cari/")):
        page.get_by_label(re.compile("^Wilayah")).press_sequentially("tanah sar")
    option = page.locator("datalist option").first
    expect(option).to_have_attribute("value", "Tanah Sareal, Kota Bogor · 32.71.06")
    page.get_by_label(re.compile("^Wilayah")).fill(option.get_attribute("value") or "")
    page.get_by_role("button", name="Beri peran").click()
    expect(page.get_by_role("row", name=re.compile("Petugas pencocokan"))).to_contain_text(
        "Tanah Sareal"
    )
    check_page(page)


def test_a_role_ends_with_a_reason(page: Page, sign_in: SignIn, administrator: Any) -> None:
    officer = make_officer("clerk", region="3271")
    type(officer).objects.filter(pk=officer.pk).update(region_code="3271")
    sign_in(page, administrator)
    page.goto(f"/akun/petugas/{officer.pk}/")
    page.get_by_role("button", name="Akhiri", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alasan").fill("pindah tugas")
    dialog.get_by_role("button", name="Akhiri peran").click()
    expect(page.get_by_text("Belum ada peran")).to_be_visible()


def sign_in_with_password(page: Page, username: str) -> None:
    page.goto("/akun/login/")
    page.get_by_label("Nama pengguna atau surel").fill(username)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def open_and_prove(page: Page, path: str, check_page: Look) -> None:
    """Open a page about one's second factors: the password is asked once more first."""
    page.goto(path)
    check_page(page)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Konfirmasi").click()
    page.wait_for_url(f"**{path}")
    check_page(page)


def code_for(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_an_officer_sets_up_an_authenticator_app_before_anything_else(
    page: Page, check_page: Look, settings: Any, administrator: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    officer = make_officer("data_officer")
    sign_in_with_password(page, officer.username)
    expect(page).to_have_url(re.compile("/akun/pengaman/$"))
    page.goto("/orang/")  # nothing else opens yet
    expect(page).to_have_url(re.compile("/akun/pengaman/$"))
    check_page(page)
    open_and_prove(page, "/akun/pengaman/totp/activate/", check_page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code_for(secret))
    page.locator("form:has(#id_code) button[type=submit]").click()
    expect(page).to_have_url(re.compile("recovery-codes"))
    check_page(page)
    page.goto("/orang/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cari orang")


def test_a_passkey_opens_without_a_password(
    page: Page, check_page: Look, settings: Any, administrator: Any
) -> None:
    """With an authenticator that Chromium makes up for tests."""
    settings.SECOND_FACTOR_REQUIRED = True
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    officer = make_officer("data_officer")
    sign_in_with_password(page, officer.username)
    page.wait_for_url("**/akun/pengaman/")
    open_and_prove(page, "/akun/pengaman/webauthn/add/", check_page)
    page.get_by_label("Nama").fill("Laptop kantor")
    page.locator("[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).to_have_url(re.compile("recovery-codes|/akun/pengaman/webauthn/"))
    page.context.clear_cookies()
    page.goto("/akun/login/?next=/orang/")
    page.locator("#passkey_login").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cari orang")
