"""May this person get this aid? A question at the counter, answered at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months, sentences
from tanggap.assistance.forms.check import CheckForm
from tanggap.assistance.models import Programme
from tanggap.assistance.services import counter, ledger
from tanggap.assistance.types import Verdict
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.people.queries import search
from tanggap.people.types import PeopleFound, PersonFound, Purpose
from tanggap.regions import queries as regions

ANSWERS = {
    "clear": (gettext_lazy("Boleh diberi"), "ok"),
    "overlap": (gettext_lazy("Tidak boleh: tumpang tindih"), "danger"),
    "unknown": (gettext_lazy("Belum dapat dipastikan"), "wait"),
}


@requires(Permission.AWARD_CHECK)
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask; one person found is answered at once, of several the officer chooses one."""
    form = CheckForm(request.POST or None, initial=_initial(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = _found(actor_of(request), form.cleaned_data)
        context |= {"searched": True, "results": _with_regions(found), "is_whole": found.is_whole}
        if len(found) == 1 and found.is_whole:
            context |= _answer(request, found[0], form)
    return render(request, "assistance/check.html", context)


@requires(Permission.AWARD_GRANT)
@require_POST
def grant(request: HttpRequest) -> HttpResponse:
    """Give the aid that was asked about; the ledger judges anew."""
    form = CheckForm(request.POST)
    if not form.is_valid():
        return render(request, "assistance/check.html", {"form": form}, status=422)
    actor, code = actor_of(request), form.cleaned_data["who"]
    try:
        given = ledger.award(
            person_id=counter.person_of(code=code, by=actor),
            programme=form.cleaned_data["programme"],
            months=form.months,
            components=form.known_components,
            by=actor,
            at=clock.now(),
        )
    except ledger.AlreadyServed as refusal:
        messages.error(request, text_of(refusal.verdict.explanation))
    except counter.NobodyThere:
        messages.error(request, _("Orang ini tidak ditemukan di wilayah Anda."))
    else:
        told = {"programme": given.programme.name, "months": _in_words(form.months)}
        messages.success(request, _("%(programme)s ditetapkan untuk %(months)s.") % told)
    return redirect("assistance:check")


def _initial(request: HttpRequest) -> dict[str, str]:
    this_month = months.month_of(clock.now().date())
    return {"who": request.GET.get("orang", "")[:40], "first": this_month, "last": this_month}


def _found(actor: Actor, asked: dict[str, Any]) -> PeopleFound:
    if asked["who"]:
        return search.by_number(actor, asked["who"], Purpose.DISTRIBUTION)
    return search.by_name(
        actor,
        asked["name"],
        Purpose.DISTRIBUTION,
        birth=asked["birth"],
        region_code=asked["region"],
    )


def _with_regions(found: PeopleFound) -> list[tuple[PersonFound, str]]:
    names = regions.names_of({one.region_code for one in found})
    return [(one, names.get(one.region_code, one.region_code)) for one in found]


def _answer(request: HttpRequest, person: PersonFound, form: CheckForm) -> dict[str, Any]:
    actor, asked = actor_of(request), form.cleaned_data
    verdict = counter.ask(
        code=person.code,
        programme=asked["programme"],
        months=form.months,
        components=form.known_components,
        by=actor,
        at=clock.now(),
    )
    label, tone = ANSWERS[verdict.answer]
    return {
        "person": person,
        "region": regions.name_of(person.region_code),
        "programme": Programme.objects.get(code=asked["programme"]),
        "months": _in_words(form.months),
        "verdict": verdict,
        "label": label,
        "tone": tone,
        "explanation": text_of(verdict.explanation),
        "others": _others(verdict),
        "may_grant": not verdict.blocked
        and allowed(actor, Permission.AWARD_GRANT, region_code=person.region_code),
    }


def _others(verdict: Verdict) -> list[str]:
    """Return what stands in the way beyond the first, which the explanation tells."""
    return [text_of(sentences.told(one)) for one in verdict.against[1:]]


def _in_words(chosen: tuple[str, ...]) -> str:
    return text_of(months.in_words(chosen))
