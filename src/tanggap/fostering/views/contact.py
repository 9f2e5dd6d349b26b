"""The family's name and number, for its donor, where both sides agreed; every look is recorded."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.models import Donor
from tanggap.fostering.services import safety
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.fostering.views import looks, sitting
from tanggap.fostering.views.mine import own_match

HOW: Final = "Di halaman donatur"
REFUSALS: Final = {
    "approval": gettext_lazy("Petugas harus menyetujui Anda dahulu."),
    "consent": gettext_lazy("Keluarga belum bersedia, atau izinnya sudah ditarik."),
    "state": gettext_lazy("Anda tidak lagi mengasuh keluarga ini."),
}


@sitting.donors
@require_POST
def look(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Show name and number once, for this look; it is written down."""
    match = own_match(request, pk, (MatchState.ACTIVE,))
    try:
        name, phone = safety.look_at_contact(pk, by=actor_of(request), at=clock.now())
    except NotAllowed as refusal:
        messages.warning(request, _said(refusal))
        return redirect("fostering:family", pk)
    context = {"match": match, "card": looks.own_card(match), "name": name, "phone": phone}
    return render(request, "fostering/donor/contact.html", context)


@sitting.donors
@require_POST
def consent(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:
    """Agree to be in contact with the family, or take that back."""
    own_match(request, pk, (MatchState.ACTIVE,))
    told: dict[str, Any] = {"donor": donor, "by": actor_of(request), "at": clock.now()}
    try:
        if "tarik" in request.POST:
            safety.withdraw_contact(pk, **told)
            messages.success(request, _("Izin kontak Anda ditarik."))
        else:
            safety.agree_to_contact(pk, how=HOW, **told)
            messages.success(request, _("Anda bersedia dihubungkan. Keluarga kami tanya juga."))
    except NotAllowed as refusal:
        messages.warning(request, _said(refusal))
    return redirect("fostering:family", pk)


def _said(refusal: NotAllowed) -> str:
    return str(REFUSALS.get(str(refusal), REFUSALS["state"]))
