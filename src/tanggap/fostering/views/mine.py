"""A donor's own pages: everything that is theirs, one family, and what keeps both sides safe."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of
from tanggap.core import clock
from tanggap.fostering.forms.pledging import ReasonForm
from tanggap.fostering.models import Donor, Introduction, Match, Pledge
from tanggap.fostering.queries import city, impact, mine
from tanggap.fostering.services import certificates, choosing, registering, safety
from tanggap.fostering.types import InstalmentState, MatchState, NotAllowed, PledgeState
from tanggap.fostering.views import looks, sitting, ways

OPEN_STATES = (InstalmentState.DUE, InstalmentState.DISPUTED)
BEGUN = (MatchState.ACTIVE, MatchState.COMPLETED, MatchState.LAPSED, MatchState.ENDED)


@sitting.donors
@require_GET
def home(request: HttpRequest, donor: Donor) -> HttpResponse:
    """Show what waits for the donor, their families, and what their giving did."""
    actor, at = actor_of(request), clock.now()
    every = list(mine.matches(actor).filter(state__in=BEGUN).exclude(award_id=None))
    due = mine.instalments(actor).filter(
        city.with_the_donor(), match__state=MatchState.ACTIVE, state__in=OPEN_STATES
    )
    context = {
        "donor": donor,
        "waiting": _answers(list(mine.waiting_for_me(actor)), at),
        "due": [_instalment(one) for one in due[:12]],
        "today": clock.today(),
        "families": [
            (card, one, *looks.MATCH[MatchState(one.state)])
            for card, one in zip(looks.own_cards(every), every, strict=True)
        ],
        "pledges": [_pledge(one) for one in mine.pledges(actor)],
        "impact": impact.of(actor),
        "thanks": mine.thanks(actor)[:5],
        "may_ask": donor.approval in (Donor.Approval.NONE, Donor.Approval.REFUSED),
    }  # fmt: skip
    return render(request, "fostering/donor/home.html", context)


@sitting.donors
@require_GET
def family(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:
    """Show one family that the donor looks after: what was given, thanks, meeting."""
    actor = actor_of(request)
    match = own_match(request, pk, BEGUN)
    label, tone = looks.MATCH[MatchState(match.state)]
    context = {
        "donor": donor,
        "match": match,
        "card": looks.own_card(match),
        "package": looks.package_name(match.slot.pledge.package),
        "label": label,
        "tone": tone,
        "instalments": [_instalment(one) for one in mine.instalments(actor).filter(match=match)],
        "stranded": [(one, city.target(one) is not None) for one in city.own_stranded(match)],
        "thanks": mine.thanks(actor).filter(match=match),
        "meeting": match.introductions.exclude(state=Introduction.State.CANCELLED).last(),
        "may_contact": safety.may_contact(match),
        "needs_approval": safety.needs_approval(match),
        "has_agreed": mine.has_agreed(match),
        "is_active": match.state == MatchState.ACTIVE,
        "is_whole": match.state == MatchState.COMPLETED,
    }
    return render(request, "fostering/donor/family.html", context)


@sitting.donors
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Ask once more, then end the looking after; the family waits on with its time kept."""
    match = own_match(request, pk, (MatchState.ACTIVE,))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with suppress(NotAllowed):  # official aid landed meanwhile; it is over in any case
            choosing.stop(match_id=pk, reason=reason, by=actor_of(request), at=clock.now())
        messages.success(request, _("Anda tidak lagi mengasuh keluarga ini."))
        return redirect("fostering:mine")
    context = {"form": form, "match": match, "card": looks.own_card(match)}
    return sitting.page(request, "fostering/donor/stop.html", context)


@sitting.donors
@require_POST
def approval(request: HttpRequest, donor: Donor) -> HttpResponse:  # noqa: ARG001
    """Ask for an officer's word on one's background."""
    try:
        registering.ask_approval(by=actor_of(request), at=clock.now())
    except NotAllowed:
        messages.info(request, _("Permintaan Anda sudah kami terima."))
    else:
        messages.success(request, _("Permintaan dikirim. Petugas akan menghubungi Anda."))
    return redirect("fostering:mine")


@sitting.donors
@require_GET
def own_certificate(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Send the certificate of a package that was given whole."""
    own_match(request, pk, (MatchState.COMPLETED,))
    return _sheet(certificates.of(pk, by=actor_of(request)), certificates.number_of(pk))


@sitting.donors
@require_GET
def pledge_certificate(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:  # noqa: ARG001
    """Send the certificate of a pledge all of whose families have received everything."""
    try:
        content = certificates.of_pledge(pk, by=actor_of(request))
    except (Pledge.DoesNotExist, NotAllowed) as error:
        raise Http404 from error
    return _sheet(content, certificates.number_of_pledge(pk))


def _sheet(content: bytes, number: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    return answer


def own_match(request: HttpRequest, pk: int, states: tuple[MatchState, ...]) -> Match:
    """Return the donor's own match in one of the states. Raises Http404."""
    found: Match | None = mine.matches(actor_of(request)).filter(pk=pk, state__in=states).first()
    if found is None:
        raise Http404
    return found


def _answers(matches: list[Match], at: datetime) -> list[dict[str, Any]]:
    return [
        _answer(one, card, at) for one, card in zip(matches, looks.own_cards(matches), strict=True)
    ]


def _answer(match: Match, card: looks.Card, at: datetime) -> dict[str, Any]:
    left = (match.expires_at - at).total_seconds() if match.expires_at else 0
    return {
        "match": match,
        "card": card,
        "is_offer": match.state == MatchState.OFFERED,
        "left": looks.time_left(left),
        "is_over": left <= 0,
        "package": looks.package_name(match.slot.pledge.package),
    }


def _instalment(one: Any) -> dict[str, Any]:
    where = ways.where(one)
    label, tone = ways.label(one, where["gift"])
    state_is_open = one.state in OPEN_STATES and one.match.state == MatchState.ACTIVE
    return {
        "one": one, "label": label, "tone": tone, "where": where,
        "is_open": state_is_open and where["open"],
    }  # fmt: skip


def _pledge(pledge: Any) -> dict[str, Any]:
    label, tone = looks.PLEDGE[PledgeState(pledge.state)]
    free = mine.free_slots(pledge) if pledge.state == PledgeState.OPEN else 0
    return {
        "one": pledge, "package": looks.package_name(pledge.package), "free": free,
        "label": label, "tone": tone,
    }  # fmt: skip
