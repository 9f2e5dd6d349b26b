"""A donor's word on the way of a gift: straight, or through the city's account."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.models import Donor, Passage, Pledge
from tanggap.fostering.queries import city, mine
from tanggap.fostering.services import city as services
from tanggap.fostering.services import city_money
from tanggap.fostering.types import InstalmentState, NotAllowed, PassageState
from tanggap.fostering.views import city_words, looks, sitting

WAYS: Final = {
    Pledge.Via.DIRECT.value: gettext_lazy("Langsung, dipertemukan kelurahan"),
    Pledge.Via.CITY.value: gettext_lazy("Lewat rekening kota, tanpa nama"),
}


@sitting.donors
@require_POST
def choose(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Take the other way for what is not sent yet."""
    via = Pledge.Via.CITY if request.POST.get("jalan") == "kota" else Pledge.Via.DIRECT
    try:
        services.choose(pk, via, by=actor_of(request), at=clock.now())
    except Pledge.DoesNotExist as error:
        raise Http404 from error
    except NotAllowed:
        messages.error(request, _("Jalan ini tidak dapat dipilih sekarang."))
    else:
        messages.success(request, _("Jalan pemberian diganti untuk tahap yang belum dikirim."))
    return redirect("fostering:pledge", pk)


@sitting.donors
@require_POST
def wish(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Say what becomes of a gift that cannot reach its family any more."""
    wanted = Passage.Wish.MOVE if request.POST.get("mau") == "pindah" else Passage.Wish.RETURN
    try:
        city_money.wish(pk, wanted, by=actor_of(request), at=clock.now())
    except Passage.DoesNotExist as error:
        raise Http404 from error
    except NotAllowed:
        messages.info(request, _("Titipan ini sudah diurus."))
    else:
        messages.success(request, _("Terima kasih. Petugas melaksanakan pilihan Anda."))
    gift = Passage.objects.unscoped(reason=mine.OWN).select_related("instalment").get(pk=pk)
    return redirect("fostering:family", gift.instalment.match_id)


def where(one: Any) -> dict[str, Any]:
    """Return where a donor sends an instalment; `gift` is None where it goes straight.

    `account` is None while no account is in force: nothing is to be sent then.
    """
    gift = city.of(one)
    account = city.in_force(gift.region_code, on=clock.today()) if gift else None
    return {"gift": gift, "account": account, "open": _is_open(gift)}


def label(one: Any, gift: Passage | None) -> tuple[Any, str]:
    """Return how an instalment of a donor stands, and its tone."""
    if gift is None or one.state in (InstalmentState.RECEIVED, InstalmentState.DISPUTED):
        return looks.INSTALMENT[InstalmentState(one.state)]
    own = city_words.OWN.get(PassageState(gift.state))
    return own or looks.INSTALMENT[InstalmentState(one.state)]


def why_not(region_code: str) -> str:
    """Return why the way through the city is not offered, "" where it is."""
    if city.in_force(region_code, on=clock.today()) is not None:
        return ""
    return _(
        "Jalan lewat rekening kota belum dapat dipilih, karena kota belum menetapkan rekening yang "
        "berlaku. Pemberian langsung diatur kelurahan, juga tanpa nama."
    )


def _is_open(gift: Passage | None) -> bool:
    return gift is None or gift.state == PassageState.EXPECTED
