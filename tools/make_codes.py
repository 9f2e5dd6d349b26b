"""Writes docs/codes.md from the catalogues in the code.

.venv/bin/python tools/make_codes.py
"""

from collections.abc import Iterator
from pathlib import Path

from tanggap.intake import CATALOGUE, Problem
from tanggap.overlap import rules_of_2020
from tanggap.reconcile import STATUSES

PAGE = Path("docs/codes.md")
SEVERITIES = {"error": "error", "warning": "warning", "info": "information"}
OPENING = """\
# Codes

Every code that stands in a table of the result. This page is written by `tools/make_codes.py` from
the catalogues in the code; a test fails where it is out of date. Words in braces are filled in.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([OPENING, *_statuses(), *_problems(), *_programmes(), *_rules()])


def _statuses() -> Iterator[str]:
    yield "## Status of a row (`records.csv`, column `status`)\n"
    yield "| code | Indonesia | English |\n|---|---|---|"
    for one in STATUSES.values():
        yield _line(
            f"`{one.code}`",
            f"**{one.label.id}**: {one.meaning.id}",
            f"**{one.label.en}**: {one.meaning.en}",
        )
    yield "\nA row gets the first that fits of: register, overlap, served, review, unknown,"
    yield "clear.\n"


def _problems() -> Iterator[str]:
    yield "## Problems (`problems.csv`, and `records.csv`, column `problems`)\n"
    yield "| code | severity | field | Indonesia | English |\n|---|---|---|---|---|"
    for one in CATALOGUE.values():
        yield _problem(one)
    yield (
        "\nAn *error* makes a value useless until somebody corrects it, a *warning* asks for a "
        "look, *information* needs nothing. None of them drops a row.\n"
    )


def _problem(one: Problem) -> str:
    field = f"`{one.column}`" if one.column else ""
    severity = SEVERITIES[one.severity]
    return _line(f"`{one.code}`", severity, field, one.sentence.id, one.sentence.en)


def _programmes() -> Iterator[str]:
    yield "## Programmes built in\n"
    yield "| code | Indonesia | English | kind | unit |\n|---|---|---|---|---|"
    for one in rules_of_2020().programmes.values():
        yield _line(f"`{one.code}`", one.name.id, one.name.en, one.kind, one.unit)
    yield "\nA list that fits none becomes a programme of its own, called after its file.\n"
    yield from _components()


def _components() -> Iterator[str]:
    yield _line("Component", "Indonesian", "English")
    yield _line("---", "---", "---")
    for programme in rules_of_2020().programmes.values():
        for one in programme.components:
            yield _line(f"`{programme.code}/{one.code}`", one.name.id, one.name.en)
    yield "\nA rule may name a component; where it is not known of somebody, the rule only warns.\n"


def _rules() -> Iterator[str]:
    yield "## Rules built in (`overlaps.csv`, column `rule`)\n"
    yield "| code | action | level | Indonesia | English | legal basis |\n|---|---|---|---|---|---|"
    book = rules_of_2020()
    for rule in book.rules:
        told = (rule.reason.id, rule.reason.en, rule.basis)
        yield _line(f"`{rule.code}`", rule.action, rule.level, *told)
    if book.twice:
        told = (book.twice.reason.id, book.twice.reason.en, book.twice.basis)
        yield _line("`DUA-KALI`", book.twice.action, "of the programme", *told)
    yield (
        "\n`block`: hold the second programme. `warn`: check before paying. A tie that is wider "
        "than the rule's level, such as two family cards in one household, only warns.\n"
    )


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
