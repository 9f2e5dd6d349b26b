"""What the journeys of visits share: a city, officers, two families, photos and pictures."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.personas import make_officer
from tests.verification.conftest import ask, plan

from tanggap.applications.services import openings
from tanggap.assistance.services import seed
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services as regions

PICTURES = os.environ.get("TANGGAP_PICTURES")
CITY = "3271"


def picture(page: Page, name: str) -> None:
    """Keep a picture at both widths where somebody wants to look at it."""
    if PICTURES is None:
        return
    before = page.viewport_size
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(before)


def photo() -> dict[str, Any]:
    """Return a photo as large as a phone takes it."""
    out = BytesIO()
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(out, "JPEG", quality=92)
    return {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.fixture
def data_folder(tmp_path: Path, settings: Any) -> None:
    settings.TANGGAP_DATA = tmp_path


@pytest.fixture
def programmes(transactional_db: None, data_folder: None) -> None:
    regions.load(CITY, by=Actor.system("tes"), at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())
    openings.seed(at=clock.now(), open_too=True)


@pytest.fixture
def clerk(programmes: None) -> Any:
    return make_officer("desk_officer")


@pytest.fixture
def lilis(programmes: None) -> Any:
    return make_officer("verifier")


@pytest.fixture
def visits(clerk: Any, lilis: Any) -> list[Any]:
    """Two families that Lilis is to visit."""
    by, officer = Actor.of(clerk), Actor.of(lilis)
    numbers = [ask(head_name="Rukmini Contoh"), ask(head_name="Ujang Contoh", rw="004")]
    return [plan(number, officer, by, days=days) for days, number in enumerate(numbers, start=-1)]
