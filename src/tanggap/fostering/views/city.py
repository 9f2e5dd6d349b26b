"""The city's account at the desk: the account under four eyes, and what it holds."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.domain import passing
from tanggap.fostering.forms.city import AccountForm, HandingForm
from tanggap.fostering.models import CityAccount, Passage
from tanggap.fostering.queries import city, desk, settings
from tanggap.fostering.services import city_accounts, city_money
from tanggap.fostering.types import NotAllowed, PassageState
from tanggap.fostering.views import city_words as words
from tanggap.regions import queries as regions

UNREADABLE: Final = 422
CITY: Final = 4
"""Digits of a city's code: an account belongs to a whole city or regency."""
LAST: Final = 10


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the account in force, what waits for approval, and the gifts that the city holds."""
    actor, today = actor_of(request), clock.today()
    rows = list(city.accounts(actor).exclude(state=CityAccount.State.PROPOSED)[:LAST])
    context = {
        "current": [one for one in rows if words.is_in_force(one, today)],
        "history": [(one, *words.account(one, today)) for one in rows],
        "proposals": [
            (one, _before(one), one.proposed_by_id == actor.user_id)
            for one in city.accounts(actor).filter(state=CityAccount.State.PROPOSED)
        ],
        "waiting": [_gift(one) for one in city.to_hand_on(actor)],
        "stranded": [_gift(one) for one in city.stranded(actor)],
        "held": city.held_by_pledge(actor),
        "sums": city.sums(actor),
        "within": settings.hand_within(),
        "may_change": allowed(actor, Permission.FOSTER_MATCH),
        "may_approve": allowed(actor, Permission.RULE_APPROVE),
    }
    return render(request, "fostering/office/city.html", context)


@requires(Permission.FOSTER_MATCH)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask for an account, and propose it."""
    actor = actor_of(request)
    region_code = _city_of(actor)
    form = AccountForm(request.POST or None, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            city_accounts.propose(form.draft(region_code), by=actor, at=clock.now())
        except NotAllowed as refusal:
            form.add_error(None, words.refusal(str(refusal)))
        else:
            messages.success(request, _("Rekening diusulkan. Petugas lain memutuskannya."))
            return redirect("fostering:city")
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "place": regions.name_of(region_code)}
    return render(request, "fostering/office/city_account.html", context, status=status)


@requires(Permission.FOSTER_VIEW)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, refuse or end an account; the service asks for the right."""
    actor = actor_of(request)
    if not city.accounts(actor).filter(pk=pk).exists():
        raise Http404
    told: dict[str, Any] = {"by": actor, "at": clock.now()}
    step, reason = request.POST.get("langkah", ""), request.POST.get("teks", "")
    try:
        if step == "setuju":
            city_accounts.approve(pk, **told)
            messages.success(request, _("Rekening disetujui dan tampil bagi donatur."))
        elif step == "akhiri":
            city_accounts.end(pk, reason=reason, **told)
            messages.success(request, _("Rekening diakhiri. Donatur tidak melihatnya lagi."))
        else:
            city_accounts.refuse(pk, reason=reason, **told)
            messages.success(request, _("Usulan tidak dipakai."))
    except NotAllowed as refusal:
        messages.error(request, words.refusal(str(refusal)))
    return redirect("fostering:city")


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_http_methods(["GET", "POST"])
def gift(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one gift on its way, and hand it on, give it back, or move it to another family."""
    actor = actor_of(request)
    one = city.gifts(actor).filter(pk=pk).first()
    if one is None:
        raise Http404
    goes_on = _gift(one)["goes_on"]
    form = HandingForm(request.POST or None, back=not goes_on, initial={"on": clock.today()})
    step = request.POST.get("langkah", "")
    if request.method == "POST" and (step in ("pindah", "batal") or form.is_valid()):
        try:
            told = _act(request, one, step, form, goes_on=goes_on)
        except NotAllowed as refusal:
            form.add_error(None, words.refusal(str(refusal)))
            if step in ("pindah", "batal"):
                messages.error(request, words.refusal(str(refusal)))
                return redirect("fostering:gift", pk)
        else:
            messages.success(request, told)
            return redirect("fostering:city")
    label, tone = words.GIFT[PassageState(one.state)]
    context = {
        **_gift(one), "form": form, "label": label, "tone": tone,
        "receipts": one.receipts.all(), "wish": words.WISH[one.wish],
        "target": city.target(one) if not goes_on else None,
        "may": allowed(actor, Permission.FOSTER_MATCH, region_code=one.region_code),
        "is_own": one.receipts.filter(by_id=actor.user_id).exists(),
        "place": regions.name_of(one.region_code),
    }  # fmt: skip
    status = UNREADABLE if form.is_bound else 200
    return render(request, "fostering/office/gift.html", context, status=status)


def _act(
    request: HttpRequest, one: Passage, step: str, form: HandingForm, *, goes_on: bool
) -> str:  # fmt: skip
    """Do what was asked; return what to say about it. Raises NotAllowed."""
    told: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}
    if step == "pindah":
        city_money.move_on(one.pk, **told)
        return _("Titipan dipindahkan. Donatur diberi tahu.")
    if step == "batal":
        city_money.came_back(one.pk, reason=request.POST.get("teks", ""), **told)
        return _("Penerusan dibatalkan. Titipan menunggu diteruskan lagi.")
    if goes_on:
        city_money.hand_on(one.pk, form.told(), **told)
        return _("Titipan diteruskan. Keluarga ditanya apakah sampai.")
    city_money.give_back(one.pk, form.told(), **told)
    return _("Titipan dikembalikan. Donatur diberi tahu.")


def _gift(one: Passage) -> dict[str, Any]:
    match, today = one.instalment.match, clock.today()
    came = one.received_on
    is_late = came is not None and passing.is_late(came, today=today, within=settings.hand_within())
    goes_on = one.state == PassageState.RECEIVED and match.state == "active"
    return {
        "one": one, "match": match, "donor": match.slot.pledge.donor, "goes_on": goes_on,
        "days": (today - came).days if came else 0, "is_late": is_late,
        "wish": words.WISH[one.wish],
        "is_stranded": one.state == PassageState.RECEIVED and not goes_on,
    }  # fmt: skip


def _before(one: CityAccount) -> CityAccount | None:
    """Return the account that a proposal would replace."""
    return city.in_force(one.region_code, on=max(one.valid_from, clock.today()))


def _city_of(actor: Actor) -> str:
    """Return the city of an officer's role, else that of the donors: an account belongs to one."""
    held = [one.region_code for one in actor.roles if one.role == "foster_coordinator"]
    found = min(held, key=len) if held else ""
    known = desk.donors(actor).order_by("pk").values_list("region_code", flat=True)
    return (found or known.first() or "")[:CITY]
