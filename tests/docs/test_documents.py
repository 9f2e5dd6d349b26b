"""The documents lead somewhere, hold what they promise, and give nobody away."""

import re
from pathlib import Path

import pytest

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
MADE = re.compile(r"\bmake ((?:[a-z]+ )*[a-z]+)\b")
PACKAGES = ("cli", "reconcile", "intake", "linkage", "overlap", "simulate")
DECISIONS = [*Path(__file__).parents[2].glob("docs/adr/0*.md")]
LARGEST_PICTURE = 300_000


def test_every_link_leads_to_a_file(document: Path) -> None:
    links = [one or other for one, other in LINK.findall(document.read_text("utf-8"))]
    files = [link.partition("#")[0] for link in links if not link.startswith("https://")]
    missing = [file for file in files if file and not (document.parent / file).exists()]
    assert missing == []


def test_code_spoken_of_is_there(root: Path) -> None:
    """Paths in the table of where a rule lives, relative to the package."""
    text = (root / "docs/architecture.md").read_text("utf-8")
    table = text.split("## Where a rule lives")[1].split("\n## ")[0]
    for row in table.splitlines()[4:]:
        if not row.startswith("|"):
            continue
        folder = Path()
        for name in re.findall(r"`([^`]+)`", row.split("|")[2]):
            folder = Path(name).parent if "/" in name else folder
            assert (root / "src/tanggap" / folder / Path(name).name).exists(), name


def test_what_holds_the_web_application_together_is_there(root: Path) -> None:
    text = (root / "docs/architecture.md").read_text("utf-8")
    table = text.split("| what must hold |")[1].split("\n## ")[0]
    named = re.findall(r"`([\w/]+\.py)`", table)
    assert len(named) > 8
    assert [name for name in named if not (root / "src/tanggap" / name).exists()] == []


def test_what_can_be_made_is_in_the_makefile(document: Path, root: Path) -> None:
    targets = set(TARGET.findall((root / "Makefile").read_text("utf-8")))
    code = re.findall(r"`(make [^`]+)`|^(make .+)$", document.read_text("utf-8"), re.MULTILINE)
    spoken = [MADE.match(one or other) for one, other in code]
    named = {name for found in spoken if found for name in found[1].split()}
    assert named <= targets


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_belongs_in_it(package: str, root: Path) -> None:
    text = (root / "src/tanggap" / package / "README.md").read_text("utf-8")
    assert len(text.splitlines()) == 5
    assert all(word in text for word in ("**Here**", "**Not here**", "**Rule**"))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts_and_stands_in_the_index(decision: Path) -> None:
    headings = re.findall(r"^## (.+)$", decision.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert f"({decision.name})" in (decision.parent / "README.md").read_text("utf-8")


def test_pictures_are_small_and_shown(root: Path) -> None:
    shown = " ".join(path.read_text("utf-8") for path in root.glob("docs/**/*.md"))
    shown += (root / "README.md").read_text("utf-8")
    for picture in (root / "docs/pictures").glob("*.png"):
        assert picture.stat().st_size < LARGEST_PICTURE, picture.name
        assert picture.name in shown, picture.name


FORBIDDEN = {
    "a number like a NIK": r"(?<!\d)\d{16}(?!\d)",
    "a path of a machine": r"(?<![\w.])/(?:work|home|root|Users|tmp)/|[A-Z]:\\",
    "the address of a registry": r"(?i)pypi\.org|pythonhosted|/simple/|index-url\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_document_holds(document: Path, what: str) -> None:
    assert re.findall(FORBIDDEN[what], document.read_text("utf-8")) == []


def test_lock_files_name_no_address(root: Path) -> None:
    locks = [*root.glob("requirements/*.lock")]
    assert len(locks) == 3
    for lock in locks:
        assert not re.search(r"https?://|--(?:extra-)?index-url", lock.read_text("utf-8")), lock
