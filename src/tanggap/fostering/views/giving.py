"""Telling that an instalment was sent, with a proof."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.forms.pledging import SentForm
from tanggap.fostering.models import Donor, Instalment
from tanggap.fostering.queries import mine
from tanggap.fostering.services import giving, proofs
from tanggap.fostering.services.proofs import BadPhoto
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.fostering.views import looks, sitting, ways
from tanggap.fostering.views.mine import OPEN_STATES


@sitting.donors
@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Take in that an instalment was sent, by its reference or by a photo or PDF."""
    one = _own(request, pk)
    where = ways.where(one)
    is_open = one.state in OPEN_STATES and one.match.state == MatchState.ACTIVE
    if not (is_open and where["open"]):
        return redirect("fostering:family", one.match_id)
    files = request.FILES if request.method == "POST" else None
    form = SentForm(request.POST or None, files)
    if request.method == "POST" and form.is_valid() and _said(request, one, form):
        messages.success(request, _thanks(where))
        return redirect("fostering:family", one.match_id)
    context: dict[str, Any] = {
        "form": form,
        "one": one,
        "where": where,
        "card": looks.own_card(one.match),
        "month": looks.month(one.month),
        "package": looks.package_name(one.match.slot.pledge.package),
    }
    return sitting.page(request, "fostering/donor/sent.html", context)


def _thanks(where: dict[str, Any]) -> str:
    if where["gift"] is None:
        return _("Terima kasih. Kami menanyakan kepada keluarga apakah sampai.")
    return _("Terima kasih. Kami mencocokkannya dengan rekening kota, lalu meneruskannya.")


@sitting.donors
@require_GET
def proof(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Send a donor's own proof back as a file to download."""
    one = _own(request, pk)
    try:
        data, kind = proofs.content(one.proof) if one.proof else (b"", "")
    except FileNotFoundError:
        data = b""
    if not data:
        raise Http404
    return as_download(data, kind, f"bukti-{one.month}")


def as_download(data: bytes, kind: str, name: str) -> HttpResponse:
    """Return a proof as a file that no browser draws inside our pages."""
    answer = HttpResponse(data, content_type=kind)
    ending = "pdf" if kind == proofs.PDF else "jpg"
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _said(request: HttpRequest, one: Instalment, form: SentForm) -> bool:
    """Keep the proof and say that it was sent; False where the form says what is wrong."""
    file = form.cleaned_data["proof"]
    try:
        giving.say_sent(
            one.pk,
            proof=proofs.keep(file) if file else "",
            note=form.cleaned_data["reference"],
            by=actor_of(request),
            at=clock.now(),
        )
    except BadPhoto as fault:
        form.add_error("proof", bad_proof(fault.code))
        return False
    except NotAllowed as refusal:
        told = {"account": _("Rekening kota sedang tidak berlaku. Jangan mengirim dahulu.")}
        usual = _("Tahap ini sudah berubah. Muat ulang halamannya.")
        form.add_error(None, told.get(str(refusal), usual))
        return False
    return True


def _own(request: HttpRequest, pk: int) -> Instalment:
    """Return an instalment of the donor's own match. Raises Http404."""
    found: Instalment | None = mine.instalments(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def bad_proof(code: str) -> str:
    """Return what to do about a proof that cannot be taken."""
    return {
        "large": _("Berkas ini terlalu besar. Pilih yang lebih kecil dari 5 MB."),
        "small": _("Foto ini terlalu kecil untuk dibaca."),
        "pixels": _("Foto ini terlalu besar. Pilih yang lebih kecil."),
    }.get(code, _("Berkas ini bukan foto JPEG, PNG, WebP, atau PDF yang utuh."))
