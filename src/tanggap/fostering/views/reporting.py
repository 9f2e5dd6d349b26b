"""Telling an officer that something is not right between the sides."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of
from tanggap.applications.queries.codes import spelled
from tanggap.core import clock
from tanggap.fostering.forms.pledging import ReportForm
from tanggap.fostering.models import Donor
from tanggap.fostering.services import safety
from tanggap.fostering.types import MatchState
from tanggap.fostering.views import looks, sitting
from tanggap.fostering.views.mine import own_match


@sitting.donors
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, donor: Donor, pk: int) -> HttpResponse:
    """Take in that something is not right; an officer reads it, never the family."""
    match = own_match(request, pk, tuple(MatchState))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = safety.report(
            match.pk, text=form.cleaned_data["text"], donor=donor, by=actor_of(request),
            at=clock.now(),
        )  # fmt: skip
        context = {"card": looks.own_card(match), "code": spelled(given.code), "pin": given.pin}
        return render(request, "fostering/donor/reported.html", context)
    context = {"form": form, "match": match, "card": looks.own_card(match)}
    return sitting.page(request, "fostering/donor/report.html", context)
