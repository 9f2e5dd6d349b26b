"""The form of an officer who met nobody."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.core import clock
from tanggap.regions import queries as regions
from tanggap.verification.forms import UnmetForm
from tanggap.verification.queries import board, visits
from tanggap.verification.services import attempting
from tanggap.verification.types import Attempted, NotOpenAnyMore, Unmet
from tanggap.verification.views import words


@requires(Permission.VISIT_REPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def unmet(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that nobody was met: a new day, or after three attempts the desk."""
    actor = actor_of(request)
    visit = board.own(actor).filter(pk=pk).first()
    if visit is None and request.method == "GET":
        raise Http404
    if visit is None:
        messages.error(request, words.answered("taken"))
        return redirect("verification:own")
    made = visits.attempts(visit)
    is_last = len(made) + 1 >= attempting.MOST
    data = request.POST if request.method == "POST" else None
    form = UnmetForm(data, is_last=is_last, today=clock.today(), initial={"uuid": uuid4()})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            over = attempting.record(
                Attempted(
                    uuid=told["uuid"],
                    visit_id=pk,
                    why=Unmet(told["why"]),
                    made_at=clock.now(),
                    next_on=told.get("next_on"),
                    note=told["note"],
                ),
                by=actor,
                at=clock.now(),
            )
        except (NotOpenAnyMore, attempting.BadDay):
            messages.error(request, _("Kunjungan ini baru saja berubah. Periksa daftarnya."))
        else:
            done = _("Dicatat. Keluarga ini kembali ke meja kelurahan.")
            messages.info(request, done if over else _("Dicatat dengan tanggal baru."))
        return redirect("verification:own")
    context = {
        "visit": visit,
        "home": visiting.homes([visit.application_id])[visit.application_id],
        "place": regions.name_of(visit.region_code),
        "form": form,
        "made": made,
        "is_last": is_last,
    }
    status = 422 if form.errors else 200
    return render(request, "verification/unmet.html", context, status=status)
