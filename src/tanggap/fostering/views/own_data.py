"""A donor's own data: change, take along, close the account; and the letter to a new address."""

import json
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, public
from tanggap.core import clock, paper
from tanggap.fostering import sealing
from tanggap.fostering.domain.registering import Registration
from tanggap.fostering.forms.pledging import ReasonForm
from tanggap.fostering.forms.registering import DataForm
from tanggap.fostering.models import Donor
from tanggap.fostering.queries import mine
from tanggap.fostering.services import own_data
from tanggap.fostering.types import InstalmentState, MatchState, NotAllowed, PledgeState
from tanggap.fostering.views import looks, sitting
from tanggap.language import Language

GONE: Final = 410


@sitting.donors
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, donor: Donor) -> HttpResponse:
    """Show what a donor said of themselves, and let them change it."""
    form = DataForm(request.POST or None, initial=_initial(donor))
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = dict(form.cleaned_data)
        given = Registration(
            is_named=told.pop("naming") == "nama", language=_language(), **told
        )  # fmt: skip
        waits = own_data.change(given, by=actor_of(request), at=clock.now())
        messages.success(request, _("Data Anda disimpan."))
        if waits:
            messages.info(
                request,
                _("Buka tautan yang kami kirim ke alamat baru; sampai itu alamat lama berlaku."),
            )
        return redirect("fostering:own_data")
    return sitting.page(request, "fostering/donor/data.html", {"form": form, "donor": donor})


@sitting.donors
@require_GET
def take(request: HttpRequest, donor: Donor) -> HttpResponse:  # noqa: ARG001
    """Send all that is held of the donor: to read as PDF, or for another programme as JSON."""
    told = own_data.take_out(by=actor_of(request), at=clock.now())
    if request.GET.get("bentuk") == "json":
        content: Any = json.dumps(told, ensure_ascii=False, indent=1)
        answer = HttpResponse(content, content_type="application/json")
        answer["Content-Disposition"] = 'attachment; filename="data-saya.json"'
        return answer
    answer = HttpResponse(_paper(told), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="data-saya.pdf"'
    return answer


@sitting.donors
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, donor: Donor) -> HttpResponse:  # noqa: ARG001
    """Say what follows from closing the account, then do it."""
    actor = actor_of(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own_data.close(
            reason=form.cleaned_data["reason"], language=_language(), by=actor, at=clock.now()
        )
        return redirect("fostering:closed")
    active = list(mine.matches(actor).filter(state=MatchState.ACTIVE))
    context = {
        "form": form,
        "open": mine.open_pledges(actor).count(),
        "active": looks.own_cards(active),
        "undecided": mine.waiting_for_me(actor).count(),
    }
    return sitting.page(request, "fostering/donor/close.html", context)


@public
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return render(request, "fostering/public/closed.html")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever has the letter confirm a new address; opening the link alone changes nothing."""
    try:
        _donor, email = own_data.asked(token)
        if request.method == "POST":
            own_data.move(token, at=clock.now())
            messages.success(request, _("Alamat surel Anda sudah diganti."))
            return redirect("fostering:mine")
    except NotAllowed as refusal:
        context = {"refusal": str(refusal)}
        return render(request, "fostering/public/no_link.html", context, status=GONE)
    return render(request, "fostering/public/address.html", {"email": email})


def _initial(donor: Donor) -> dict[str, Any]:
    names = ("kind", "name", "organisation", "office", "email", "home_code")
    return {name: getattr(donor, name) for name in names} | {
        "phone": sealing.contact_of(donor.sealed_phone),
        "naming": "nama" if donor.is_named else "anonim",
    }


def _language() -> Language:
    return "en" if get_language() == "en" else "id"


def _paper(told: dict[str, Any]) -> bytes:
    """Return what is held as a paper to read."""
    who, nothing = told["donor"], "–"
    labels = {
        "name": _("Nama"), "organisation": _("Organisasi"), "office": _("Kantor"),
        "email": _("Surel"), "phone": _("Telepon"), "home": _("Kelurahan tempat tinggal"),
        "registered": _("Terdaftar"), "confirmed": _("Alamat surel dipastikan"),
        "approval_reason": _("Kata petugas"),
    }  # fmt: skip
    blocks: list[paper.Block] = [
        paper.Pairs([(label, who[name] or nothing) for name, label in labels.items()]),
        paper.Heading(_("Kesanggupan")),
        paper.Table(
            [_("Tanggal"), _("Paket"), _("Keluarga"), _("Setiap bulan"), _("Keadaan")],
            [
                (one["on"], one["package"], str(one["families"]),
                 f"{one['months']} × {looks.money(one['amount'])}",
                 str(looks.PLEDGE[PledgeState(one["state"])][0]))
                for one in told["pledges"]
            ],
        ),
        paper.Heading(_("Keluarga")),
        paper.Table(
            [_("Kode"), _("Dipilih"), _("Mulai"), _("Selesai"), _("Keadaan")],
            [
                (one["family"], one["made"], one["accepted"] or nothing,
                 one["ended"] or nothing, str(looks.MATCH[MatchState(one["state"])][0]))
                for one in told["families"]
            ],
        ),
        paper.Heading(_("Tahap pemberian")),
        paper.Table(
            [_("Kode"), _("Bulan"), _("Rupiah"), _("Diterima"), _("Keadaan")],
            [
                (one["family"], one["month"], looks.money(one["amount"]),
                 one["received"] or nothing,
                 str(looks.INSTALMENT[InstalmentState(one["state"])][0]))
                for one in told["instalments"]
            ],
        ),
    ]  # fmt: skip
    return paper.pdf(title=_("Data saya"), office=_("Keluarga asuh (JAGA ASA)"), blocks=blocks)
