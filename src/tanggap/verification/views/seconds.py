"""Second visits: how far officers agree, the draws, and a new one."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions
from tanggap.verification.domain import drawing as rule
from tanggap.verification.forms import DrawForm
from tanggap.verification.queries import seconds
from tanggap.verification.services import drawing
from tanggap.verification.views import words

SHOWN: Final = 100
USUAL_DAYS: Final = 7


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the agreement of first and second visits."""
    return _page(request)


@requires(Permission.VISIT_ASSIGN)
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a share of the visits that no draw has considered yet."""
    actor = actor_of(request)
    form = DrawForm(request.POST, regions=_regions(actor))
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        result = drawing.draw(**form.cleaned_data, by=actor, at=clock.now())
    except words.REFUSED as error:
        messages.error(request, words.refusal(error))
    else:
        told = _("%(drawn)s dari %(considered)s kunjungan diundi untuk kunjungan kedua.")
        counts = {"drawn": result.drawn, "considered": result.considered}
        messages.info(request, told % counts)
    return redirect("verification:seconds")


def _page(request: HttpRequest, *, form: DrawForm | None = None, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    found, draws = seconds.figures(actor), seconds.draws(actor)
    may_draw = allowed(actor, Permission.VISIT_ASSIGN)
    context: dict[str, Any] = {
        "scores": found.scores,
        "criteria": [(text_of(text), one) for text, one in found.criteria],
        "pairs": [
            (pair, [text_of(text) for text in pair.differing]) for pair in found.pairs[:SHOWN]
        ],
        "draws": draws,
        "names": regions.names_of({one.region_code for one in draws}),
        "rows": [(one, regions.name_of(one.region_code)) for one in draws],
        "undrawn": seconds.waiting_for_a_draw(actor),
        "open": seconds.open_seconds(actor),
        "form": (form or _form(actor, draws)) if may_draw else None,
    }
    return render(request, "verification/seconds.html", context, status=status)


def _form(actor: Actor, draws: list[Any]) -> DrawForm:
    initial = {
        "share": draws[0].share if draws else rule.USUAL,
        "due_on": clock.today() + timedelta(days=USUAL_DAYS),
    }
    return DrawForm(regions=_regions(actor), initial=initial)


def _regions(actor: Actor) -> list[tuple[str, str]]:
    """Return the regions where the actor may draw: those of their roles."""
    codes = {low for low, _high in region_ranges(actor, Permission.VISIT_ASSIGN)}
    return [(code, regions.name_of(code)) for code in sorted(codes) if code]
