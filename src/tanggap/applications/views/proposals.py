"""Workbooks by which a kelurahan proposes families."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.applications.forms.office import ProposalForm, places_within
from tanggap.applications.models import Proposal
from tanggap.applications.services import proposals
from tanggap.applications.services.receiving import open_programmes
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.core.scoping import within
from tanggap.intake import UnreadableList
from tanggap.regions import queries as regions

PROBLEMS: Final = {
    "head_name": gettext_lazy("Nama tidak ada."),
    "address": gettext_lazy("Alamat tidak ada."),
    "region_code": gettext_lazy("Kelurahan tidak dikenali."),
    "region_code:elsewhere": gettext_lazy(
        "Diterima di kelurahan pengusul: kelurahan di baris ini di luar wilayahnya."
    ),
    "programme": gettext_lazy("Program tidak sedang menerima pengajuan."),
}


@requires(Permission.APPLICATION_ENTER)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List earlier proposals, and take a new workbook."""
    actor = actor_of(request)
    ranges = region_ranges(actor, Permission.APPLICATION_ENTER)
    choices = {
        "programmes": [(o.programme.code, o.programme.name) for o in open_programmes(clock.now())],
        "places": places_within(ranges),
    }
    form = ProposalForm(**choices)
    if request.method == "POST":
        form = ProposalForm(request.POST, request.FILES, **choices)
        if form.is_valid() and (made := _propose(request, form)) is not None:
            return redirect("applications:proposal", made)
    context = {
        "form": form,
        "rows": [
            (one, regions.name_of(one.region_code))
            for one in Proposal.objects.filter(within(ranges)).select_related("programme")[:100]
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "applications/office/proposals.html", context, status=status)


@requires(Permission.APPLICATION_ENTER)
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of a workbook, row by row where something was wrong."""
    ranges = region_ranges(actor_of(request), Permission.APPLICATION_ENTER)
    query = Proposal.objects.filter(within(ranges)).select_related("programme")
    found = query.filter(pk=pk).first()
    if found is None:
        raise Http404
    context = {
        "one": found,
        "place": regions.name_of(found.region_code),
        "is_over": found.sealed is None,
        "problems": [(row["sheet"], row["row"], _words(row["code"])) for row in found.problems],
    }
    return render(request, "applications/office/proposal.html", context)


def _propose(request: HttpRequest, form: ProposalForm) -> int | None:
    """Start the proposal; return its number, or None with the errors in the form."""
    given: dict[str, Any] = form.cleaned_data
    try:
        made = proposals.propose(
            given["file"].chunks(),
            file_name=given["file"].name,
            programme=given["programme"],
            region_code=given["region_code"],
            by=actor_of(request),
            at=clock.now(),
        )
    except UnreadableList as fault:
        form.add_error("file", text_of(fault.sentence))
        return None
    except proposals.TooLarge:
        form.add_error("file", _("Berkas ini terlalu besar: paling banyak 5.000 baris, 20 MB."))
        return None
    except proposals.KnownAlready as known:
        return known.proposal_id
    return int(made.pk)


def _words(code: str) -> str:
    name = code.partition(":")[0]
    return str(PROBLEMS.get(code) or PROBLEMS.get(name) or _("Baris ini tidak dapat diterima."))
