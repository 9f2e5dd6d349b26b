"""One match at the desk: its instalments, its history, how the sides meet."""

from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.forms.office import MeetingForm
from tanggap.fostering.models import Consent, Instalment, Introduction, Match
from tanggap.fostering.queries import city, desk
from tanggap.fostering.services import meetings, proofs, safety
from tanggap.fostering.types import InstalmentState, MatchState, NotAllowed, PassageState
from tanggap.fostering.views import city_words, looks
from tanggap.fostering.views import desk_words as words
from tanggap.regions import queries as regions

UNREADABLE: Final = 422
MEETING: Final = {
    Introduction.State.PLANNED: (gettext_lazy("Direncanakan"), "warn"),
    Introduction.State.HELD: (gettext_lazy("Terlaksana"), "ok"),
    Introduction.State.CANCELLED: (gettext_lazy("Batal"), "neutral"),
}
_OPEN: Final = (InstalmentState.DUE, InstalmentState.SENT, InstalmentState.DISPUTED)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one match."""
    one, actor = one_of(request, pk), actor_of(request)
    label, tone = words.MATCH[MatchState(one.state)]
    given = Consent.objects.filter(match=one, about=Consent.About.CONTACT, withdrawn_at=None)
    sides = set(given.values_list("donor_id", flat=True))
    context = {
        "one": one,
        "label": label,
        "tone": tone,
        "family": one.candidate,
        "donor": one.slot.pledge.donor,
        "package": looks.package_name(one.slot.pledge.package),
        "place": regions.name_of(one.region_code),
        "instalments": [_instalment(row) for row in one.instalments.all()],
        "history": [_change(change) for change in one.changes.all()],
        "thanks": one.thanks.all(),
        "meetings": [
            (row, *MEETING[Introduction.State(row.state)]) for row in one.introductions.all()
        ],
        "family_agrees": None in sides,
        "donor_agrees": bool(sides - {None}),
        "needs_approval": safety.needs_approval(one),
        "may": may_do(one, actor),
    }
    return render(request, "fostering/office/match.html", context)


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting of both sides."""
    one = one_of(request, pk)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        when = timezone.make_aware(datetime.combine(given["day"], given["hour"]))
        try:
            meetings.plan(
                pk, meets_at=when, place=given["place"], by=actor_of(request), at=clock.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, words.refusal(str(refusal)))
        else:
            messages.success(request, _("Pertemuan direncanakan. Kedua pihak diberi tahu."))
            return redirect("fostering:match", pk)
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "one": one}
    return render(request, "fostering/office/meet.html", context, status=status)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Give what a donor showed for an instalment, as a file that no browser draws in our pages."""
    found = Instalment.objects.filter(pk=pk).exclude(proof="").first()
    if found is None or desk.match(actor_of(request), found.match_id) is None:
        raise Http404
    try:
        data, kind = proofs.content(found.proof)
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(data, content_type=kind)
    ending = "pdf" if kind == proofs.PDF else "jpg"
    answer["Content-Disposition"] = f'attachment; filename="bukti-{found.month}.{ending}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def one_of(request: HttpRequest, pk: int) -> Match:
    """Return a match that the officer may see, 404 otherwise."""
    found = desk.match(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def may_do(one: Match, actor: Actor) -> dict[str, bool]:
    """Return which acts this officer may do on a match now, by name."""
    enter = allowed(actor, Permission.FOSTER_ENTER, region_code=one.region_code)
    matching = allowed(actor, Permission.FOSTER_MATCH, region_code=one.region_code)
    active = one.state == MatchState.ACTIVE
    planned = one.introductions.filter(state=Introduction.State.PLANNED).exists()
    return {
        "answer": enter or matching,
        "ask_again": matching and active,
        "end": matching and active,
        "refuse": matching and one.state in (MatchState.HELD, MatchState.OFFERED),
        "agree": enter and active,
        "meet": enter and active and not planned,
        "thank": enter and one.award_id is not None,
        "report": enter,
    }


def _instalment(row: Instalment) -> dict[str, Any]:
    label, tone = words.INSTALMENT[InstalmentState(row.state)]
    gift = city.of(row)
    with_the_city = gift is not None and gift.state != PassageState.HANDED
    if gift is not None and row.state == InstalmentState.DUE:
        label, tone = city_words.GIFT[PassageState(gift.state)]
    return {
        "one": row, "label": label, "tone": tone, "gift": gift,
        "is_open": row.state in _OPEN and not with_the_city,
        "disputed": f"disputed-{row.pk}", "again": f"again-{row.pk}",
    }  # fmt: skip


def _change(change: Any) -> dict[str, Any]:
    before = words.MATCH[MatchState(change.before)][0] if change.before else ""
    return {
        "one": change, "before": before, "after": words.MATCH[MatchState(change.after)][0],
        "hand": words.HANDS[Hand(change.hand)],
    }  # fmt: skip
