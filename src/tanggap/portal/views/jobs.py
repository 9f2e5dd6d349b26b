"""Work in the background as its owner sees it: a page that can be left and found again."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tanggap.accounts import access
from tanggap.core import progress
from tanggap.core.models import JobRun
from tanggap.portal.work import in_words

MOST_SHOWN = 50


@access.signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    """List one's own newest jobs."""
    mine = JobRun.objects.filter(owner_id=access.actor_of(request).user_id)[:MOST_SHOWN]
    runs = [(progress.current(run), in_words(run.kind)) for run in mine]
    return render(request, "portal/pages/jobs.html", {"runs": runs})


@access.signed_in
def job(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show one job and, when it is done, the way on (`?lanjut=` an address of ours)."""
    return render(request, "portal/pages/job.html", _seen_by_owner(request, run_id))


@access.signed_in
def job_progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """Give the progress alone, for the page that asks every two seconds."""
    return render(request, "portal/pages/job_progress.html", _seen_by_owner(request, run_id))


def _seen_by_owner(request: HttpRequest, run_id: int) -> dict[str, object]:
    owner = access.actor_of(request).user_id
    run = JobRun.objects.filter(pk=run_id, owner_id=owner).first()
    if run is None:
        raise Http404
    onward = request.GET.get("lanjut", "")
    ours = onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)
    next_url = onward if ours else ""
    query = f"?{urlencode({'lanjut': next_url})}" if next_url else ""
    poll_url = reverse("portal:job_progress", args=[run_id]) + query
    return {
        "run": progress.current(run),
        "work": in_words(run.kind),
        "poll_url": poll_url,
        "next_url": next_url,
    }
