"""Pages for citizens: objecting to a decision, reporting a fault, and sending both."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import public
from tanggap.applications import access as applications
from tanggap.applications.queries import citizen, codes, decided
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.objections.domain import deadlines, words
from tanggap.objections.domain.kinds import SENSITIVE
from tanggap.objections.forms.public import FORMS, KeyForm, ObjectionForm, PageForm, SendForm
from tanggap.objections.queries import citizens
from tanggap.objections.services import receiving
from tanggap.objections.services.photos import BadPhoto
from tanggap.objections.types import Given, Kind, NotAllowed, Telling
from tanggap.objections.views import sitting
from tanggap.regions import queries as regions

PAGES: Final = tuple(FORMS)
UNREADABLE: Final = 422


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Say what can be objected to and reported, what comes next and until when."""
    return render(request, "objections/public/start.html", {"may_go_on": bool(_typed(request))})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Ask for code and PIN of the application, unless this browser has just shown them."""
    if request.method == "GET" and (known := applications.own_of(request)):
        sitting.hold_number(request, sitting.APPLICATION, known)
        return redirect("objections:object")
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.read_code(form.cleaned_data["code"])
        if not sitting.may_try(request, code):
            return sitting.too_many(request)
        found = citizen.find(code, codes.read_pin(form.cleaned_data["pin"]))
        if found is not None:
            sitting.give_back(code)
            sitting.hold_number(request, sitting.APPLICATION, found)
            return redirect("objections:object")
        form.add_error(None, _("Kode dan PIN ini tidak cocok. Periksa keduanya, lalu coba lagi."))
    return _page(request, "objections/public/keys.html", {"form": form})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest) -> HttpResponse:
    """Show the decision, and take in why it is wrong."""
    number = sitting.number_of(request, sitting.APPLICATION)
    if number is None:
        return redirect("objections:keys")
    found = decided.of(number)
    form = ObjectionForm(request.POST or None, files(request))
    last = deadlines.last_day_to_object(timezone.localdate(found.at)) if found else None
    context = {
        "form": form,
        "found": found,
        "code": codes.spelled(found.code) if found else "",
        "last": last,
        "late": bool(last and clock.today() > last),
        "earlier": citizens.open_objection(number),
    }
    if not found or context["late"] or context["earlier"]:
        return render(request, "objections/public/no_objection.html", context)
    if request.method == "POST" and form.is_valid():
        return _send_objection(request, number, form, context)
    return _page(request, "objections/public/object.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, page: str) -> HttpResponse:
    """Ask one question of a report; what was typed before stands in it."""
    told = _typed(request)
    if page not in PAGES or any(earlier not in told for earlier in PAGES[: _at(page)]):
        return redirect("objections:page", _first_open(told) or PAGES[0])
    form = _form(page, told, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sitting.keep(request, page, form.cleaned_data)
        open_page = _first_open(_typed(request))
        return redirect("objections:page", open_page) if open_page else redirect("objections:check")
    context = {
        "form": form,
        "number": _at(page) + 1,
        "count": len(PAGES) + 1,
        "back": reverse("objections:page", args=[PAGES[_at(page) - 1]])
        if _at(page)
        else reverse("objections:start"),
    }
    return _page(request, "objections/public/page.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show every answer with a way to change it, take photos, and send."""
    told = _typed(request)
    if open_page := _first_open(told):
        return redirect("objections:page", open_page)
    form = SendForm(request.POST or None, files(request))
    kind = Kind(told["jenis"]["kind"])
    if request.method == "POST" and form.is_valid():
        return _send_report(request, kind, told, form)
    return _page(request, "objections/public/check.html", _answers(kind, told, form))


def files(request: HttpRequest) -> Any:
    """Return the files of a request, None where nothing was sent."""
    return request.FILES if request.method == "POST" else None


def _send_objection(
    request: HttpRequest, number: int, form: ObjectionForm, context: dict[str, Any]
) -> HttpResponse:
    if not sitting.may_tell(request):
        return sitting.too_many(request)
    given: dict[str, Any] = {"application_id": number, "story": form.cleaned_data["story"]}
    try:
        got = receiving.object_to(**given, pictures=form.cleaned_data["photos"], at=clock.now())
    except BadPhoto as fault:
        form.add_error("photos", bad_photo(fault.code))
        return _page(request, "objections/public/object.html", context)
    except NotAllowed:
        return redirect("objections:object")  # it says what stands in the way
    return _sent(request, got)


def _send_report(
    request: HttpRequest, kind: Kind, told: dict[str, Any], form: SendForm
) -> HttpResponse:
    if not sitting.may_tell(request):
        return sitting.too_many(request)
    contact = told["kontak"]
    telling = Telling(
        kind=kind, region_code=told["kelurahan"]["region_code"], **told["cerita"],
        name=contact["name"], phone=contact["phone"],
    )  # fmt: skip
    try:
        got = receiving.report(telling, pictures=form.cleaned_data["photos"], at=clock.now())
    except BadPhoto as fault:
        form.add_error("photos", bad_photo(fault.code))
        return _page(request, "objections/public/check.html", _answers(kind, told, form))
    return _sent(request, got)


def _sent(request: HttpRequest, got: Given) -> HttpResponse:
    sitting.leave(request)
    sitting.hold(request, got.ticket_id, got.pin)
    return redirect("objections:receipt")


def _answers(kind: Kind, told: dict[str, Any], form: SendForm) -> dict[str, Any]:
    story, contact = told["cerita"], told["kontak"]
    units = [f"{name.upper()} {story[name]}" for name in ("rt", "rw") if story[name]]
    place = [regions.name_of(told["kelurahan"]["region_code"]), *units]
    who = [contact["name"], contact["phone"]] if contact["name"] else [_("Tanpa nama")]
    return {
        "form": form,
        "sensitive": kind in SENSITIVE,
        "sections": [
            ("jenis", _("Laporan"), [text_of(words.KINDS[kind])]),
            ("kelurahan", _("Di mana"), place),
            ("cerita", _("Apa yang terjadi"), [story["story"]]),
            ("cerita", _("Tentang"), [story["about"] or _("Tidak diisi")]),
            ("kontak", _("Pelapor"), who),
        ],
        "back": reverse("objections:page", args=[PAGES[-1]]),
    }


def _typed(request: HttpRequest) -> dict[str, Any]:
    return sitting.typed(request)


def _first_open(told: dict[str, Any]) -> str:
    """Return the first page without an answer, "" where all have one."""
    return next((name for name in PAGES if name not in told), "")


def _at(page: str) -> int:
    return PAGES.index(page)


def _form(page: str, told: dict[str, Any], data: Any) -> PageForm:
    given: dict[str, Any] = {"initial": told.get(page)}
    if page == "kelurahan":
        given["district"] = told.get("kecamatan", {}).get("district", "")
    return FORMS[page](data, **given)


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Draw a page with its form; one with errors says so in its status."""
    wrong = context["form"].is_bound and bool(context["form"].errors)
    return render(request, template, context, status=UNREADABLE if wrong else 200)


def bad_photo(code: str) -> str:
    """Return what to do about a photo that cannot be taken."""
    return {
        "large": _("Foto ini lebih dari 10 MB. Pilih yang lebih kecil."),
        "small": _("Foto ini terlalu kecil untuk dibaca."),
        "pixels": _("Foto ini terlalu besar. Pilih yang lebih kecil."),
    }.get(code, _("Berkas ini bukan foto JPEG, PNG, atau WebP."))
