"""The clerk's queue: one pair after the other, one key per decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.forms import spoken
from tanggap.people.models import MatchDecision, ReviewPair
from tanggap.people.queries import pairs, quality
from tanggap.people.services import decisions, review
from tanggap.people.services.refusals import PairTaken, Refused
from tanggap.people.types import Verdict


@access.requires(Permission.MATCH_DECIDE)
@never_cache
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show the most valuable pair that nobody else holds."""
    actor, now = access.actor_of(request), clock.now()
    pair = review.take(by=actor, at=now)
    return _page(request, actor, pair)


@access.requires(Permission.MATCH_DECIDE)
@never_cache
@require_GET
def one(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Show one pair that was escalated, and hold it."""
    actor = access.actor_of(request)
    try:
        pair = review.take_escalated(pair_id, by=actor, at=clock.now())
    except ReviewPair.DoesNotExist as error:
        raise Http404 from error
    except PairTaken as refusal:
        messages.error(request, spoken(refusal.sentence))
        return redirect("people:escalated")
    return _page(request, actor, pair)


def _page(request: HttpRequest, actor: Actor, pair: ReviewPair | None) -> HttpResponse:
    after = review.take(by=actor, at=clock.now(), besides=pair.pk) if pair else None
    context = {
        **_state(actor),
        "pair": _shown(actor, pair),
        "next": _shown(actor, after),
        "may_escalated": access.allowed(actor, Permission.PERSON_EDIT),
        "may_accuracy": access.allowed(actor, Permission.DASHBOARD_VIEW),
    }
    return render(request, "people/review.html", context)


def _state(actor: Actor) -> dict[str, Any]:
    return {"counts": quality.waiting(actor), "last": pairs.last_decision(actor)}


def _shown(actor: Actor, pair: ReviewPair | None) -> dict[str, Any] | None:
    """Return a pair as the page draws it; that it was handed out is recorded."""
    if pair is None:
        return None
    found = pairs.of(actor, pair)
    return {
        "pair": found,
        "headings": [f"{side.programme} · {side.row}" for side in found.sides],
        "rows": [
            {
                "label": spoken(field.label),
                "cells": field.cells,
                "differs": field.differs,
                "weight": field.weight,
                "evidence": spoken(field.finding) if field.finding else "",
            }
            for field in found.fields
        ],
    }


@access.requires(Permission.MATCH_DECIDE)
@never_cache
@require_POST
def decide(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Carry out what the clerk pressed, and give the next pair.

    A page that shows the next pair already (`shown`) is given the one after it.
    """
    actor = access.actor_of(request)
    try:
        refusal = _carry_out(request, actor, pair_id)
    except ReviewPair.DoesNotExist as error:
        raise Http404 from error
    if "X-Review" not in request.headers:
        if refusal:
            messages.error(request, refusal)
        return redirect("people:review")
    shown = request.POST.get("shown", "")
    besides = int(shown) if shown.isdigit() else None
    after = review.take(by=actor, at=clock.now(), besides=besides)
    context = {**_state(actor), "next": _shown(actor, after), "refusal": refusal}
    return render(request, "people/review_part.html", context)


def _carry_out(request: HttpRequest, actor: Actor, pair_id: int) -> str:
    """Do what was pressed; return why it was refused, nothing where it was done."""
    now, pressed = clock.now(), request.POST.get("verdict", "")
    try:
        if pressed == "skip":
            review.skip(pair_id, by=actor, at=now)
        elif pressed == "escalate":
            review.escalate(pair_id, by=actor, at=now, note=request.POST.get("note", ""))
        elif pressed in set(Verdict):
            decisions.decide(pair_id, Verdict(pressed), by=actor, at=now)
        else:
            return _("Pilih satu keputusan.")
    except Refused as refusal:
        return spoken(refusal.sentence)
    return ""


@access.requires(Permission.MATCH_DECIDE)
@require_POST
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take one's last decision back."""
    try:
        decisions.undo(decision_id, by=access.actor_of(request), at=clock.now())
    except MatchDecision.DoesNotExist as error:
        raise Http404 from error
    except Refused as refusal:
        messages.error(request, spoken(refusal.sentence))
    return redirect("people:review")


@access.requires(Permission.PERSON_EDIT)
@require_GET
def escalated(request: HttpRequest) -> HttpResponse:
    """List the pairs that clerks left to others."""
    waiting = pairs.escalated(access.actor_of(request))
    return render(request, "people/escalated.html", {"pairs": waiting})


@access.requires(Permission.DASHBOARD_VIEW)
@require_GET
def accuracy(request: HttpRequest) -> HttpResponse:
    """Show how good the matching is, as far as decisions tell."""
    actor = access.actor_of(request)
    estimate = quality.accuracy(actor)
    context = {
        "shares": [
            (_("Yang disatukan memang satu orang"), estimate.precision),
            (_("Satu orang yang memang disatukan"), estimate.recall),
        ],
        "counts": quality.waiting(actor, Permission.DASHBOARD_VIEW),
    }
    return render(request, "people/accuracy.html", context)
