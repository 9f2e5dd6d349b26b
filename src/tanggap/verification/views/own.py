"""An officer's own visits, also for browsers without scripts; the phone's side is in `phone`."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.core import clock
from tanggap.regions import queries as regions
from tanggap.verification.forms import ReportForm
from tanggap.verification.queries import board
from tanggap.verification.services import reporting
from tanggap.verification.types import Told
from tanggap.verification.views import words


@requires(Permission.VISIT_REPORT)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the visits that this officer has to make."""
    visits = list(board.own(actor_of(request)))
    homes = visiting.homes([one.application_id for one in visits])
    names = regions.names_of({one.region_code for one in visits})
    today = clock.today()
    rows = [
        {
            "visit": one,
            "home": homes[one.application_id],
            "place": names.get(one.region_code, ""),
            "is_late": one.due_on < today,
        }
        for one in visits
    ]
    return render(request, "verification/own.html", {"rows": rows})


@requires(Permission.VISIT_REPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report by a plain form."""
    actor = actor_of(request)
    visit = board.own(actor).filter(pk=pk).first()
    if visit is None and request.method == "GET":
        raise Http404
    if visit is None:
        messages.error(request, words.answered("taken"))
        return redirect("verification:own")
    criteria = visiting.asked([visit.application_id])[visit.application_id]
    if request.method == "GET":
        return _page(request, visit, ReportForm(criteria=criteria, initial={"uuid": uuid4()}))
    form = ReportForm(request.POST, request.FILES, criteria=criteria)
    if not form.is_valid():
        return _page(request, visit, form, status=422)
    told = Told(
        uuid=form.cleaned_data["uuid"],
        visit_id=pk,
        answers=form.answers(),
        reported_at=clock.now(),
        note=form.cleaned_data["note"],
    )
    answer = reporting.report(told, form.cleaned_data["photos"], by=actor, at=clock.now())
    if answer == "photo":
        form.add_error("photos", words.answered(answer))
        return _page(request, visit, form, status=422)
    tell = messages.info if answer in ("done", "again") else messages.error
    tell(request, words.answered(answer))
    return redirect("verification:own")


def _page(request: HttpRequest, visit: Any, form: ReportForm, *, status: int = 200) -> HttpResponse:
    home = visiting.homes([visit.application_id])[visit.application_id]
    context = {
        "visit": visit,
        "home": home,
        "place": regions.name_of(visit.region_code),
        "form": form,
    }
    return render(request, "verification/report.html", context, status=status)
