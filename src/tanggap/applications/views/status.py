"""Where a citizen's application stands, after code and PIN; withdrawing and correcting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import public
from tanggap.applications import services as applications
from tanggap.applications.domain import desk
from tanggap.applications.domain.codes import spelled
from tanggap.applications.forms.pages import CorrectionForm
from tanggap.applications.forms.words import PHOTOS, rt_rw_words
from tanggap.applications.queries import citizen
from tanggap.applications.types import NotAllowed
from tanggap.applications.views import sitting
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions


@public
@never_cache
@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """Show the timeline, what the desk check means, and what may be done."""
    number = sitting.own_of(request)
    own = citizen.own(number) if number else None
    if own is None:
        return redirect("applications:resume")
    told = own.application
    context = {
        "own": own,
        "code": spelled(told.code),
        "steps": [
            (text_of(s.title), text_of(s.text), text_of(s.office), s.when, s.at, s.reason)
            for s in own.steps
        ],
        "told": text_of(own.told),
        "photos_asked": [(one, PHOTOS[one.kind]) for one in own.photos_asked],
        "photos_lapsed": [
            PHOTOS[kind] for kind in dict.fromkeys(p.kind for p in own.photos_lapsed)
        ],
        "against": [(name, text_of(reason)) for name, reason in own.against],
        "how_to_correct": text_of(desk.HOW_TO_CORRECT),
        "place": regions.name_of(told.region_code),
        "rt_rw": rt_rw_words(told.rt, told.rw),
    }
    return render(request, "applications/public/status.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then take the application back."""
    number = sitting.own_of(request)
    own = citizen.own(number) if number else None
    if number is None or own is None:
        return redirect("applications:resume")
    if request.method == "POST" and own.may_withdraw:
        try:
            applications.withdraw(application_id=number, at=clock.now())
            messages.success(request, _("Pengajuan Anda sudah ditarik kembali."))
        except (NotAllowed, applications.MovedMeanwhile):
            messages.error(request, _("Pengajuan ini tidak dapat ditarik lagi."))
        return redirect("applications:status")
    if not own.may_withdraw:
        return redirect("applications:status")
    context = {"own": own, "code": spelled(own.application.code)}
    return render(request, "applications/public/withdraw.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Let the citizen set right what they told wrongly, until the visit."""
    number = sitting.own_of(request)
    own = citizen.own(number) if number else None
    if number is None or own is None or not own.may_correct:
        return redirect("applications:status")
    told = own.application
    known = {"address": told.address, "rw": told.rw, "rt": told.rt, **citizen.contacts(number)}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            changed = applications.correct(
                application_id=number, values=form.cleaned_data, at=clock.now()
            )
        except NotAllowed:
            form.add_error(
                None,
                _(
                    "Keluarga dengan nomor ini sudah mengajukan, atau pengajuan ini sudah "
                    "dikunjungi. Datanglah ke kantor kelurahan dengan KTP dan KK."
                ),
            )
        else:
            text = _("Data Anda sudah dibetulkan.") if changed else _("Tidak ada yang berubah.")
            messages.success(request, text)
            return redirect("applications:status")
    code = 422 if form.errors else 200
    context = {"form": form, "own": own}
    return render(request, "applications/public/correct.html", context, status=code)
