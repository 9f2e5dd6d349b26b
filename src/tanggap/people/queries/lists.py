"""Imported lists: where they stand, what was understood of them, their rows."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.core.models import JobRun
from tanggap.intake.problems import codes_of
from tanggap.people import vault
from tanggap.people.domain import reupload
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.queries import reuploads
from tanggap.people.queries.showing import masked_numbers
from tanggap.people.rows import numbers_of
from tanggap.people.types import ListDifference, ListState, RecordView

MOST_SHOWN = 200


def of(actor: Actor) -> Any:
    """Return the lists that the actor may see, the newest first (a query)."""
    return (
        RecipientList.objects.visible_to(actor)
        .select_related("uploaded_by", "corrects")
        .order_by("-uploaded_at", "-pk")
    )


def one(actor: Actor, list_id: int) -> RecipientList:
    """Return one list; raises RecipientList.DoesNotExist where the actor may not see it."""
    found: RecipientList = of(actor).get(pk=list_id)
    return found


def committed_like(actor: Actor, found: RecipientList) -> list[RecipientList]:
    """Return committed lists of the same source, which a file may correct."""
    like = of(actor).filter(
        state=ListState.COMMITTED, source=found.source, programme_code=found.programme_code
    )
    return list(like.exclude(pk=found.pk)[:10])


def job_of(list_id: int) -> JobRun | None:
    """Return the newest job of a list."""
    jobs = JobRun.objects.filter(arguments__list_id=list_id, kind__startswith="tanggap.people.")
    return jobs.order_by("-pk").first()


def rows(actor: Actor, list_id: int, record_ids: list[int] | None = None) -> list[RecordView]:
    """Return rows of a list as people see them, numbers masked; at most `MOST_SHOWN`."""
    query = SourceRecord.objects.visible_to(actor).filter(list_id=list_id).select_related("list")
    if record_ids is not None:
        query = query.filter(pk__in=record_ids)
    return [_view(row) for row in query.order_by("pk")[:MOST_SHOWN]]


def difference(actor: Actor, found: RecipientList) -> ListDifference:
    """Return what a corrected file changes, numbers masked."""
    access.require(actor, Permission.LIST_VIEW, region_code=found.region_code)
    pairing = reuploads.pairing(found)
    everybody = SourceRecord.objects.unscoped(reason="rows of a list that the actor may see")
    changed: list[tuple[int, dict[str, tuple[str, str]]]] = []
    same = 0
    for some in batches(pairing.same.items()):
        news = everybody.in_bulk([new for new, _ in some])
        olds = everybody.in_bulk([old for _, old in some])
        for new, old in some:
            differs = _differences(olds[old], news[new])
            same += not differs
            if differs and len(changed) < MOST_SHOWN:
                changed.append((news[new].row, differs))
    return ListDifference(tuple(changed), len(pairing.added), same, pairing.missing)


@transaction.atomic
def original(actor: Actor, list_id: int) -> tuple[RecipientList, Iterator[bytes]]:
    """Return a list and the content of its file as it came, on the record. Raises Forbidden."""
    found = one(actor, list_id)
    access.require(actor, Permission.LIST_IMPORT, region_code=found.region_code)
    record(
        "people.list.downloaded",
        by=actor,
        at=clock.now(),
        subject=f"list:{found.pk}",
        region_code=found.region_code,
    )
    return found, vault.content(found.sha256)


def _differences(old: SourceRecord, new: SourceRecord) -> dict[str, tuple[str, str]]:
    changed = reupload.differences(old.cells, new.cells)
    hidden = masked_numbers(old.sealed), masked_numbers(new.sealed)
    for name in reupload.differences(numbers_of(old.sealed), numbers_of(new.sealed)):
        changed[name] = (hidden[0].get(name, ""), hidden[1].get(name, ""))
    return changed


def _view(row: SourceRecord) -> RecordView:
    return RecordView(
        record_id=row.pk,
        list_id=row.list_id,
        list_name=row.list.file_name,
        programme=row.list.programme_code,
        sheet=row.sheet,
        row=row.row,
        cells={**masked_numbers(row.sealed), **row.cells},
        probability=None,
        linked_by="",
        linked_at=None,
        problems=tuple(codes_of(row.quality)),
    )
