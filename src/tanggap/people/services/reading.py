"""Reading a received file into staged rows, in the background.

A killed reader is simply started again: until the last step the list is not staged, and what an
earlier reader left is removed first. Of two readers the later one wins (`reader` is compared and
swapped with every batch), so no row is ever written twice.
"""

import secrets
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import transaction

from tanggap import intake
from tanggap.audit.services import record
from tanggap.core import bulk, clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.batches import batches
from tanggap.people import vault
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.queries import reuploads
from tanggap.people.rows import staged_records
from tanggap.people.services import mappings
from tanggap.people.types import ListState

READER = Actor.system("pembaca daftar")
Progress = Callable[[int, int], None]


class Overtaken(Exception):
    """Another reader has taken the list over, or it was discarded meanwhile."""


@jobs.job
def read_list(run_id: int, *, list_id: int) -> None:
    """Read one received list; done already: nothing happens."""

    def tell(done: int, total: int) -> None:
        jobs.report(run_id, done=done, total=total)

    try:
        read(list_id, progress=tell)
    except Overtaken:
        return


def read(list_id: int, *, progress: Progress) -> None:
    """Read a received list and stage its rows, or say why it cannot be read. Raises Overtaken."""
    token = secrets.token_hex(8)
    if not _lists(list_id).filter(state=ListState.RECEIVED).update(reader=token):
        return
    chosen = _lists(list_id).get()
    _clear(list_id)
    try:
        with vault.opened(chosen.sha256, chosen.file_name) as path:
            found = _read_file(chosen, path)
    except intake.UnreadableList as failure:
        _finish(chosen, token, ListState.UNREADABLE, message=failure.sentence._asdict())
        return
    except FileNotFoundError:
        raise Overtaken from None
    _stage(chosen, token, found, progress)
    _finish(
        chosen,
        token,
        ListState.STAGED,
        rows=found.table.height,
        message={},
        mapping=intake.Mapping.of_lists([found]).to_toml(),
        understood=understood(found) | _continues(chosen),
    )


def _read_file(chosen: RecipientList, path: Any) -> intake.ListRead:
    given = mappings.for_file(chosen.mapping, path.name)
    found = intake.read_list(path, programme=chosen.programme_code, mapping=given)
    earlier = None if given else mappings.remembered(chosen, found)
    if earlier is None:
        return found
    return intake.read_list(path, programme=chosen.programme_code, mapping=earlier)


def _stage(chosen: RecipientList, token: str, found: intake.ListRead, progress: Progress) -> None:
    total, done = found.table.height, 0
    progress(0, total)
    records = staged_records(chosen, found.table)
    for batch in batches(records):
        with transaction.atomic():
            done += len(batch)
            _keep_hold(chosen.pk, token, rows=done)
            bulk.insert(batch)
        progress(done, total)


def _continues(chosen: RecipientList) -> dict[str, Any]:
    """Return which list the file seems to correct, for the officer to say; nothing is done yet."""
    likely = None if chosen.corrects_id else reuploads.likely_corrected(chosen)
    return {"continues": {"list": likely[0], "share": round(likely[1], 3)}} if likely else {}


def _keep_hold(list_id: int, token: str, **values: Any) -> None:
    held = _lists(list_id).filter(state=ListState.RECEIVED, reader=token)
    if not held.update(**values):
        raise Overtaken


def _finish(chosen: RecipientList, token: str, state: ListState, **values: Any) -> None:
    with transaction.atomic():
        _keep_hold(chosen.pk, token, state=state, reader="", **values)
        record(
            "people.list.read",
            by=READER,
            at=clock.now(),
            subject=f"list:{chosen.pk}",
            region_code=chosen.region_code,
            facts={"state": str(state), "rows": values.get("rows", 0)},
        )


def _clear(list_id: int) -> None:
    """Remove what a killed reader left behind."""
    left = SourceRecord.objects.unscoped(reason="rows of a list that is being read")
    for some in batches(list(left.filter(list_id=list_id).values_list("pk", flat=True))):
        left.filter(pk__in=some).delete()


def _lists(list_id: int):  # type: ignore[no-untyped-def]
    return RecipientList.objects.unscoped(reason="the list that this job was started for").filter(
        pk=list_id
    )


def understood(found: intake.ListRead) -> dict[str, Any]:
    """Return what was made of a file, as JSON: sheets, columns with masked examples, problems."""
    return {
        "kind": found.kind,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "read": sheet.read,
                "header_rows": list(sheet.header_rows),
                "data_rows": sheet.data_rows,
                "left_out": sheet.left_out_counts(),
                "place": dict(sheet.place),
                "columns": [
                    {
                        "letter": column.letter,
                        "header": column.header,
                        "field": column.field or "",
                        "why": column.why,
                        "examples": list(column.examples),
                        "filled": column.filled,
                    }
                    for column in sheet.columns
                ],
            }
            for sheet in found.sheets
        ],
        "problems": [
            {
                "code": one.code,
                "id": one.sentence.id,
                "en": one.sentence.en,
                "sheet": one.sheet,
                "row": one.row,
                "severity": one.severity,
            }
            for one in islice(found.all_problems(), 200)
        ],
    }
