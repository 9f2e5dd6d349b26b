"""Families whom a meeting of neighbours objected to, among those that a plan would give a place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tanggap.applications.queries import candidates
from tanggap.applications.queries.candidates import Listed
from tanggap.decisions.models import Plan, PlanRow
from tanggap.verification.queries import meetings

SOME = 900


@dataclass(frozen=True, slots=True)
class Objected:
    """A row of a plan, its application, and why the newest closed meeting objected."""

    row: Any
    application: Listed | None
    reason: str


def of_plan(plan: Plan) -> list[Objected]:
    """Return the rows with a place, or that may come up to one, that were objected to; in order."""
    wanting = plan.rows.exclude(outcome=PlanRow.Outcome.OUT).order_by("position")
    rows = {row.application_id: row for row in wanting}
    said = among(rows)
    known = candidates.listed(list(said))
    return [
        Objected(row, known.get(number), said[number])
        for number, row in rows.items()
        if number in said
    ]


def among(application_ids: Collection[int]) -> dict[int, str]:
    """Return why meetings objected, by application."""
    numbers, found = sorted(application_ids), {}
    for start in range(0, len(numbers), SOME):
        found.update(meetings.objections(numbers[start : start + SOME]))
    return found
