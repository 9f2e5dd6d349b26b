"""The figures of whoever is responsible, with the time when they were counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.command import counting, queries
from tanggap.command.views import figures, looking
from tanggap.core import progress
from tanggap.core.models import JobRun


@requires(Permission.DASHBOARD_VIEW)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the newest figures of the officer's regions."""
    actor = actor_of(request)
    run = counting.begin_if_old(actor, queries.newest())
    snapshot = queries.newest()  # the counting may have been over at once
    look = looking.read(request.GET, actor, snapshot)
    context = {"snapshot": snapshot, "look": look, **_progress(run)}
    if snapshot is not None:
        context |= figures.of(actor, snapshot, look)
    return render(request, "command/dashboard.html", context)


@requires(Permission.DASHBOARD_VIEW)
@require_POST
def recount(request: HttpRequest) -> HttpResponse:
    """Count anew in the background, and show what was looked at."""
    actor = actor_of(request)
    counting.begin(actor)
    look = looking.read(request.POST, actor, queries.newest())
    return redirect(f"{reverse('command:dashboard')}?{look.query()}")


@requires(Permission.DASHBOARD_VIEW)
def recounting(request: HttpRequest) -> HttpResponse:
    """Give the progress of the counting; when it is over, the page is asked to load again."""
    run = counting.running()
    if run is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "command/_counting.html", _progress(run))


def _progress(run: JobRun | None) -> dict[str, object]:
    return {
        "run": progress.current(run) if run else None,
        "poll_url": reverse("command:recounting"),
    }
