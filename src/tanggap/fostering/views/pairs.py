"""Pinning and forbidding pairs of a round."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.models import Proposal
from tanggap.fostering.queries import rounds as reading
from tanggap.fostering.services import rounds
from tanggap.fostering.types import NotAllowed
from tanggap.fostering.views import looks, round_words
from tanggap.fostering.views.rounds import act, round_or_404
from tanggap.regions import queries as regions

MOST: Final = 200


@requires(Permission.FOSTER_MATCH)
@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Pin a pair: one that is proposed, or a family by its code to a pledge."""
    found = round_or_404(request, pk)
    pledge = request.POST.get("pledge", "")
    family = reading.family(found, request.POST.get("code", "").strip())
    if family is None or not pledge.isdecimal():
        messages.error(request, round_words.refusal("full" if family else "family"))
        return redirect("fostering:round", pk)
    return act(
        request, pk, rounds.pin, _("Pasangan %(code)s dikunci.") % {"code": family.code},
        pledge_id=int(pledge), candidate_id=family.pk,
    )  # fmt: skip


@requires(Permission.FOSTER_MATCH)
@require_POST
def unpin(request: HttpRequest, pk: int, pair: int) -> HttpResponse:
    """Let a pinned pair be weighed again."""
    proposal = _pair(request, pk, pair)
    return act(
        request, pk, rounds.unpin, _("Kunci dilepas. Hitung ulang untuk melihat akibatnya."),
        candidate_id=proposal.candidate_id,
    )  # fmt: skip


@requires(Permission.FOSTER_MATCH)
@require_POST
def forbid(request: HttpRequest, pk: int, pair: int) -> HttpResponse:
    """Keep a pledge and a family apart, for a reason."""
    proposal = _pair(request, pk, pair)
    try:
        rounds.forbid(
            pledge_id=proposal.pledge_id, candidate_id=proposal.candidate_id,
            reason=request.POST.get("reason", ""), by=actor_of(request), at=clock.now(),
        )  # fmt: skip
    except NotAllowed as refusal:
        messages.error(request, round_words.refusal(str(refusal)))
    else:
        messages.success(request, _("Pasangan dilarang. Hitung ulang untuk mengisi tempatnya."))
    return redirect("fostering:round", pk)


@requires(Permission.FOSTER_MATCH)
@require_GET
def forbidden(request: HttpRequest) -> HttpResponse:
    """List the pairs that must not come together."""
    found = list(reading.forbidden(actor_of(request), Permission.FOSTER_MATCH)[:MOST])
    names = regions.names_of({one.candidate.region_code for one in found})
    rows: list[dict[str, Any]] = [
        {
            "pair": one,
            "place": names.get(one.candidate.region_code, one.candidate.region_code),
            "package": looks.package_name(one.pledge.package),
        }
        for one in found
    ]
    return render(request, "fostering/rounds/forbidden.html", {"rows": rows})


@requires(Permission.FOSTER_MATCH)
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a forbidden pair come together again."""
    actor = actor_of(request)
    found = get_object_or_404(reading.forbidden(actor, Permission.FOSTER_MATCH), pk=pk)
    try:
        rounds.lift(forbidden_id=found.pk, by=actor, at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, round_words.refusal(str(refusal)))
    else:
        messages.success(request, _("Larangan dicabut."))
    return redirect("fostering:forbidden")


def _pair(request: HttpRequest, pk: int, pair: int) -> Proposal:
    """Return a pair of a round that the officer may see; Http404 else."""
    return get_object_or_404(reading.pairs(round_or_404(request, pk)), pk=pair)
