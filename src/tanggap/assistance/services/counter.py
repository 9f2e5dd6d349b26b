"""The question at the counter: may this person get this aid? Asked on the record."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import who
from tanggap.assistance.services import ledger
from tanggap.assistance.types import Verdict
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.overlap import Components
from tanggap.people.queries import people


class NobodyThere(Exception):
    """No person of this code is where the officer may look."""


@transaction.atomic
def ask(
    *,
    code: str,
    programme: str,
    months: Collection[str],
    by: Actor,
    at: datetime,
    components: Components = None,
) -> Verdict:
    """Answer whether the person of a code may get a programme's aid for months.

    Changes nothing but the audit log, which keeps who asked about whom and what the answer was.
    Raises NobodyThere, Forbidden.
    """
    number = person_of(code=code, by=by)
    region_code = who.recipient(number).region_code
    require(by, Permission.AWARD_CHECK, region_code=region_code)
    verdict = ledger.check(
        person_id=number, programme=programme, months=months, components=components
    )
    audit.record(
        "assistance.check.asked",
        by=by,
        at=at,
        subject=f"person:{number}",
        region_code=region_code,
        facts={"programme": programme, "months": sorted(months), "answer": verdict.answer},
    )
    return verdict


def person_of(*, code: str, by: Actor) -> int:
    """Return the number of the person of a code. Raises NobodyThere."""
    found = people.ids_of_codes(by, [code])
    if code not in found:
        raise NobodyThere
    return found[code]
