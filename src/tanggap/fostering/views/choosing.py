"""Choosing a family, and answering what was chosen or proposed."""

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.models import Donor, Match, Pledge
from tanggap.fostering.queries import mine, profiles
from tanggap.fostering.services import choosing
from tanggap.fostering.types import MatchState, NotAllowed, Taken
from tanggap.fostering.views import looks, sitting

REFUSALS: Final = {
    "full": gettext_lazy("Semua tempat dalam kesanggupan ini sudah terisi."),
    "state": gettext_lazy("Kesanggupan atau pilihan ini sudah berubah. Lihat lagi."),
    "waiting": gettext_lazy("Keluarga ini tidak lagi menunggu. Pilih yang lain."),
    "forbidden": gettext_lazy("Keluarga ini tidak dapat Anda pilih. Pilih yang lain."),
    "wishes": gettext_lazy("Paket ini bukan untuk keluarga itu. Pilih yang lain."),
    "shown": gettext_lazy("Pilihlah dari keluarga yang ditunjukkan di halaman ini."),
    "firm": gettext_lazy(
        "Keluarga itu tidak memenuhi keinginan yang Anda tandai “harus”. Pilih yang lain."
    ),
    "expired": gettext_lazy("Waktu untuk menjawab sudah habis. Keluarga ini menunggu lagi."),
    "aided": gettext_lazy("Keluarga ini baru saja menerima bantuan lain. Pilih yang lain."),
    "unknown": gettext_lazy("Petugas masih memeriksa data keluarga ini. Cobalah lagi besok."),
}
CONFLICT: Final = 409
NEXT: Final = 100
"""So many suitable families are looked through for those that are offered instead."""


@sitting.donors
@require_POST
def choose(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:
    """Hold a family for half an hour; where somebody was faster, offer the next best."""
    if not sitting.may_choose(donor):
        return sitting.too_many(request)
    number = request.POST.get("keluarga", "")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise Http404
    try:
        match = choosing.hold(
            pledge_id=pk, candidate_id=int(number), by=actor_of(request), at=clock.now()
        )
    except Pledge.DoesNotExist:
        raise Http404 from None
    except Taken as taken:
        return _others(request, pk, taken.others)
    except NotAllowed as refusal:
        messages.warning(request, _said(refusal))
        return redirect("fostering:pledge", pk)
    return redirect("fostering:answer", match.pk)


@sitting.donors
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Show what one holds or was offered, with the time left; take the yes or the no."""
    match = mine.matches(actor_of(request)).filter(pk=pk).first()
    if match is None:
        raise Http404
    if match.state not in (MatchState.HELD, MatchState.OFFERED):
        return _onward(match)
    if request.method == "POST":
        return _answered(request, match)
    return render(request, "fostering/donor/answer.html", _context(match, clock.now()))


def _answered(request: HttpRequest, match: Match) -> HttpResponse:
    told: dict[str, Any] = {"match_id": match.pk, "by": actor_of(request), "at": clock.now()}
    try:
        if "tidak" in request.POST:
            choosing.let_go(**told)
            messages.success(request, _("Keluarga ini dapat dipilih orang lain."))
            return redirect("fostering:pledge", match.slot.pledge_id)
        is_held = match.state == MatchState.HELD
        (choosing.confirm if is_held else choosing.accept_offer)(**told)
    except NotAllowed as refusal:
        messages.warning(request, _said(refusal))
        return redirect("fostering:pledge", match.slot.pledge_id)
    messages.success(request, _("Terima kasih. Anda sekarang mengasuh keluarga ini."))
    return redirect("fostering:family", match.pk)


def _others(request: HttpRequest, pledge_id: int, others: tuple[int, ...]) -> HttpResponse:
    """Say that somebody was faster, with the families that suit as well."""
    found = {one.candidate_id: one for one in profiles.for_pledge(pledge_id, limit=NEXT)}
    cards = looks.cards([found[number] for number in others if number in found])
    context = {"pledge_id": pledge_id, "cards": cards}
    return render(request, "fostering/donor/taken.html", context, status=CONFLICT)


def _context(match: Match, at: datetime) -> dict[str, Any]:
    pledge = match.slot.pledge
    left = (match.expires_at - at).total_seconds() if match.expires_at else 0
    return {
        "match": match,
        "card": looks.own_card(match),
        "is_offer": match.state == MatchState.OFFERED,
        "left": looks.time_left(left),
        "is_over": left <= 0,
        "pledge": pledge,
        "package": looks.package_name(pledge.package),
        "month": looks.month(max(pledge.first_month, f"{clock.today():%Y-%m}")),
        "whole": pledge.amount * pledge.months,
    }


def _onward(match: Match) -> HttpResponse:
    if match.state in (MatchState.ACTIVE, MatchState.COMPLETED):
        return redirect("fostering:family", match.pk)
    return redirect("fostering:pledge", match.slot.pledge_id)


def _said(refusal: NotAllowed) -> str:
    return str(REFUSALS.get(str(refusal), REFUSALS["state"]))
