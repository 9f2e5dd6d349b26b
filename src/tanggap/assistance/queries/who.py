"""Who recipients are, as the ledger needs to know: asked of `people`, in one place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Exists, OuterRef

from tanggap.assistance.domain.batches import batches
from tanggap.assistance.models import Award
from tanggap.assistance.types import Standing

LEDGER: Final = "the ledger keeps places for every region alike"
FIRM: Final = 0.95
"""From this probability a row belongs to a known person firmly enough to prove who it is."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may receive aid; identified where a usable NIK was read."""

    standing: Standing
    region_code: str
    is_identified: bool


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A current row of a committed list, and whose it is; matched where other rows are too."""

    record: int
    person: int
    region_code: str
    is_matched: bool
    has_award: bool


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row of a staged list, and whose it would be; people who would be new have numbers < 0."""

    record: int
    standing: Standing
    readable: bool
    has_number: bool
    firmly_matched: bool
    doubtful: bool


class NobodyThere(Exception):
    """No person has this number."""


def recipient(person_id: int) -> Recipient:
    """Return one person. Raises NobodyThere."""
    found = recipients({person_id})
    if person_id not in found:
        raise NobodyThere
    return found[person_id]


def recipients(person_ids: Collection[int]) -> dict[int, Recipient]:
    """Return people by number."""
    found: dict[int, Recipient] = {}
    person = _model("Person").objects
    for some in batches(sorted(person_ids)):
        families = _memberships("FamilyMembership", "family_id", some)
        households = _memberships("HouseholdMembership", "household_id", some)
        query = person.unscoped(reason=LEDGER).filter(pk__in=some)
        for number, region, index in query.values_list("pk", "region_code", "nik_index"):
            standing = Standing(number, families.get(number), households.get(number))
            found[number] = Recipient(standing, region, index is not None)
    return found


def standings(person_ids: Collection[int]) -> dict[int, Standing]:
    """Return where people stand now."""
    return {number: one.standing for number, one in recipients(person_ids).items()}


def persons_of_records(record_ids: Collection[int]) -> dict[int, int]:
    """Return the person that each row of a list belongs to now."""
    found: dict[int, int] = {}
    for some in batches(sorted(record_ids)):
        query = _model("Link").objects.filter(record__in=some, superseded_at__isnull=True)
        found |= dict(query.values_list("record_id", "person_id"))
    return found


def list_of(list_id: int) -> Any:
    """Return an imported list."""
    return _model("RecipientList").objects.unscoped(reason=LEDGER).get(pk=list_id)


def records_of_list(list_id: int) -> list[LinkedRow]:
    """Return the current rows of a linked list, in their order."""
    award = Award.objects.unscoped(reason=LEDGER).filter(record=OuterRef("record"))
    query = (
        _model("Link")
        .objects.filter(record__list=list_id, record__state="current", superseded_at__isnull=True)
        .annotate(has_award=Exists(award.exclude(status=Award.Status.WITHDRAWN)))
        .order_by("record_id")
    )
    fields = ("record_id", "person_id", "record__region_code", "probability", "has_award")
    return [
        LinkedRow(record, person, region, (probability or 0) >= FIRM, has_award)
        for record, person, region, probability, has_award in query.values_list(*fields)
    ]


def replaced_records(list_id: int) -> list[int]:
    """Return the rows that the rows of a corrected list took the place of."""
    query = _model("SourceRecord").objects.unscoped(reason=LEDGER)
    return list(query.filter(replaced_by__list=list_id).values_list("pk", flat=True))


def staged_rows(list_id: int) -> list[StagedRow]:
    """Return the rows of a staged list as the matching would understand them."""
    from tanggap.people.services import matching  # noqa: PLC0415

    return [
        StagedRow(
            record=one.record_id,
            standing=Standing(
                one.person_id if one.person_id is not None else -1 - one.group,
                one.family_id,
                one.household_id if one.household_id is not None else -1 - one.household_group,
            ),
            readable=True,
            has_number=one.has_number,
            firmly_matched=one.person_id is not None and one.probability >= FIRM,
            doubtful=one.doubtful,
        )
        for one in matching.preview(list_id)
    ]


def _memberships(model: str, field: str, person_ids: list[int]) -> dict[int, int]:
    query = _model(model).objects.filter(person__in=person_ids, superseded_at__isnull=True)
    return dict(query.values_list("person_id", field))


def _model(name: str) -> Any:
    return apps.get_model("people", name)
