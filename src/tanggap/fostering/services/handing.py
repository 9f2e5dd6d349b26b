"""Families whom the registry does not know yet: handed to those who keep it."""

import csv
import io
from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.queries import candidates
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.people.services import lists

PROGRAMME: Final = "PENGAJUAN"
CLERK: Final = Actor.system("Keluarga asuh")


@transaction.atomic
def hand_over(
    application_ids: Collection[int], *, region_code: str, by: Actor, at: datetime
) -> int:
    """Put families into a list of their own, to be imported; return how many are on it.

    A data officer commits it like any other list; then the registry knows them and they can enter.
    The same families again change nothing. Raises Forbidden.
    """
    require(by, Permission.FOSTER_ENTER, region_code=region_code)
    rows = candidates.for_the_registry(application_ids)
    if not rows:
        return 0
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    lists.receive(
        [text.getvalue().encode("utf-8-sig")],
        file_name=f"Keluarga asuh {at:%Y-%m-%d}, belum di registri.csv",
        programme_code=PROGRAMME, region_code=region_code, by=CLERK, at=at,
    )  # fmt: skip
    audit.record(
        "fostering.family.registered", by=by, at=at, region_code=region_code,
        facts={"families": len(rows)},
    )  # fmt: skip
    return len(rows)
