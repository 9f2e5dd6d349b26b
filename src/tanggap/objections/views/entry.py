"""An officer enters what somebody tells in person, on the telephone, or in a letter."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import Forbidden, actor_of, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes, decided
from tanggap.core import clock, crypto
from tanggap.core.actor import Actor
from tanggap.objections.forms.entry import OWN, EntryForm
from tanggap.objections.queries import desk
from tanggap.objections.services import receiving
from tanggap.objections.services.photos import BadPhoto
from tanggap.objections.types import Given, Kind, NotAllowed, Telling
from tanggap.objections.views.public import bad_photo
from tanggap.regions import queries as regions

ENTERED: Final = "objections.entered"
TOLD: Final = ("region_code", "rw", "rt", "story", "about", "name", "phone", "channel")


@requires(Permission.OBJECTION_HANDLE)
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Take an objection or a report on one page; the officer's name stands beside the citizen's."""
    actor, posted = actor_of(request), request.method == "POST"
    form = EntryForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        places=_places(actor),
        today=clock.today(),
    )
    if posted and form.is_valid() and (got := _received(form, actor)) is not None:
        sealed = crypto.seal(got.pin, purpose=ENTERED).hex()
        request.session[ENTERED] = [got.ticket_id, sealed]
        return redirect("objections:entered", got.ticket_id)
    status = 422 if form.errors else 200
    return render(request, "objections/office/enter.html", {"form": form}, status=status)


@requires(Permission.OBJECTION_HANDLE)
@never_cache
@require_GET
def entered(request: HttpRequest, pk: int) -> HttpResponse:
    """Show code and PIN in this sitting, to hand to whoever told it."""
    found = desk.one(actor_of(request), pk)
    number, sealed = request.session.get(ENTERED, (0, ""))
    if found is None or number != pk:
        return redirect("objections:queue")
    context = {
        "ticket": found,
        "code": codes.spelled(found.code),
        "pin": crypto.unseal(bytes.fromhex(sealed), purpose=ENTERED),
        "inspects": found.escalated_at is not None,
    }
    return render(request, "objections/office/entered.html", context)


def _received(form: EntryForm, actor: Actor) -> Given | None:
    """Take in a valid form; None where it cannot be, and the form says why."""
    told = form.cleaned_data
    given: dict[str, Any] = {
        "by": actor,
        "at": clock.now(),
        "pictures": told["photos"],
        "came_on": told["came_on"],
    }
    try:
        if told["kind"] == OWN:
            number, own = decided.number_of(told["code"]), {"story": told["story"]}
            own["channel"] = told["channel"]
            return receiving.object_to(application_id=number or 0, **own, **given)
        telling = Telling(kind=Kind(told["kind"]), **{name: told[name] for name in TOLD})
        return receiving.report(telling, **given)
    except BadPhoto as fault:
        form.add_error("photos", bad_photo(fault.code))
    except NotAllowed as refusal:
        form.add_error("code", _refusal(str(refusal)))
    except Forbidden:
        form.add_error("code", _("Pengajuan itu di luar wilayah Anda."))
    return None


def _refusal(why: str) -> str:
    return {
        "period": _("Batas 21 hari kerja untuk menyanggah keputusan itu sudah lewat."),
        "open": _("Keluarga itu sudah menyanggah; sanggahannya masih terbuka."),
    }.get(why, _("Tidak ada pengajuan dengan kode itu yang sudah diputuskan."))


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Return the kelurahan where the actor may handle tickets, with their kecamatan."""
    ranges = region_ranges(actor, Permission.OBJECTION_HANDLE)
    return [
        (one.code, f"{one.name}, {district.name}")
        for regency in regions.regencies()
        for district in regions.children(regency.code)
        for one in regions.villages(district.code)
        if any(low <= one.code < high for low, high in ranges)
    ]
