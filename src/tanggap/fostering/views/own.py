"""Pages of a family: code and PIN, what is promised, and what it wants to say about it."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import public
from tanggap.applications import access as applications
from tanggap.applications.pickers import KeyForm
from tanggap.applications.queries import citizen, codes, household
from tanggap.core import clock, limits
from tanggap.core.limits import Limit
from tanggap.fostering.domain.households import traits
from tanggap.fostering.forms.family import AgreeForm
from tanggap.fostering.models import Candidate, Instalment
from tanggap.fostering.queries import city, own
from tanggap.fostering.services import families
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import (
    CandidateState,
    InstalmentState,
    MatchState,
    NotAllowed,
    PassageState,
)
from tanggap.fostering.views import sitting

SITTING: Final = "fostering.family"
PER_CODE: Final = Limit("fostering.code", 8, timedelta(hours=1))
PER_ADDRESS: Final = Limit("fostering.address", 60, timedelta(minutes=15))
TOLD: Final = {
    CandidateState.WAITING: gettext_lazy("Keluarga Anda menunggu orang tua asuh."),
    CandidateState.MATCHED: gettext_lazy("Keluarga Anda punya orang tua asuh."),
    CandidateState.AIDED: gettext_lazy(
        "Keluarga Anda sekarang menerima bantuan pemerintah. Bila itu berakhir, Anda menunggu lagi "
        "tanpa kehilangan giliran."
    ),
}
INSTALMENT: Final = {
    InstalmentState.DUE: gettext_lazy("belum diberi"),
    InstalmentState.SENT: gettext_lazy("menurut orang tua asuh sudah diberi"),
    InstalmentState.RECEIVED: gettext_lazy("sudah Anda terima"),
    InstalmentState.DISPUTED: gettext_lazy("menurut Anda tidak sampai; petugas menelusuri"),
    InstalmentState.DROPPED: gettext_lazy("tidak jadi"),
}
_OPEN: Final = (InstalmentState.DUE, InstalmentState.SENT, InstalmentState.DISPUTED)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Ask for code and PIN of the application, unless this browser has just proved them."""
    if request.method == "GET" and (known := applications.own_of(request)):
        return _open(request, known)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.read_code(form.cleaned_data["code"])
        if not _may_try(request, code):
            return sitting.too_many(request)
        found = citizen.find(code, codes.read_pin(form.cleaned_data["pin"]))
        if found is not None:
            limits.give_back(PER_CODE, code)
            return _open(request, found)
        form.add_error(None, _("Kode dan PIN ini tidak cocok. Periksa keduanya, lalu coba lagi."))
    return sitting.page(request, "fostering/family/keys.html", {"form": form})


@public
@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show where the family stands, what is promised, and what it may do."""
    number = application_of(request)
    if number is None:
        return redirect("fostering:keys")
    one = own.of_application(number)
    if one is None:
        why = own.may_enter(number, at=clock.now())
        return render(request, "fostering/family/outside.html", {"why": why})
    found = own.newest_match(one)
    context = {
        "one": one,
        "told": TOLD[CandidateState(one.state)],
        "found": found,
        "is_active": found is not None and found.match.state == MatchState.ACTIVE,
        "instalments": [
            (row, _said(row), _may_confirm(row)) for row in (found.instalments if found else ())
        ],
    }
    return render(request, "fostering/family/home.html", context)


def _said(row: Instalment) -> Any:
    through_city = row.state == InstalmentState.SENT and city.of(row) is not None
    return _("sudah diserahkan kota") if through_city else INSTALMENT[InstalmentState(row.state)]


def _may_confirm(row: Instalment) -> bool:
    """Tell whether a family may say that an instalment arrived: not while the city still has it."""
    gift = city.of(row)
    return row.state in _OPEN and (gift is None or gift.state == PassageState.HANDED)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """Let the family enter by itself."""
    number = application_of(request)
    if number is None:
        return redirect("fostering:keys")
    if own.of_application(number) is not None or own.may_enter(number, at=clock.now()):
        return redirect("fostering:own")
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people = [(one.relation, one.born) for one in household.of(number)]
        told = form.told(
            _("Di halaman keluarga asuh, dengan kode dan PIN pengajuan."),
            traits(people, today=clock.today()),
        )
        try:
            families.enter(application_id=number, told=told, by=FAMILY, at=clock.now())
        except NotAllowed:
            messages.error(request, _("Keluarga Anda belum dapat masuk daftar sekarang."))
        else:
            messages.success(request, _("Terima kasih. Keluarga Anda sekarang dalam daftar."))
        return redirect("fostering:own")
    return sitting.page(request, "fostering/family/agree.html", {"form": form})


@public
@require_POST
def done(request: HttpRequest) -> HttpResponse:
    """End the sitting: the next person at this computer sees nothing."""
    request.session.pop(SITTING, None)
    return redirect("fostering:front")


def application_of(request: HttpRequest) -> int | None:
    """Return the application that this browser proved."""
    number = request.session.get(SITTING)
    return int(number) if number else None


def family_of(request: HttpRequest) -> Candidate | None:
    """Return the family that this browser proved and that is on the list."""
    number = application_of(request)
    return own.of_application(number) if number is not None else None


def _open(request: HttpRequest, number: Any) -> HttpResponse:
    request.session.cycle_key()
    request.session[SITTING] = number
    return redirect("fostering:own")


def _may_try(request: HttpRequest, code: str) -> bool:
    at = clock.now()
    address = limits.take(PER_ADDRESS, limits.address_of(request), at=at)
    return limits.take(PER_CODE, code, at=at) and address if code else address
