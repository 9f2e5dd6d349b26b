"""Telling an officer that something is not right between the sides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of
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
        safety.report(
            match.pk, text=form.cleaned_data["text"], donor=donor, by=actor_of(request),
            at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Laporan Anda sudah kami terima. Petugas akan membacanya."))
        return redirect("fostering:mine")
    context = {"form": form, "match": match, "card": looks.own_card(match)}
    return sitting.page(request, "fostering/donor/report.html", context)
