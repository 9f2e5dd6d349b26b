"""Every command, option, code, status and setting is documented, and nothing that is not there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from tools.make_codes import page

from tanggap.cli.starting import app
from tanggap.overlap import rules_of_2020
from tanggap.reconcile import STATUSES

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
EVERYWHERE = {"--help", "--debug"}


def section(text: str, command: str) -> str:
    """Return the part of the reference about one command."""
    return text.split(f"## `tanggap {command}")[1].split("\n## ", maxsplit=1)[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented_and_no_other(command: str, root: Path) -> None:
    told = section((root / "docs/cli.md").read_text("utf-8"), command)
    options = {name for one in COMMANDS[command].params for name in one.opts if name[:2] == "--"}
    table = re.findall(r"^\| `(--[a-z-]+)`", told, re.MULTILINE)
    assert set(table) == options - EVERYWHERE


@pytest.mark.parametrize("front", ["README.md", "README.id.md"])
def test_the_front_page_shows_every_command(front: str, root: Path) -> None:
    text = (root / front).read_text("utf-8")
    assert set(COMMANDS) <= set(re.findall(r"^tanggap ([a-z]+)", text, re.MULTILINE))


def test_common_options_are_documented(root: Path) -> None:
    opening = (root / "docs/cli.md").read_text("utf-8").partition("\n## ")[0]
    assert all(f"`{name}`" in opening for name in (*EVERYWHERE, "tanggap --version"))


def test_exit_codes_are_documented(root: Path) -> None:
    opening = (root / "docs/cli.md").read_text("utf-8").partition("\n## ")[0]
    assert re.findall(r"\*\*(\d+)\*\*", opening) == ["0", "1", "2", "70", "130"]


def test_the_page_of_codes_is_what_the_catalogues_say(root: Path) -> None:
    written = (root / "docs/codes.md").read_text("utf-8")
    assert written == page(), "run tools/make_codes.py"


def test_officers_find_every_status_and_the_order_of_the_doors(root: Path) -> None:
    guide = (root / "docs/guide-petugas/laporan.md").read_text("utf-8")
    for status in STATUSES.values():
        assert f"| **{status.label.id}** |" in guide
    doors = [p.door for p in rules_of_2020().programmes.values() if p.is_aid]
    assert doors == sorted(doors)


READERS = {"os.environ.get", "os.getenv", "os.environ.setdefault"} | {
    f"{module}{kind}" for module in ("", "env.") for kind in ("text", "flag", "number", "words")
}


def variables_read(tree: ast.AST) -> Iterator[str]:
    """Yield the names of environment variables that a module reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called, first = ast.unparse(node.func), node.args[0]
            if called in READERS and isinstance(first, ast.Constant):
                yield str(first.value)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            yield str(ast.literal_eval(node.slice))


def test_every_environment_variable_is_documented_and_no_other(root: Path) -> None:
    files = [*root.glob("src/**/*.py"), *root.glob("tools/*.py")]
    read = {name for file in files for name in variables_read(ast.parse(file.read_text("utf-8")))}
    text = (root / "docs/settings.md").read_text("utf-8")
    told = {name for row in re.findall(r"^\| (`[A-Z].*?) \|", text, re.MULTILINE)
            for name in re.findall(r"`([A-Z_]+)`", row)}  # fmt: skip
    assert told == read
