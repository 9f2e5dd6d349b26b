"""The rows behind the figures: awards, by whatever a figure counts."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.models import Award, Programme
from tanggap.assistance.queries import components
from tanggap.assistance.queries.awards import months_of_rounds
from tanggap.core.actor import Actor
from tanggap.core.paging import LongPaginator
from tanggap.core.registry import text_of
from tanggap.core.scoping import subtree, within
from tanggap.people.queries import lists as imported
from tanggap.regions import queries as regions

PER_PAGE = 100
LONGEST_NUMBER = 15


@requires(Permission.AWARD_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show awards of the officer's regions; filters are in the address."""
    given = request.GET
    found = filtered(
        actor_of(request),
        programme=given.get("program", ""),
        region=given.get("wilayah", ""),
        month=given.get("bulan", ""),
        answer=given.get("jawaban", ""),
        of_list=given.get("daftar", ""),
    )
    page = LongPaginator(found, PER_PAGE).get_page(given.get("halaman"))
    names = regions.names_of({award.region_code for award in page})
    calendar = months_of_rounds({award.round_id for award in page})
    context = {
        "page": page,
        "rows": [
            (
                award,
                names.get(award.region_code, award.region_code),
                text_of(months.in_words(calendar[award.round_id])),
            )
            for award in page
        ],
        "with_components": components.with_components(),
        "may_correct": allowed(actor_of(request), Permission.AWARD_GRANT),
        "programmes": Programme.objects.filter(kind=Programme.Kind.AID),
        "filters": given,
        "region_name": regions.name_of(given["wilayah"]) if given.get("wilayah") else "",
        "list_name": _list_name(actor_of(request), given.get("daftar", "")),
    }
    return render(request, "assistance/awards.html", context)


def filtered(
    actor: Actor, *, programme: str, region: str, month: str, answer: str, of_list: str = ""
) -> QuerySet[Award]:
    """Return the active awards that an actor may see, narrowed by what a figure counts."""
    found: QuerySet[Award] = Award.objects.visible_to(actor).filter(status=Award.Status.ACTIVE)
    if programme:
        found = found.filter(programme__code=programme)
    if region.isdigit():
        found = found.filter(within([subtree(region)]))
    if months.is_month(month):
        found = found.filter(round__months__month=month).exclude(ended_months__month=month)
    if answer:
        found = found.filter(answer=answer)
    if _is_number(of_list):
        found = found.filter(recipient_list=int(of_list))
    related = ("programme", "round", "person", "recipient_list", "record")
    return found.select_related(*related).order_by("pk")


def _list_name(actor: Actor, of_list: str) -> str:
    """Return the name of the list that is filtered by; "" where the actor may not see it."""
    found = imported.of(actor).filter(pk=int(of_list)).first() if _is_number(of_list) else None
    return found.file_name if found else ""


def _is_number(given: str) -> bool:
    """Tell whether an address names a number that a row can have."""
    return given.isascii() and given.isdecimal() and len(given) <= LONGEST_NUMBER
