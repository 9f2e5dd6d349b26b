"""The board: who waits for a visit, who has been sent, what is late."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import Forbidden, actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import queries as regions
from tanggap.verification.forms import OfficerForm, rw_of
from tanggap.verification.queries import board
from tanggap.verification.services import planning
from tanggap.verification.types import NotAnOfficer
from tanggap.verification.views import words

PER_PAGE: Final = 50
MOST_AT_ONCE: Final = 200
USUAL_DAYS: Final = 7
TABS: Final = {
    "waiting": gettext_lazy("Menunggu petugas"),
    "planned": gettext_lazy("Direncanakan"),
    "late": gettext_lazy("Terlambat"),
    "reported": gettext_lazy("Dilaporkan"),
}


@requires(Permission.VISIT_ASSIGN)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show one tab of the board, narrowed to a kelurahan and an RW."""
    return _page(request, _place(request.GET))


@requires(Permission.VISIT_ASSIGN)
@never_cache
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked applications, or all that are shown, to one officer."""
    actor, place = actor_of(request), _place(request.POST)
    homes, _count = visiting.waiting(actor, **place, limit=MOST_AT_ONCE)
    shown = {home.id: home for home in homes}
    ticked = [int(one) for one in request.POST.getlist("pilih") if one.isdecimal()]
    chosen = list(shown) if "semua" in request.POST else [pk for pk in ticked if pk in shown]
    form = _officer_form({home.region_code for home in homes}, request.POST)
    if not form.is_valid():
        return _page(request, place, form=form, ticked=ticked, status=422)
    if not chosen:
        form.add_error(None, _("Centang sedikitnya satu keluarga."))
        return _page(request, place, form=form, status=422)
    try:
        done = planning.assign(
            application_ids=chosen,
            officer_id=form.cleaned_data["officer"],
            due_on=form.cleaned_data["due_on"],
            by=actor,
            at=clock.now(),
        )
    except NotAnOfficer as error:
        form.add_error("officer", words.refusal(error))
        return _page(request, place, form=form, ticked=ticked, status=422)
    except Forbidden:
        form.add_error(None, _("Anda tidak membagi kunjungan di kelurahan itu."))
        return _page(request, place, form=form, status=422)
    _tell(request, done)
    return redirect(f"{reverse('verification:board')}?{_query(place)}")


def _tell(request: HttpRequest, done: planning.Planned) -> None:
    told = ngettext("%(n)s kunjungan diberikan.", "%(n)s kunjungan diberikan.", done.visits)
    messages.info(request, told % {"n": done.visits})
    if done.passed_over:
        told = _("%(n)s sudah lebih dulu diberikan atau ditutup oleh petugas lain.")
        messages.warning(request, told % {"n": len(done.passed_over)})


def _page(
    request: HttpRequest,
    place: dict[str, str],
    *,
    form: OfficerForm | None = None,
    ticked: list[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), clock.today()
    tab = request.GET.get("tab", "waiting") if request.method == "GET" else "waiting"
    tab = tab if tab in TABS else "waiting"
    context: dict[str, Any] = {
        "tab": tab,
        "tabs": _tabs(tab, board.counts(actor, today), _query(place)),
        "villages": _villages(actor, place["region_code"]),
        "place": place,
        "ticked": ticked or [],
        "today": today,
    }
    if tab == "waiting":
        homes, count = visiting.waiting(actor, **place, limit=MOST_AT_ONCE)
        codes = {home.region_code for home in homes}
        names = regions.names_of(codes)
        context |= {
            "homes": [(home, names.get(home.region_code, "")) for home in homes],
            "count": count,
            "form": form or _officer_form(codes),
        }
    else:
        found = board.listed(actor, tab, today, **place)  # type: ignore[arg-type]
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
        homes_of = visiting.homes([one.application_id for one in page])
        names = regions.names_of({one.region_code for one in page})
        context |= {
            "page": page,
            "rows": [
                (one, homes_of[one.application_id], names.get(one.region_code, "")) for one in page
            ],
        }
    return render(request, "verification/board.html", context, status=status)


def _tabs(open_tab: str, counts: dict[str, int], query: str) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"{reverse('verification:board')}?tab={tab}&{query}",
            "active": tab == open_tab,
            "count": counts[tab],
        }
        for tab, label in TABS.items()
    ]


def _officer_form(codes: set[str], data: Any = None) -> OfficerForm:
    today = clock.today()
    officers = [
        (one.id, f"{one.name} ({_('%(n)s kunjungan terbuka') % {'n': one.open}})")
        for one in board.officers(codes, today)
    ]
    initial = {"due_on": today + timedelta(days=USUAL_DAYS)}
    return OfficerForm(data, officers=officers, today=today, initial=initial)


def _villages(actor: Actor, chosen: str) -> list[tuple[str, str]]:
    counts = visiting.waiting_by_village(actor)
    if chosen:
        counts.setdefault(chosen, 0)
    names = regions.names_of(set(counts))
    shown = sorted(counts, key=lambda code: (names.get(code, ""), code))
    return [(code, f"{names.get(code, code)} ({counts[code]})") for code in shown]


def _place(given: Any) -> dict[str, str]:
    code = str(given.get("wilayah", ""))
    return {
        "region_code": code if code.isdigit() else "",
        "rw": rw_of(str(given.get("rw", ""))[:8]),
    }


def _query(place: dict[str, str]) -> str:
    return urlencode({"wilayah": place["region_code"], "rw": place["rw"]})
