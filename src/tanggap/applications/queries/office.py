"""Applications as the office lists and opens them."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from tanggap.applications import sealing
from tanggap.applications.domain.codes import read_code
from tanggap.applications.domain.typed import Mistyped, digits_of
from tanggap.applications.models import Application, Member
from tanggap.core.actor import Actor
from tanggap.regions.queries import subtree_range

WHOLE_NUMBER: Final = 16


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed by; empty means all. `search` is a code, a NIK, a KK or a name."""

    status: str = ""
    desk: str = ""
    programme: str = ""
    channel: str = ""
    region_code: str = ""
    search: str = ""


def listed(actor: Actor, filters: Filters) -> QuerySet[Application]:
    """Return the applications that an officer may see, the newest first."""
    query: QuerySet[Application] = Application.objects.visible_to(actor)
    for field, value in (
        ("status", filters.status),
        ("desk_answer", filters.desk),
        ("programme__code", filters.programme),
        ("channel", filters.channel),
    ):
        if value:
            query = query.filter(**{field: value})
    if filters.region_code:
        low, high = subtree_range(filters.region_code)
        query = query.filter(region_code__gte=low, region_code__lt=high)
    if filters.search:
        query = query.filter(_matching(filters.search))
    return query.select_related("programme").order_by("-received_at", "-pk")


def counts(actor: Actor) -> dict[str, int]:
    """Return how many applications wait where: by status, and of the open ones by desk answer."""
    query = Application.objects.visible_to(actor)
    rows = query.order_by().values_list("status").annotate(n=Count("pk"))
    found = {str(status): int(n) for status, n in rows}
    waiting = query.filter(status="received").order_by().values_list("desk_answer")
    for desk, n in waiting.annotate(n=Count("pk")):
        found[f"desk_{desk}"] = int(n)
    return found


def one(actor: Actor, application_id: int) -> Application | None:
    """Return an application that an officer may see, None where there is none."""
    query = Application.objects.visible_to(actor).select_related(
        "programme", "criteria", "joined_into", "proposal"
    )
    found: Application | None = query.filter(pk=application_id).first()
    return found


def _matching(text: str) -> Q:
    code = read_code(text)
    found = Q(code=code) if code else Q(pk__in=[])
    try:
        digits = digits_of(text)
    except Mistyped:
        digits = ""
    if len(digits) == WHOLE_NUMBER:
        nik = sealing.nik_index(digits)
        relatives = Member.objects.filter(nik_index=nik).values("application")
        return Q(nik_index=nik) | Q(kk_index=sealing.kk_index(digits)) | Q(pk__in=relatives)
    return found | Q(head_name__icontains=text.strip())
