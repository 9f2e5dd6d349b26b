"""The rows of a list as a table, for those who may take it with them; on the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.intake.problems import codes_of
from tanggap.language import Sentence
from tanggap.linkage.schema import RAW_FIELDS
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.queries import lists
from tanggap.people.queries.fields import LABELS
from tanggap.people.queries.showing import masked_numbers
from tanggap.people.rows import numbers_of

SHEET: Final = Sentence("Lembar", "Sheet")
ROW: Final = Sentence("Baris", "Row")
PROBLEMS: Final = Sentence("Masalah", "Problems")
AT_ONCE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and rows of text that are read while they are written."""

    of: RecipientList
    headings: tuple[Sentence, ...]
    rows: Iterator[list[str]]


@transaction.atomic
def table_of(actor: Actor, list_id: int, *, full: bool = False, reason: str = "") -> Table:
    """Return the rows of a list; NIK, KK and phone are masked unless `full`.

    Raises Forbidden without the permission for it in the list's region, RecipientList.DoesNotExist.
    """
    found = lists.one(actor, list_id)
    wanted = Permission.EXPORT_FULL if full else Permission.EXPORT_MASKED
    access.require(actor, wanted, region_code=found.region_code)
    record(
        "people.list.exported",
        by=actor,
        at=clock.now(),
        subject=f"list:{found.pk}",
        region_code=found.region_code,
        reason=reason,
        facts={"full": full, "rows": found.rows},
    )
    fields = _fields(found)
    headings = (SHEET, ROW, *(LABELS[name] for name in fields), PROBLEMS)
    return Table(found, headings, _rows(found, fields, full=full))


def _fields(found: RecipientList) -> list[str]:
    """Return the fields that any column of the list was read as, in the usual order."""
    sheets = found.understood.get("sheets", ())
    read = {column["field"] for sheet in sheets for column in sheet["columns"]}
    if "name_and_national_id" in read:
        read |= {"name", "national_id"}
    return [name for name in RAW_FIELDS if name in read]


def _rows(found: RecipientList, fields: list[str], *, full: bool) -> Iterator[list[str]]:
    rows = SourceRecord.objects.unscoped(reason="rows of a list that the actor may take along")
    query = rows.filter(list=found).order_by("pk")
    values = query.values_list("sheet", "row", "cells", "sealed", "quality")
    for sheet, row, cells, sealed, quality in values.iterator(chunk_size=AT_ONCE):
        known = cells | (numbers_of(sealed) if full else masked_numbers(sealed))
        said = [known.get(name, "") for name in fields]
        yield [sheet, str(row), *said, " ".join(codes_of(quality))]
