"""Cek bantuan: a number and a proof, by POST only; nothing of it stands in an address or a log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import public
from tanggap.applications.queries.of_person import Asked
from tanggap.applications.types import Status
from tanggap.assistance.queries.citizens import AidMonth
from tanggap.core import clock, limits
from tanggap.core.masking import mask_nik
from tanggap.core.registry import text_of
from tanggap.distribution.queries.citizens import OnItsWay
from tanggap.distribution.types import PaymentState
from tanggap.warga.domain.months import in_words
from tanggap.warga.forms import CheckForm
from tanggap.warga.services import checking
from tanggap.warga.services.checking import Answer, TooMany
from tanggap.warga.views.ways import ways

TOO_MANY: Final = 429
WRONG: Final = 422


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months of a programme that stand alike: what they are, and what to do."""

    months: str
    status: str
    tone: str
    rupiah: int | None
    collect: str


@public
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for number and proof; show the aid, or that nothing can be shown."""
    if request.GET:  # a number that somebody put into the address goes no further
        return redirect("warga:check")
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = WRONG if request.method == "POST" else 200
        context = {"form": form, "ways": ways(request)}
        return render(request, "warga/check.html", context, status=status)
    number = form.cleaned_data["number"]
    try:
        answer = checking.check(
            number=number, told=form.told(), address=limits.address_of(request), at=clock.now()
        )
    except TooMany:
        return render(request, "warga/too_many.html", status=TOO_MANY)
    context = _shown(answer) if answer else {}
    context |= {"answer": answer, "masked": mask_nik(number), "ways": ways(request)}
    return render(request, "warga/answer.html", context)


def _shown(answer: Answer) -> dict[str, Any]:
    return {
        "aids": [
            {
                "name": months[0].name,
                "source": months[0].source,
                "for_family": all(one.for_family for one in months),
                "stretches": list(_stretches(months, answer.way)),
            }
            for months in _by_programme(answer.months)
        ],
        "asked": [(one, _asked_words(one)) for one in answer.asked],
        "seen": answer.seen,
    }


def _by_programme(months: list[AidMonth]) -> Iterator[list[AidMonth]]:
    for _code, some in groupby(months, key=lambda one: one.programme):
        yield list(some)


def _stretches(months: list[AidMonth], way: dict[tuple[int, str], OnItsWay]) -> Iterator[Stretch]:
    """Yield the months that stand alike together, in their order."""
    told = [(one, _status(one, way.get((one.award, one.month)))) for one in months]
    kept: dict[tuple[Any, ...], list[str]] = {}
    for one, state in told:
        kept.setdefault((*state, None if one.in_goods else one.rupiah), []).append(one.month)
    for (status, tone, collect, rupiah), some in kept.items():
        yield Stretch(text_of(in_words(some)), status, tone, rupiah, collect)


def _status(one: AidMonth, on_its_way: OnItsWay | None) -> tuple[str, str, str]:
    """Return status, tone and what to do for one month."""
    if one.ended:
        return _("Dihentikan"), "", ""
    if on_its_way is None:
        if one.waits:
            return (
                _("Menunggu pemeriksaan data"),
                "yellow",
                _("Datanglah ke kantor kelurahan dengan KTP dan KK."),
            )
        return _("Ditetapkan"), "blue", ""
    return _paid_status(on_its_way)


def _paid_status(one: OnItsWay) -> tuple[str, str, str]:
    channel = checking.channel_name(one.channel, get_language() or "id")
    through = _("Lewat %(channel)s. Bawa KTP atau KK.") % {"channel": channel}
    if one.state == PaymentState.PAID:
        return _("Sudah diterima"), "green", ""
    if one.state == PaymentState.FAILED:
        return _("Belum sampai"), "red", _("Datanglah ke kantor kelurahan dengan KTP dan KK.")
    if one.state == PaymentState.RETURNED:
        return _("Kembali ke kas"), "red", _("Datanglah ke kantor kelurahan dengan KTP dan KK.")
    if one.state == PaymentState.SENT:
        return _("Siap diambil"), "green", _seat(one) or through
    return _("Disiapkan"), "blue", _seat(one) or _("Tempat dan waktunya akan diberitahukan.")


def _seat(one: OnItsWay) -> str:
    if one.at is None:
        return ""
    return _("%(place)s, %(address)s, %(when)s. Bawa KTP atau KK.") % {
        "place": one.place,
        "address": one.address,
        "when": _when(one.at),
    }


def _when(at: datetime) -> str:
    local = timezone.localtime(at)
    return _("%(day)s pukul %(time)s") % {
        "day": f"{local:%d-%m-%Y}",
        "time": f"{local:%H.%M}",
    }


def _asked_words(one: Asked) -> str:
    return {
        Status.RECEIVED: _("Diterima, sedang diperiksa"),
        Status.VISITING: _("Menunggu kunjungan petugas"),
        Status.VISITED: _("Sudah dikunjungi, menunggu keputusan"),
        Status.APPROVED: _("Disetujui"),
        Status.WAITING: _("Di daftar tunggu"),
        Status.REFUSED: _("Tidak disetujui"),
        Status.WITHDRAWN: _("Ditarik kembali"),
    }.get(one.status, "")
