"""The documents of the repository, as they are read by the tests of them."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root() -> Path:
    return ROOT


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `document` every Markdown file in turn."""
    if "document" in metafunc.fixturenames:
        found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")]
        names = [path.relative_to(ROOT).as_posix() for path in found]
        metafunc.parametrize("document", sorted(found), ids=sorted(names))
