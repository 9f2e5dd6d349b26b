"""Asking families whom no aid reaches, and letting them enter with their consent."""

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes, facts, household
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.domain.households import KINDS, traits
from tanggap.fostering.forms.office import USUAL, EntryForm
from tanggap.fostering.queries import households, waiting
from tanggap.fostering.queries import registers as reading
from tanggap.fostering.queries.registers import Wanted
from tanggap.fostering.services import families, handing
from tanggap.fostering.types import NotAllowed
from tanggap.fostering.views import desk_words
from tanggap.fostering.views.looks import joined
from tanggap.regions import queries as regions

UNREADABLE = 422
DISTRICT = 6
KIND: Final = {
    "children": gettext_lazy("anak"),
    "elderly": gettext_lazy("lansia"),
    "alone": gettext_lazy("seorang diri"),
}
MONTHS: Final = {
    "1": gettext_lazy("sebulan atau lebih"),
    "3": gettext_lazy("3 bulan atau lebih"),
    "12": gettext_lazy("setahun atau lebih"),
}


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """List verified families without aid that nobody has asked yet, the needier first."""
    actor, wanted = actor_of(request), _wanted(request)
    page = waiting.from_applications(
        actor, region_code=wanted.region_code, months=wanted.months, after=_after(request),
        at=clock.now(),
    )  # fmt: skip
    names = regions.names_of({row.application.region_code for row in page.rows})
    rows = [
        {
            "one": row.application, "is_known": row.is_known,
            "code": codes.spelled(row.application.code),
            "place": names.get(row.application.region_code, ""),
            "days": (clock.now() - row.application.received_at).days,
        }
        for row in page.rows
    ]  # fmt: skip
    unknown = sum(not row.is_known for row in page.rows)
    context = {
        "rows": rows, "after": page.after, "unknown": unknown, "query": _query(request),
        **_choices(actor, wanted),
    }  # fmt: skip
    return render(request, "fostering/office/waiting.html", context)


@requires(Permission.FOSTER_ENTER)
@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand the families of the first page whom the registry does not know to its keepers."""
    actor, at = actor_of(request), clock.now()
    page = waiting.from_applications(actor, at=at)
    unknown: dict[str, list[int]] = {}
    for row in page.rows:
        if not row.is_known:
            place = row.application.region_code[:DISTRICT]
            unknown.setdefault(place, []).append(row.application.id)
    count = sum(
        handing.hand_over(numbers, region_code=place, by=actor, at=at)
        for place, numbers in sorted(unknown.items())
        if allowed(actor, Permission.FOSTER_ENTER, region_code=place)
    )
    told = ngettext(
        "%(count)s keluarga diserahkan kepada petugas data.",
        "%(count)s keluarga diserahkan kepada petugas data.", count,
    )  # fmt: skip
    messages.success(request, told % {"count": count})
    return redirect("fostering:waiting")


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """List households of a register that no aid reaches; nobody has visited them."""
    actor, today = actor_of(request), clock.today()
    wanted = _wanted(request)
    found = reading.page(actor, wanted, after=_after(request), today=today)
    names = regions.names_of({one.region_code for one in found.rows})
    context = {
        "rows": [
            {
                "one": one, "place": names.get(one.region_code, one.region_code),
                "who": joined([str(KIND[kind]) for kind in KINDS[:2] if kind in one.kinds]) or "–",
                "days": (today - one.since).days if one.since else None,
            }
            for one in found.rows
        ],
        "after": found.after,
        "query": _query(request),
        **_choices(actor, wanted),
    }  # fmt: skip
    return render(request, "fostering/office/registers.html", context)


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the family of an application enter, with its consent."""
    actor = actor_of(request)
    visible = {one.id: one for one in facts.visible(actor, permission=Permission.FOSTER_ENTER)}
    if pk not in visible:
        raise Http404
    one = visible[pk]
    told = traits([(m.relation, m.born) for m in household.of(pk)], today=clock.today())
    context = {
        "heading": one.head_name, "code": codes.spelled(one.code), "score": one.score,
        "place": regions.name_of(one.region_code),
    }  # fmt: skip
    return _entering(request, actor, context, {**told, "shown": USUAL}, application_id=pk)


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def enter_household(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a household of a register enter, with its consent."""
    actor = actor_of(request)
    person = waiting.person_of(pk)
    if person is None:
        raise Http404
    home = households.of_person(person)
    if not allowed(actor, Permission.FOSTER_ENTER, region_code=home.region_code):
        raise Http404
    context = {
        "heading": home.head_name, "code": "", "score": None,
        "place": regions.name_of(home.region_code),
    }  # fmt: skip
    return _entering(request, actor, context, {"shown": USUAL}, person_id=person)


def _wanted(request: HttpRequest) -> Wanted:
    """Return what a list is narrowed to; what is not known is not asked."""
    given = request.GET
    region, kind, months = (given.get(name, "") for name in ("wilayah", "jenis", "lama"))
    return Wanted(
        region_code=region if region.isdigit() and len(region) <= 10 else "",
        kind=kind if kind in KINDS else "",
        months=int(months) if months in MONTHS else 0,
    )


def _after(request: HttpRequest) -> int:
    after = request.GET.get("sesudah", "0")
    return int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0


def _query(request: HttpRequest) -> str:
    """Return the filters for the address of the next page."""
    kept = {name: request.GET[name] for name in ("wilayah", "jenis", "lama") if name in request.GET}
    return urlencode(kept)


def _choices(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    return {
        "wanted": wanted,
        "months": str(wanted.months),
        "places": reading.places(actor),
        "kinds": [(kind, KIND[kind]) for kind in KINDS],
        "waits": MONTHS.items(),
    }


def _entering(
    request: HttpRequest, actor: Actor, context: dict[str, Any], initial: Any, **whose: int
) -> HttpResponse:
    form = EntryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.told(form.cleaned_data["how"])
        try:
            made = families.enter(told=told, by=actor, at=clock.now(), **whose)
        except NotAllowed as refusal:
            form.add_error(None, desk_words.refusal(str(refusal)))
        else:
            messages.success(request, _("Keluarga ini sekarang menunggu orang tua asuh."))
            return redirect("fostering:candidate", made.pk)
    status = UNREADABLE if form.is_bound else 200
    return render(
        request, "fostering/office/enter.html", {**context, "form": form}, status=status
    )  # fmt: skip
