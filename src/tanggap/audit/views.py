"""The log, for an inspector."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tanggap.audit import queries, services
from tanggap.audit.forms import FilterForm
from tanggap.core import access, clock
from tanggap.core.permissions import Permission
from tanggap.core.registry import audit_presenters

PAGE = 100


@access.requires(Permission.AUDIT_VIEW)
def log(request: HttpRequest) -> HttpResponse:
    """Show the events that fit the filters, newest first."""
    form = FilterForm(request.GET or None)
    found = queries.events_for(access.actor_of(request), form.filters())
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    rows = [(event, audit_presenters.text(event.code)) for event in page.object_list]
    may_export = access.allowed(access.actor_of(request), Permission.AUDIT_EXPORT, region_code="")
    return render(
        request,
        "audit/log.html",
        {"form": form, "page": page, "rows": rows, "may_export": may_export},
    )


@require_POST
@access.requires(Permission.AUDIT_EXPORT)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the whole chain as NDJSON; only whole can it be verified."""
    actor = access.actor_of(request)
    access.require(actor, Permission.AUDIT_EXPORT, region_code="")
    with transaction.atomic():
        services.record("audit.exported", by=actor, at=clock.now())
    response = StreamingHttpResponse(queries.exported(), content_type="application/x-ndjson")
    response["Content-Disposition"] = 'attachment; filename="audit.ndjson"'
    return response


@require_POST
@access.requires(Permission.AUDIT_VIEW)
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the chain and tell whether it holds."""
    return render(request, "audit/proof.html", {"proof": queries.prove()})
