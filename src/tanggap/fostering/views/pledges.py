"""Pledging: the form, a look at it before it counts, the pledge itself, taking it back."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.domain import wishes as wishing
from tanggap.fostering.domain.months import pledgeable
from tanggap.fostering.forms.pledging import PledgeForm, ReasonForm, WithdrawForm
from tanggap.fostering.models import Donor, Package, Pledge
from tanggap.fostering.queries import city, mine, profiles
from tanggap.fostering.services import certificates, pledging
from tanggap.fostering.types import MatchState, NotAllowed, PledgeState, Wishes
from tanggap.fostering.views import looks, sitting, ways

KEPT: Final = "fostering.pledge"
"""Where a pledge stands in the session between its form and the word for it."""
SHOWN: Final = 12
MOVING: Final = (MatchState.HELD, MatchState.OFFERED, MatchState.ACTIVE, MatchState.COMPLETED)


@sitting.donors
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, donor: Donor) -> HttpResponse:
    """Ask what somebody wants to give, to how many, from when, and what they wish."""
    kept = request.session.get(KEPT)
    start = {"naming": "nama" if donor.is_named else "anonim", "families": "1"}
    why_not = ways.why_not(donor.region_code)
    form = PledgeForm(
        request.POST or None, initial=kept or start, city=donor.region_code,
        home_code=donor.home_code, packages=_packages(), has_account=not why_not,
        months=[(one, looks.month(one)) for one in pledgeable(clock.now())],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kind = Package.objects.get(code=form.cleaned_data["package"]).kind
        through = form.goes_through_the_city(is_goods=kind == Package.Kind.GOODS)
        request.session[KEPT] = {
            **form.cleaned_data, "wishes": wishing.document(form.wishes()),
            "via": (Pledge.Via.CITY if through else Pledge.Via.DIRECT).value,
        }  # fmt: skip
        return redirect("fostering:pledge_check")
    return sitting.page(request, "fostering/donor/pledge.html", {"form": form, "why_not": why_not})


@sitting.donors
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, donor: Donor) -> HttpResponse:  # noqa: ARG001
    """Show what was typed with all that follows from it, and take the word."""
    kept = request.session.get(KEPT)
    package = Package.objects.filter(code=(kept or {}).get("package", "")).first()
    if not kept or package is None:
        return redirect("fostering:pledge_new")
    wished = wishing.read(kept["wishes"])
    if request.method == "POST":
        return _make(request, kept, wished)
    context = {
        "kept": kept,
        "package": looks.package_name(package),
        "contents": package.contents,
        "month": looks.month(kept["first_month"]),
        "each": package.amount,
        "months": package.months,
        "whole": package.amount * package.months * int(kept["families"]),
        "wishes": looks.wishes(wished),
        "is_named": kept["naming"] == "nama",
        "way": ways.WAYS[kept["via"]],
    }
    return render(request, "fostering/donor/check.html", context)


def _make(request: HttpRequest, kept: dict[str, Any], wished: Wishes) -> HttpResponse:
    try:
        made = pledging.pledge(
            package=kept["package"], families=int(kept["families"]), wishes=wished,
            first_month=kept["first_month"], is_named=kept["naming"] == "nama",
            wants_meeting=bool(kept["wants_meeting"]), via=kept["via"], by=actor_of(request),
            at=clock.now(),
        )  # fmt: skip
    except NotAllowed:  # the month is over, or the package is no longer offered
        messages.warning(request, _("Paket atau bulan ini sudah tidak dapat dipilih. Pilih lagi."))
        return redirect("fostering:pledge_new")
    request.session.pop(KEPT, None)
    messages.success(request, _("Terima kasih. Kesanggupan Anda sudah dicatat."))
    return redirect("fostering:pledge", made.pk)


@sitting.donors
@require_GET
def pledge(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Show a pledge, what became of it, and families that it may choose."""
    one = _own(request, pk)
    label, tone = looks.PLEDGE[PledgeState(one.state)]
    free = mine.free_slots(one) if one.state == PledgeState.OPEN else 0
    taken = list(mine.matches(actor_of(request)).filter(slot__pledge=one, state__in=MOVING))
    context = {
        "pledge": one,
        "package": looks.package_name(one.package),
        "label": label,
        "tone": tone,
        "free": free,
        "wishes": looks.wishes(wishing.read(one.wishes)),
        "taken": [
            (card, m, *looks.MATCH[MatchState(m.state)])
            for card, m in zip(looks.own_cards(taken), taken, strict=True)
        ],
        "way": ways.WAYS[one.via],
        "why_not": ways.why_not(one.region_code),
        "may_turn": one.state == PledgeState.OPEN and city.offers(one.package),
        "is_whole": one.families > 1 and certificates.is_whole(one),
        "cards": looks.cards(profiles.for_pledge(one.pk, limit=SHOWN)) if free else [],
    }
    return render(request, "fostering/donor/pledge_page.html", context)


@sitting.donors
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Ask once more and for the reason, then take back what is not given yet."""
    one = _own(request, pk)
    if one.state != PledgeState.OPEN:
        return redirect("fostering:pledge", pk)
    mine_now = mine.matches(actor_of(request)).filter(slot__pledge=one)
    active = list(mine_now.filter(state=MatchState.ACTIVE))
    form = (WithdrawForm if active else ReasonForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        going_on = pledging.withdraw(
            pledge_id=pk, reason=form.cleaned_data["reason"], by=actor_of(request), at=clock.now(),
            keep=form.cleaned_data.get("keep") != "tidak",
        )  # fmt: skip
        messages.success(request, _withdrawn(len(active), going_on))
        return redirect("fostering:mine")
    context = {
        "form": form, "pledge": one, "package": looks.package_name(one.package),
        "free": mine.free_slots(one), "active": looks.own_cards(active),
        "undecided": mine_now.filter(state__in=[MatchState.HELD, MatchState.OFFERED]).count(),
    }  # fmt: skip
    return sitting.page(request, "fostering/donor/withdraw.html", context)


def _withdrawn(active: int, going_on: int) -> str:
    told = _("Kesanggupan ditarik.")
    if going_on:
        return told + " " + _("Keluarga yang sudah Anda asuh tetap Anda asuh sampai selesai.")
    if active:
        return told + " " + _("Keluarga yang Anda asuh menunggu lagi, dan kami beri tahu.")
    return told


def _own(request: HttpRequest, pk: int) -> Pledge:
    """Return the donor's own pledge. Raises Http404."""
    found: Pledge | None = mine.pledges(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _packages() -> list[tuple[str, str]]:
    return [
        (one.code, looks.package_line(one))
        for one in Package.objects.filter(is_offered=True).order_by("months", "pk")
    ]
