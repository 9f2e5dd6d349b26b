"""The desk of foster families: what waits for an officer, and every list."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.models import Candidate, Donor, Instalment, Match, Package
from tanggap.fostering.queries import desk
from tanggap.fostering.queries.desk import Filters
from tanggap.fostering.services import packages
from tanggap.fostering.types import CandidateState, InstalmentState, MatchState
from tanggap.fostering.views import desk_words as words
from tanggap.fostering.views import looks, waits
from tanggap.regions import queries as regions

PER_PAGE: Final = 50
WHICH: Final = ("late", "disputed", "unanswered")


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def families(request: HttpRequest) -> HttpResponse:
    """List the families that wait or are looked after, with what else waits above them."""
    actor, filters = actor_of(request), _filters(request)
    page = Paginator(desk.families(actor, filters), PER_PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of({one.region_code for one in page})
    context = {
        "page": page,
        "rows": [_family(one, names) for one in page],
        "filters": filters,
        "counts": desk.counts(actor, today=clock.today(), at=clock.now()),
        "states": [(state.value, words.FAMILY[state][0]) for state in CandidateState],
        "places": _places(actor),
        "may_enter": allowed(actor, Permission.FOSTER_ENTER),
        "is_bare": allowed(actor, Permission.FOSTER_MATCH) and not Package.objects.exists(),
    }
    return render(request, "fostering/office/families.html", context)


@requires(Permission.FOSTER_MATCH)
@require_POST
def prepare(request: HttpRequest) -> HttpResponse:
    """Put the usual packages into an empty installation, and their programmes."""
    packages.seed(at=clock.now())
    messages.success(request, _("Paket siap. Donatur dapat menyanggupinya."))
    return redirect("fostering:families")


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def matches(request: HttpRequest) -> HttpResponse:
    """List the matches, the newest first."""
    actor, filters = actor_of(request), _filters(request)
    page = Paginator(desk.matches(actor, filters), PER_PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of({one.region_code for one in page})
    context = {
        "page": page,
        "rows": [_match(one, names) for one in page],
        "filters": filters,
        "states": [(state.value, words.MATCH[state][0]) for state in MatchState],
        "places": _places(actor),
    }
    return render(request, "fostering/office/matches.html", context)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def donors(request: HttpRequest) -> HttpResponse:
    """List the donors; those who ask for an officer's word can be asked for."""
    actor = actor_of(request)
    wanted = request.GET.get("persetujuan", "")
    approval = wanted if wanted in Donor.Approval.values else ""
    found = desk.donors(actor, approval).order_by("-registered_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(one, *words.APPROVAL[Donor.Approval(one.approval)]) for one in page],
        "approval": approval,
        "states": [(state.value, words.APPROVAL[state][0]) for state in Donor.Approval],
    }
    return render(request, "fostering/office/donors.html", context)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def instalments(request: HttpRequest) -> HttpResponse:
    """List the instalments that are late, in question, or not answered by the family."""
    actor, at = actor_of(request), clock.now()
    asked = request.GET.get("daftar", "")
    which = asked if asked in WHICH else "late"
    today = clock.today()
    found = {name: desk.instalments(actor, name, today=today, at=at) for name in WHICH}
    page = Paginator(found[which], PER_PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of({one.match.region_code for one in page})
    context = {
        "page": page,
        "rows": [_instalment(one, names) for one in page],
        "which": which,
        "counts": {name: query.count() for name, query in found.items()},
    }
    return render(request, "fostering/office/instalments.html", context)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """List the planned meetings."""
    found = list(desk.meetings(actor_of(request)))
    names = regions.names_of({one.match.region_code for one in found})
    rows = [(one, names.get(one.match.region_code, "")) for one in found]
    return render(request, "fostering/office/meetings.html", {"rows": rows})


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """List the families' words that wait to be passed on."""
    actor = actor_of(request)
    context = {
        "rows": list(desk.thanks(actor)),
        "may_judge": allowed(actor, Permission.FOSTER_ENTER),
    }
    return render(request, "fostering/office/thanks.html", context)


def _filters(request: HttpRequest) -> Filters:
    given = request.GET
    state, region = given.get("keadaan", ""), given.get("wilayah", "")
    return Filters(
        state=state[:10],
        region_code=region if region.isdigit() and len(region) <= 10 else "",
        search=given.get("kode", "")[:40],
    )


def _places(actor: Any) -> list[tuple[str, str]]:
    """Return the kelurahan in which families are, by name."""
    codes = desk.families(actor, Filters()).order_by().values_list("region_code", flat=True)
    names = regions.names_of(set(codes.distinct()))
    return sorted(names.items(), key=lambda named: named[1])


def _family(one: Candidate, names: dict[str, str]) -> dict[str, Any]:
    label, tone = words.FAMILY[CandidateState(one.state)]
    return {
        "one": one, "place": names.get(one.region_code, one.region_code), "label": label,
        "tone": tone, "who": words.who(one), "days": (clock.today() - one.waiting_since).days,
    }  # fmt: skip


def _match(one: Match, names: dict[str, str]) -> dict[str, Any]:
    label, tone = words.MATCH[MatchState(one.state)]
    return {
        "one": one, "place": names.get(one.region_code, one.region_code), "label": label,
        "tone": tone, "donor": one.slot.pledge.donor,
        "package": looks.package_name(one.slot.pledge.package),
    }  # fmt: skip


def _instalment(one: Instalment, names: dict[str, str]) -> dict[str, Any]:
    label, tone = words.INSTALMENT[InstalmentState(one.state)]
    place = names.get(one.match.region_code, one.match.region_code)
    days = max(0, (clock.today() - one.due_on).days)
    note = one.dispute or (waits.said(days) if days else "")
    return {"one": one, "place": place, "label": label, "tone": tone, "note": note}
