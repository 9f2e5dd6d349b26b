"""Families with a place whom the registry does not know: handed to those who keep it."""

import csv
import io
from datetime import datetime
from typing import Final

from tanggap.applications.queries import candidates
from tanggap.core.actor import Actor
from tanggap.decisions.models import Plan, PlanRow
from tanggap.people.services import lists

PROGRAMME: Final = "PENGAJUAN"
CLERK: Final = Actor.system("Penetapan")


def hand_over(plan: Plan, *, at: datetime) -> int:
    """Put the families that a plan holds for the registry into a list of its own, to be imported.

    A data officer looks at it and commits it like any other list; once its rows have their
    people, the awards follow by themselves. The same families again change nothing. Returns how
    many are on the list.
    """
    held = plan.rows.filter(state=PlanRow.State.HELD, held_for=PlanRow.Held.PERSON)
    rows = candidates.for_the_registry(list(held.values_list("application_id", flat=True)))
    if not rows:
        return 0
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    lists.receive(
        [text.getvalue().encode("utf-8-sig")],
        file_name=f"Keluarga baru dari penetapan {plan.pk}, belum ada di registri.csv",
        programme_code=PROGRAMME,
        region_code=plan.region_code,
        by=CLERK,
        at=at,
    )
    return len(rows)
