"""Rounds of matching for officers: their list, one round, and what may be done with it."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun
from tanggap.fostering.forms.rounds import PinForm, RoundForm
from tanggap.fostering.models import Pledge, Proposal, Round
from tanggap.fostering.queries import rounds as reading
from tanggap.fostering.services import rounds
from tanggap.fostering.types import NotAllowed
from tanggap.fostering.views import looks, round_pictures, round_words
from tanggap.regions import queries as regions

PER_PAGE: Final = 25
MOST: Final = 100
State = Round.State


@requires(Permission.FOSTER_VIEW)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the rounds of the officer's regions, the newest first."""
    actor = actor_of(request)
    found = list(reading.visible(actor)[:MOST])
    names = regions.names_of({one.region_code for one in found})
    places = _places(request)
    context = {
        "rows": [_row(one, names.get(one.region_code, one.region_code)) for one in found],
        "may_match": allowed(actor, Permission.FOSTER_MATCH),
        "waiting": reading.waiting(places[0][0]) if len(places) == 1 else None,
    }
    return render(request, "fostering/rounds/list.html", context)


@requires(Permission.FOSTER_MATCH)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Say for which region a round is and what counts, and start it."""
    posted = request.POST if request.method == "POST" else None
    form = RoundForm(posted, places=_places(request))
    if posted is not None and form.is_valid():
        try:
            made = rounds.start(
                region_code=form.cleaned_data["region_code"], weights=form.weights(),
                by=actor_of(request), at=clock.now(),
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, round_words.refusal(str(refusal)))
        else:
            return redirect("fostering:round", made.pk)
    status = 422 if form.errors else 200
    return render(request, "fostering/rounds/new.html", {"form": form}, status=status)


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: how far it is, its figures beside the ways by hand, and its pairs."""
    found = round_or_404(request, pk)
    actor = actor_of(request)
    may = allowed(actor, Permission.FOSTER_MATCH, region_code=found.region_code)
    run = reading.run_of(found)
    label, tone = round_words.STATES[State(found.state)]
    figures = found.figures if found.solved_at else {}
    is_open = may and found.state == State.SOLVED
    context = {
        "round": found,
        "place": regions.name_of(found.region_code),
        "state": label,
        "tone": tone,
        "run": run if run is not None and not run.is_finished else None,
        "poll": _poll(run, actor, pk),
        "failed": run if run is not None and run.state == "FAILED" else None,
        "may_match": may,
        "is_open": is_open,
        "figures": figures,
        "ways": round_words.WAYS.values(),
        "lines": round_pictures.lines(figures) if figures else [],
        "spread": round_pictures.spread(figures) if figures else None,
        "regions": round_pictures.by_region(figures) if figures else [],
        "pin_form": PinForm(pledges=_pledges(found)) if is_open else None,
        **_pairs(request, found),
    }
    return render(request, "fostering/rounds/round.html", context)


@requires(Permission.FOSTER_MATCH)
@require_POST
def solve_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Solve a round anew."""
    return act(request, pk, rounds.solve_again, _("Putaran dihitung ulang."))


@requires(Permission.FOSTER_MATCH)
@require_POST
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer all pairs to their donors."""
    return act(request, pk, rounds.offer, _("Pasangan diusulkan; setiap donatur diberi tahu."))


@requires(Permission.FOSTER_MATCH)
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on offering where the work broke off."""
    return act(request, pk, rounds.go_on, _("Usulan dilanjutkan."))


@requires(Permission.FOSTER_MATCH)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a round away."""
    return act(request, pk, rounds.drop, _("Putaran dibatalkan. Tidak ada yang diusulkan."))


def round_or_404(request: HttpRequest, pk: int) -> Round:
    """Return a round that the officer may see; Http404 else."""
    found = reading.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def act(
    request: HttpRequest, pk: int, work: Callable[..., object], told: str, **given: Any
) -> HttpResponse:
    """Do something with a round, say so or why not, and go back to it."""
    found = round_or_404(request, pk)
    try:
        work(round_id=found.pk, by=actor_of(request), at=clock.now(), **given)
    except NotAllowed as refusal:
        messages.error(request, round_words.refusal(str(refusal)))
    else:
        messages.success(request, told)
    return redirect("fostering:round", pk)


def _poll(run: JobRun | None, actor: Actor, pk: int) -> str:
    """Return where the progress of a running job is asked for; only its owner may."""
    if run is None or run.is_finished or run.owner_id != actor.user_id:
        return ""
    onward = urlencode({"lanjut": reverse("fostering:round", args=[pk])})
    return f"{reverse('portal:job_progress', args=[run.pk])}?{onward}"


def _row(one: Any, place: str) -> dict[str, Any]:
    label, tone = round_words.STATES[State(one.state)]
    return {"round": one, "place": place, "state": label, "tone": tone}


def _pairs(request: HttpRequest, found: Round) -> dict[str, Any]:
    """Return a page of pairs, narrowed by what became of them or to the pinned ones."""
    counts, chosen = reading.became(found), request.GET.get("pasangan", "")
    pinned = reading.pinned(found)
    known = chosen if chosen in round_words.BECAME and chosen in counts else ""
    every = reading.pairs(found, became=known, pinned=chosen == "pinned")
    page = Paginator(every, PER_PAGE).get_page(request.GET.get("halaman"))
    tabs = [("", _("Semua"), sum(counts.values()))]
    if pinned:
        tabs.append(("pinned", _("Dikunci"), pinned))
    if found.state == State.OFFERED:
        tabs += [
            (code, str(label), counts[code])
            for code, (label, _tone) in round_words.BECAME.items()
            if code in counts
        ]
    return {"page": page, "pairs": _shown(list(page)), "tabs": tabs, "chosen": chosen}


def _shown(pairs: list[Proposal]) -> list[dict[str, Any]]:
    codes = {one.candidate.region_code for one in pairs}
    codes |= {one.second.region_code for one in pairs if one.second}
    names, today = regions.names_of(codes), clock.today()
    return [
        {
            "pair": one,
            "place": names.get(one.candidate.region_code, one.candidate.region_code),
            "family": round_words.family(one.candidate),
            "package": looks.package_name(one.pledge.package),
            "why": round_words.why(one, today),
            "bar": round_words.bar(one.why) if one.why else [],
            "second": round_words.second(one, _second_place(one, names)),
            "became": round_words.BECAME.get(one.became),
        }
        for one in pairs
    ]


def _second_place(pair: Proposal, names: Mapping[str, str]) -> str:
    code = pair.second.region_code if pair.second else ""
    return names.get(code, regions.dotted(code))


def _pledges(found: Round) -> list[tuple[int, str]]:
    return [(one.pk, _pledge(one)) for one in reading.open_pledges(found)]


def _pledge(one: Pledge) -> str:
    return f"{one.donor.name} · {looks.package_name(one.package)} · {one.families}"


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the cities, and the officer's own regions, for which a round may be started."""
    found = []
    for low, high in region_ranges(actor_of(request), Permission.FOSTER_MATCH):
        cities = [one.code for one in regions.regencies() if low <= one.code < high]
        found += cities or ([low] if low else [])
    return [(code, regions.name_of(code)) for code in sorted(set(found))]
