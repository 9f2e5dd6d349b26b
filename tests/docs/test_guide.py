"""The officers' guide says what the screens say, and leads through every page."""

import re
from pathlib import Path

import allauth
import pytest
from tools import catalogues

from tanggap.assistance.domain.row_states import LABELS
from tanggap.config.demo import OFFICERS, PASSWORD

GUIDE = Path(__file__).parents[2] / "docs" / "guide-petugas"
JOBS = [page for page in sorted(GUIDE.glob("*.md")) if page.name not in {"README.md", "laporan.md"}]


@pytest.fixture(scope="module")
def said() -> str:
    """Everything that the screens say in Indonesian, one text a line."""
    texts = {one.text for app in catalogues.apps() for one in catalogues.collect(app)}
    sources = [file.read_text("utf-8") for file in catalogues.APPS.rglob("*.py")]
    written = {text for source in sources for text in re.findall(r'"([^"\n]+)"', source)}
    libraries = Path(str(allauth.__file__)).parent / "locale/id/LC_MESSAGES/django.po"
    theirs = {text for told in catalogues.read(libraries).values() for text in told}
    return "\n" + "\n".join(texts | written | theirs)


@pytest.mark.parametrize("page", JOBS, ids=lambda page: page.stem)
def test_what_is_bold_is_what_a_screen_says(page: Path, said: str) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"))
    assert [words for words in bold if f"\n{words}" not in said] == []


@pytest.mark.parametrize("page", JOBS, ids=lambda page: page.stem)
def test_every_job_is_on_the_first_page_and_leads_on(page: Path) -> None:
    assert f"({page.name})" in (GUIDE / "README.md").read_text("utf-8")
    assert "Berikutnya:" in page.read_text("utf-8") or page == GUIDE / "jika-ada-masalah.md"


def test_every_answer_of_a_verdict_is_explained() -> None:
    told = (GUIDE / "impor-daftar.md").read_text("utf-8")
    assert [label.id for label in LABELS.values() if f"| **{label.id}** |" not in told] == []


def test_every_account_of_the_demo_is_named() -> None:
    told = (GUIDE / "README.md").read_text("utf-8")
    assert [name for name, *_ in OFFICERS if f"`{name}`" not in told] == []
    assert PASSWORD in told


def test_every_picture_is_shown_and_small() -> None:
    shown = "".join(page.read_text("utf-8") for page in GUIDE.glob("*.md"))
    for picture in GUIDE.glob("gambar/*.png"):
        assert f"(gambar/{picture.name})" in shown, picture.name
        assert picture.stat().st_size < 300_000, picture.name


CITIZENS = sorted((GUIDE.parent / "guide-warga").glob("*.md"))


@pytest.mark.parametrize("page", CITIZENS, ids=lambda page: page.stem)
def test_the_citizens_guide_says_what_the_screens_say(page: Path, said: str) -> None:
    bold = re.findall(r"\*\*(.+?)\*\*", page.read_text("utf-8"))
    own = {"Waspada.", "Sanggah", "Adukan"}  # of the guide itself
    assert [words for words in bold if f"\n{words}" not in said and words not in own] == []
