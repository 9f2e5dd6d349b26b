"""Applications that may be decided, as lean as twenty thousand of them need to be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from tanggap.applications import sealing
from tanggap.applications.domain import criteria
from tanggap.applications.domain.codes import spelled
from tanggap.applications.models import Application, CriteriaSet
from tanggap.applications.types import DeskAnswer, Status
from tanggap.core.masking import mask_nik
from tanggap.language import Sentence
from tanggap.regions.queries import subtree_range

CALLER: Final = "the caller's plan says who may see it"
PART: Final = 900


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One application that waits for a decision; `asked_on` is the day in Jakarta.

    `answers` are the applicant's, by criterion, empty unless asked for.
    """

    id: int
    code: str
    region_code: str
    head_sex: str
    desk_answer: DeskAnswer
    status: Status
    score: int | None
    asked_on: date
    criteria: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WeighedCriterion:
    """A criterion, its weight, and what each answer earns of it in percent."""

    code: str
    text: Sentence
    weight: int
    shares: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listed:
    """An application as a decree or a plan's table names it: no number, no address but RT/RW."""

    id: int
    code: str
    head_name: str
    region_code: str
    rw: str
    rt: str
    status: Status
    person_id: int | None


def of(
    programme: str, region_code: str, statuses: Collection[Status], *, with_answers: bool = False
) -> list[CandidateRow]:
    """Return a programme's applications of a region in some statuses, by number."""
    low, high = subtree_range(region_code)
    query = Application.objects.unscoped(reason=CALLER).filter(
        programme__code=programme,
        region_code__gte=low,
        region_code__lt=high,
        status__in=[str(one) for one in statuses],
    )
    fields = ["pk", "code", "region_code", "head_sex", "desk_answer", "status", "score",
              "received_at", "criteria_id", *(["answers"] if with_answers else [])]  # fmt: skip
    days: dict[datetime, date] = {}
    return [
        CandidateRow(
            id=pk,
            code=code,
            region_code=region,
            head_sex=sex,
            desk_answer=desk,
            status=Status(status),
            score=score,
            asked_on=_day(received, days),
            criteria=version,
            answers=more[0] if more else {},
        )
        for pk, code, region, sex, desk, status, score, received, version, *more in (
            query.order_by("pk").values_list(*fields)
        )
    ]


def weighed(programme: str) -> dict[int, tuple[WeighedCriterion, ...]]:
    """Return the criteria of every version of a programme, the newest version last."""
    sets = CriteriaSet.objects.filter(programme__code=programme).order_by("version")
    return {one.pk: _weighed(one.content) for one in sets}


def threshold(programme: str) -> int:
    """Return the points from which the newest criteria hold a family for needy, 0 without any."""
    newest = CriteriaSet.objects.filter(programme__code=programme).order_by("-version").first()
    return criteria.read(newest.content).threshold if newest else 0


def listed(application_ids: Collection[int]) -> dict[int, Listed]:
    """Return applications by number, as tables name them."""
    found: dict[int, Listed] = {}
    for some in _parts(application_ids):
        query = Application.objects.unscoped(reason=CALLER).filter(pk__in=some)
        for row in query.values_list(
            "pk", "code", "head_name", "region_code", "rw", "rt", "status", "person_id"
        ):
            pk, code, name, region, rw, rt, status, person = row
            found[pk] = Listed(pk, spelled(code), name, region, rw, rt, Status(status), person)
    return found


def overlaps(application_ids: Collection[int]) -> dict[int, tuple[str, str, Sentence]]:
    """Return what forbids these applications by the desk check: programme, rule, reason."""
    found: dict[int, tuple[str, str, Sentence]] = {}
    for some in _parts(application_ids):
        query = Application.objects.unscoped(reason=CALLER).filter(pk__in=some)
        for pk, facts in query.values_list("pk", "desk_facts"):
            for one in facts.get("against", []):
                if one["action"] == "block":
                    found.setdefault(pk, (one["programme"], one["rule"], Sentence(**one["reason"])))
    return found


def for_the_registry(application_ids: Collection[int]) -> list[dict[str, str]]:
    """Return what the heads told of themselves, under the headers of a list, numbers in clear.

    Only for the sealed files of the registry.
    """
    rows = []
    for some in _parts(application_ids):
        query = Application.objects.unscoped(reason=CALLER).filter(pk__in=some).order_by("pk")
        for one in query:
            born = one.head_birth_date
            rows.append(
                {
                    "NIK": sealing.number_of(one.sealed_nik),
                    "NO KK": sealing.number_of(one.sealed_kk),
                    "NAMA LENGKAP": one.head_name,
                    "TANGGAL LAHIR": f"{born:%d-%m-%Y}" if born else "",
                    "JENIS KELAMIN": one.head_sex,
                    "NAMA IBU KANDUNG": one.mother_name,
                    "ALAMAT": one.address,
                    "RT": one.rt,
                    "RW": one.rw,
                    "KODE KELURAHAN": one.region_code,
                }
            )
    return rows


def masked_niks(application_ids: Collection[int]) -> dict[int, str]:
    """Return the masked NIK of the heads, "" where none was told."""
    found: dict[int, str] = {}
    for some in _parts(application_ids):
        query = Application.objects.unscoped(reason=CALLER).filter(pk__in=some)
        for pk, sealed in query.values_list("pk", "sealed_nik"):
            number = sealing.number_of(sealed)
            found[pk] = mask_nik(number) if number else ""
    return found


def _weighed(content: Mapping[str, Any]) -> tuple[WeighedCriterion, ...]:
    return tuple(
        WeighedCriterion(
            one.code, one.text, one.weight, {choice.code: choice.points for choice in one.choices}
        )
        for one in criteria.read(content).criteria
    )


def _day(moment: datetime, known: dict[datetime, date]) -> date:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    if hour not in known:  # twenty thousand applications share a few hundred hours
        known[hour] = timezone.localtime(hour).date()
    return known[hour]


def _parts(numbers: Collection[int]) -> list[list[int]]:
    wanted = sorted(set(numbers))
    return [wanted[start : start + PART] for start in range(0, len(wanted), PART)]
