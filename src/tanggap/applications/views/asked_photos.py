"""New photos on the desk's request: asked for on the office's page, sent from the family's own."""

from typing import IO, Any, Final, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, public, requires
from tanggap.accounts.types import Permission
from tanggap.applications.domain.statuses import UNDECIDED
from tanggap.applications.forms.pages import AskedPhotoForm
from tanggap.applications.forms.words import PHOTOS, TITLES
from tanggap.applications.models import Application
from tanggap.applications.queries import asked_photos as asked
from tanggap.applications.queries import office
from tanggap.applications.services import asked_photos, photos
from tanggap.applications.types import NotAllowed
from tanggap.applications.views import sitting
from tanggap.applications.views.pages import BAD_PHOTO
from tanggap.applications.views.start import too_many
from tanggap.core import clock
from tanggap.core.actor import Actor

PAGES: Final = {"kk": "foto-kk", "rumah": "foto-rumah"}
REFUSALS: Final = {
    "reason": gettext_lazy("Tulis mengapa foto baru diperlukan."),
    "closed": gettext_lazy("Pengajuan ini sudah selesai; foto baru tidak mengubahnya lagi."),
    "asked already": gettext_lazy("Foto ini sudah diminta dan belum datang."),
    "not asked": gettext_lazy("Permintaan ini sudah tidak terbuka."),
}


def panel(found: Application, actor: Actor) -> dict[str, Any]:
    """Return what the page of an application shows of photos: the newest of a kind first."""
    requests = list(asked.of(found.pk))
    waiting = {one.kind for one in requests if one.state == "open"}
    may_ask = found.status in UNDECIDED and allowed(
        actor, Permission.APPLICATION_ENTER, region_code=found.region_code
    )
    return {
        "photos": [(one, PHOTOS[one.kind]) for one in found.photos.order_by("kind", "-pk")],
        "asked": [(one, PHOTOS[one.kind]) for one in requests],
        "may_ask_photo": may_ask,
        "to_ask": [(k, words) for k, words in PHOTOS.items() if k not in waiting and may_ask],
    }


@requires(Permission.APPLICATION_ENTER)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the family for a new photo."""
    _seen(request, pk)
    try:
        asked_photos.ask(
            application_id=pk,
            kind=request.POST.get("foto", ""),
            reason=request.POST.get("reason", ""),
            by=actor_of(request),
            at=clock.now(),
        )
    except NotAllowed as refusal:
        messages.error(request, _refusal(refusal))
    else:
        messages.success(request, _("Foto diminta. Keluarga melihatnya di halaman pengajuannya."))
    return redirect("applications:detail", pk)


@requires(Permission.APPLICATION_ENTER)
@require_POST
def call_off(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Take back what was asked."""
    _seen(request, pk)
    given: dict[str, Any] = {"application_id": pk, "kind": kind, "by": actor_of(request)}
    try:
        asked_photos.call_off(**given, at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, _refusal(refusal))
    else:
        messages.success(request, _("Permintaan foto dibatalkan."))
    return redirect("applications:detail", pk)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the photo that the desk asked the citizen of this sitting for."""
    number = sitting.own_of(request)
    wanted = next((one for one in asked.open_of(number or 0) if one.kind == kind), None)
    if number is None or wanted is None or wanted.application.status not in UNDECIDED:
        return redirect("applications:status")
    posted = request.method == "POST"
    form = AskedPhotoForm(request.POST if posted else None, request.FILES if posted else None)
    if posted:
        if not sitting.may_send_photo(request):
            return too_many(request)
        if form.is_valid() and _kept(form, number, kind):
            messages.success(request, _("Terima kasih. Foto Anda sudah kami terima."))
            return redirect("applications:status")
    context = {"form": form, "title": TITLES[PAGES[kind]], "reason": wanted.reason}
    status = 422 if form.errors else 200
    return render(request, "applications/public/asked_photo.html", context, status=status)


def _kept(form: AskedPhotoForm, application_id: int, kind: str) -> bool:
    """Keep the photo of a valid form; False where it is none, and the form says why."""
    sent = form.cleaned_data["photo"]
    try:
        asked_photos.answer(
            application_id=application_id,
            kind=kind,
            file=cast(IO[bytes], sent),
            size=sent.size or 0,
            at=clock.now(),
        )
    except photos.BadPhoto as fault:
        form.add_error("photo", str(BAD_PHOTO[fault.code]))
    except NotAllowed as refusal:
        form.add_error(None, _refusal(refusal))
    return not form.errors


def _seen(request: HttpRequest, pk: int) -> None:
    if office.one(actor_of(request), pk) is None:
        raise Http404


def _refusal(why: NotAllowed) -> str:
    return str(REFUSALS.get(str(why), _("Langkah ini tidak dapat dilakukan sekarang.")))
