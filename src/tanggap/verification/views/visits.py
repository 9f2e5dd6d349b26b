"""One visit: what was told, what was found, photos; passing it on and taking it back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.language import Sentence
from tanggap.regions import queries as regions
from tanggap.verification.forms import OfficerForm
from tanggap.verification.queries import board, visits
from tanggap.verification.queries.visits import Whole
from tanggap.verification.services import photos, planning
from tanggap.verification.types import VisitState
from tanggap.verification.views import words


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a visit."""
    return _page(request, _one(request, pk))


@requires(Permission.VISIT_ASSIGN)
@require_POST
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a planned visit to another officer or another day."""
    whole = _one(request, pk)
    form = _form(whole, request.POST)
    if not form.is_valid():
        return _page(request, whole, form=form, status=422)
    try:
        planning.pass_on(
            visit_id=pk,
            officer_id=form.cleaned_data["officer"],
            due_on=form.cleaned_data["due_on"],
            by=actor_of(request),
            at=clock.now(),
        )
    except words.REFUSED as error:
        messages.error(request, words.refusal(error))
    else:
        messages.info(request, _("Kunjungan dialihkan."))
    return redirect("verification:visit", pk)


@requires(Permission.VISIT_ASSIGN)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a planned visit off; its application waits again."""
    _one(request, pk)
    try:
        planning.take_back(
            visit_id=pk,
            reason=request.POST.get("reason", ""),
            by=actor_of(request),
            at=clock.now(),
        )
    except words.REFUSED as error:
        messages.error(request, words.refusal(error))
    else:
        messages.info(request, _("Kunjungan ditarik kembali."))
    return redirect("verification:visit", pk)


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_GET
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Give a photo that we wrote ourselves, as a file and nothing that a browser would run."""
    actor = actor_of(request)
    found = visits.photo(actor, pk, photo)
    if found is None:
        raise Http404
    try:
        data = photos.content(found)
    except FileNotFoundError as error:
        raise Http404 from error
    visit = found.report.visit
    with transaction.atomic():
        audit.record(
            "verification.photo.viewed",
            by=actor,
            at=clock.now(),
            subject=f"application:{visit.application_id}",
            region_code=visit.region_code,
            facts={"visit": visit.pk, "photo": found.pk},
        )
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = f'attachment; filename="kunjungan-{pk}-{photo}.jpg"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _one(request: HttpRequest, pk: int) -> Whole:
    found = visits.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def _form(whole: Whole, data: Any = None) -> OfficerForm:
    today, visit = clock.today(), whole.visit
    officers = [
        (one.id, f"{one.name} ({_('%(n)s kunjungan terbuka') % {'n': one.open}})")
        for one in board.officers({visit.region_code}, today)
        if one.id != visit.first_officer_id
    ]
    initial = {"officer": visit.officer_id, "due_on": max(visit.due_on, today)}
    return OfficerForm(data, officers=officers, today=today, initial=initial)


def _page(
    request: HttpRequest, whole: Whole, *, form: OfficerForm | None = None, status: int = 200
) -> HttpResponse:
    visit, actor = whole.visit, actor_of(request)
    planned = visit.state == VisitState.PLANNED
    may_assign = planned and allowed(actor, Permission.VISIT_ASSIGN, region_code=visit.region_code)
    context = {
        "attempts": visits.attempts(whole.visit),
        "whole": whole,
        "visit": visit,
        "home": whole.home,
        "report": whole.report,
        "photos": list(whole.report.photos.all()) if whole.report else [],
        "place": regions.name_of(visit.region_code),
        "rows": [
            {
                "question": text_of(row.question),
                "told": _words(row.told),
                "found": _words(row.found),
                "other": _words(row.other),
                "differs": row.differs,
            }
            for row in whole.rows
        ],
        "other_report": getattr(whole.other, "report", None) if not whole.hidden else None,
        "is_late": planned and visit.due_on < clock.today(),
        "is_mine": planned and visit.officer_id == actor.user_id,
        "may_assign": may_assign,
        "form": (form or _form(whole)) if may_assign else None,
    }
    return render(request, "verification/visit.html", context, status=status)


def _words(answer: Sentence | None) -> str:
    return text_of(answer) if answer else "—"
