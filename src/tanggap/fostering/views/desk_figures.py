"""Figures of foster families for officers, and the city's own days."""

from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.domain.instalments import Habits
from tanggap.fostering.forms.office import HabitForm
from tanggap.fostering.queries import figures, settings
from tanggap.fostering.services import habits
from tanggap.fostering.views import desk_words as words
from tanggap.fostering.views import figure_pictures as pictures
from tanggap.regions import queries as regions

UNREADABLE: Final = 422


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show who waits, who is looked after and what arrived, by kelurahan and kind of household."""
    actor = actor_of(request)
    places = figures.by_place(actor)
    names = regions.names_of({row.name for row in places})
    named = sorted(((names.get(row.name, row.name), row) for row in places), key=lambda one: one[0])
    kinds = [(str(words.KINDS[row.name]), row) for row in figures.by_kind(actor)]
    whole = figures.whole(actor)
    context = {
        "whole": whole,
        "places": named,
        "kinds": kinds,
        "waits": [
            (_("Menurut kelurahan"), pictures.waits(named)),
            (_("Menurut keadaan rumah tangga"), pictures.waits(kinds)),
        ],
        "rupiah": pictures.rupiah(named),
        "spread": pictures.spread(named, usual=whole.share),
        "may_choose_days": allowed(actor, Permission.FOSTER_MATCH),
    }
    return render(request, "fostering/office/figures.html", context)


@requires(Permission.FOSTER_MATCH)
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest) -> HttpResponse:
    """Choose when money is due, and how long it may be late."""
    now = settings.habits()
    initial = {
        "due_day": now.due_day, "late_after": now.late_after, "lapse_after": now.lapse_after,
        "hand_within": now.hand_within,
    }  # fmt: skip
    form = HabitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        habits.save(Habits(**form.cleaned_data), by=actor_of(request), at=clock.now())
        messages.success(request, _("Jatuh tempo disimpan."))
        return redirect("fostering:desk_figures")
    status = UNREADABLE if form.is_bound else 200
    return render(request, "fostering/office/days.html", {"form": form}, status=status)
