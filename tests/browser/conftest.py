"""A real browser for the journeys: Debian's Chromium, axe at both widths, pictures of failures.

What cannot be brought fails in CI and is said at the end of the run elsewhere.
"""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
AXE = next((HERE / "vendor").glob("axe-core-*/axe.min.js"))
PICTURES = ROOT / "build" / "browser"
WIDTHS = {"phone": (360, 780), "desk": (1366, 800)}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds for one step, on a busy machine
DEPARTURES = 3  # pages that may be left while they are looked at
MOMENT = 500  # milliseconds
DOCUMENT = "performance.timeOrigin"  # differs between any two pages, even of one address
MISSING = "Browser tests did not run: no Chromium on this machine (make chromium, as root)"
missing = pytest.StashKey[bool]()
failed = pytest.StashKey[bool]()

# The browser's own loop runs in this thread; the tests use the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Go a journey that failed once more: on a crowded machine Chromium itself may stall.

    The end of the run says which were gone twice; one that fails twice fails.
    """
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember a failure, so that the page takes a picture before it closes."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say loudly what was not tested."""
    if config.stash.get(missing, False):
        terminalreporter.section("NOT TESTED", sep="!", red=True)
        terminalreporter.line(MISSING, red=True)


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One Chromium for all journeys."""
    path = _chromium().find_or_install()
    if path is None:
        pytestconfig.stash[missing] = True
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(
    browser: Browser, live_server: Any, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages of one test: `open_page()` or `open_page(width="phone", scheme="dark")`.

    Each has cookies of its own. A script error or a refused inline script fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(*, width: str = "desk", scheme: str = "light") -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": across, "height": down},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message, complaints))
        return page

    yield open_page
    if request.node.stash.get(failed, False):
        _take_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page as wide as an office screen."""
    return open_page()


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """Sign a user in by a session, without the sign-in page: `sign_in(page, user)`."""

    def sign_in(page: Page, user: Any) -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        morsel = client.cookies[settings.SESSION_COOKIE_NAME]
        cookie = {"name": morsel.key, "value": morsel.value, "url": live_server.url}
        page.context.add_cookies([cookie])  # type: ignore[list-item]

    return sign_in


@pytest.fixture
def check_page() -> Callable[[Page], None]:
    """Fail where axe finds anything, or where the page is wider than the screen.

    The page is looked at as wide as a phone and as a desk, light and dark.
    """
    return look_closely


def look_closely(page: Page) -> None:
    """Run axe at both widths in both themes; leave the page as it was.

    A press of a button may begin to leave the page only after it returns; what axe was looking
    at is gone then, and the page that came is looked at instead.
    """
    for _ in range(DEPARTURES):
        page.wait_for_load_state()
        seen = page.evaluate(DOCUMENT)
        try:
            found = _looked_at(page)
        except Error:
            page.wait_for_timeout(MOMENT)  # the page that comes may be on its way only
            page.wait_for_load_state()
            if page.evaluate(DOCUMENT) == seen:
                raise
        else:
            if page.evaluate(DOCUMENT) == seen:
                assert found == [], page.url
                return
    pytest.fail(f"the page did not come to rest: {page.url}")


def _looked_at(page: Page) -> list[str]:
    """Return what is wrong with the page at both widths in both themes."""
    before = page.viewport_size
    found: list[str] = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            found += [f"{width}, {scheme}: {fault}" for fault in _faults(page, scheme)]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if before:
        page.set_viewport_size(before)
    return found


def _faults(page: Page, scheme: str) -> Iterator[str]:
    """Yield what is wrong; in the dark only the colours are looked at, nothing else differs."""
    only = ["color-contrast", "link-in-text-block"] if scheme == "dark" else None
    options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        yield f"{violation['id']}: {violation['help']}: {nodes}"
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wider > 0:
        yield f"the page is {wider} px wider than the screen"


def _note(message: Any, complaints: list[str]) -> None:
    expected = "Failed to load resource"  # an answer of 403 or 404 that a test asked for
    if message.type == "error" and expected not in message.text:
        complaints.append(f"{message.page.url if message.page else ''} {message.text}")


def _take_pictures(name: str, contexts: list[BrowserContext]) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        safe = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)
        page.screenshot(path=PICTURES / f"{safe}-{number}.png", full_page=True)


def _chromium() -> Any:
    spec = importlib.util.spec_from_file_location("chromium", ROOT / "tools" / "chromium.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
