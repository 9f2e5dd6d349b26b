"""Meetings: the list, a new one, its names, its end, and its minutes on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import queries as regions
from tanggap.verification.forms import MeetingForm
from tanggap.verification.models import Meeting
from tanggap.verification.queries import meetings as found_meetings
from tanggap.verification.services import meetings
from tanggap.verification.types import NotOpenAnyMore, ReasonMissing
from tanggap.verification.views import minutes as paper
from tanggap.verification.views import words


@requires(Permission.MEETING_RECORD)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the meetings, the newest first."""
    found = list(found_meetings.listed(actor_of(request))[:200])
    names = regions.names_of({one.region_code for one in found})
    rows = [(one, names.get(one.region_code, one.region_code)) for one in found]
    return render(request, "verification/meetings.html", {"rows": rows})


@requires(Permission.MEETING_RECORD)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a meeting; its agenda are the visited families of the kelurahan or the RW."""
    actor = actor_of(request)
    given: dict[str, Any] = {"regions": _villages(actor)}
    form = MeetingForm(request.POST or None, **given, initial={"held_on": clock.today()})
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "verification/new_meeting.html", {"form": form}, status=status)
    meeting = meetings.open_meeting(**form.cleaned_data, by=actor, at=clock.now())
    return redirect("verification:meeting", meeting.pk)


@requires(Permission.MEETING_RECORD)
@never_cache
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the names; write down what the meeting says of them."""
    meeting = _one(request, pk)
    if request.method == "GET":
        return _page(request, meeting)
    given = {
        one.id: (
            request.POST.get(f"pendapat-{one.id}", ""),
            request.POST.get(f"alasan-{one.id}", ""),
        )
        for one in found_meetings.agenda(meeting)
    }
    try:
        meetings.decide(meeting_id=pk, opinions=given, by=actor_of(request), at=clock.now())
    except ReasonMissing as error:
        return _page(request, meeting, typed=given, faulty=int(str(error)), status=422)
    except NotOpenAnyMore as error:
        messages.error(request, words.refusal(error))
    else:
        messages.info(request, _("Hasil musyawarah dicatat."))
    return redirect("verification:meeting", pk)


@requires(Permission.MEETING_RECORD)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a meeting."""
    _one(request, pk)
    notes = request.POST.get("notes", "")[:4000]
    try:
        meetings.close(meeting_id=pk, notes=notes, by=actor_of(request), at=clock.now())
    except NotOpenAnyMore as error:
        messages.error(request, words.refusal(error))
    else:
        messages.info(request, _("Musyawarah ditutup. Berita acara siap dicetak."))
    return redirect("verification:meeting", pk)


@requires(Permission.MEETING_RECORD)
@never_cache
@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the minutes as PDF; before the end they are a draft to take along."""
    meeting = _one(request, pk)
    answer = HttpResponse(paper.pdf_of(meeting), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="berita-acara-{pk}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _page(
    request: HttpRequest,
    meeting: Meeting,
    *,
    typed: dict[int, tuple[str, str]] | None = None,
    faulty: int = 0,
    status: int = 200,
) -> HttpResponse:
    entries = found_meetings.agenda(meeting)
    rows = [
        (one, *(typed[one.id] if typed else (one.opinion, one.reason)), one.id == faulty)
        for one in entries
    ]
    context = {
        "meeting": meeting,
        "place": regions.name_of(meeting.region_code),
        "rows": rows,
        "faulty": next((one for one in entries if one.id == faulty), None),
        "counts": {
            "all": len(entries),
            "agree": sum(one.opinion == "agree" for one in entries),
            "object": sum(one.opinion == "object" for one in entries),
        },
    }
    return render(request, "verification/meeting.html", context, status=status)


def _one(request: HttpRequest, pk: int) -> Meeting:
    found = found_meetings.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def _villages(actor: Actor) -> list[tuple[str, str]]:
    """Return the kelurahan where the actor may record meetings."""
    found = {
        one.code: one.name
        for low, _high in region_ranges(actor, Permission.MEETING_RECORD)
        if low
        for one in regions.villages(low)
    }
    return sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
