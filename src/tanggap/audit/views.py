"""The log, for an inspector."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanggap.audit import chain, queries, services, tasks, words
from tanggap.audit.forms import FilterForm
from tanggap.audit.models import Event
from tanggap.core import access, clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.permissions import Permission
from tanggap.core.registry import audit_presenters, names, text_of
from tanggap.intake import escape_formula

PAGE = 50
MOST_EXPORTED = 100_000
"""Rows of a filtered file; the whole chain is for the copy that can be verified."""


@access.requires(Permission.AUDIT_VIEW)
def log(request: HttpRequest) -> HttpResponse:
    """Show the events that fit the filters, newest first."""
    actor, form = access.actor_of(request), FilterForm(request.GET or None)
    found = _found(actor, form, request)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page.object_list),
        "themes": [(theme.name, text_of(theme.label)) for theme in words.THEMES],
        "theme": request.GET.get("jenis", ""),
        "subject": words.subject_in_words(request.GET.get("subjek", "")),
        "query": request.GET.urlencode(),
        "may_export": access.allowed(actor, Permission.AUDIT_EXPORT),
        "may_copy": access.allowed(actor, Permission.AUDIT_EXPORT, region_code=""),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "audit/log.html", context)


@access.requires(Permission.AUDIT_VIEW)
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """Show all facts of one event, and its place in the chain."""
    actor = access.actor_of(request)
    found = queries.events_for(actor, queries.Filters()).filter(pk=event_id).first()
    if found is None:
        raise Http404
    filters = queries.Filters(subject=found.subject)
    same = queries.events_for(actor, filters).exclude(pk=event_id)[:10] if found.subject else []
    context = {
        "row": _rows([found])[0],
        "facts": [
            (words.fact_in_words(name), words.value_in_words(value))
            for name, value in found.facts.items()
        ],
        "link": queries.place_of(found),
        "same": _rows(same),
    }
    return render(request, "audit/event.html", context)


@access.requires(Permission.AUDIT_EXPORT)
@transaction.atomic
def filtered(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the events that fit the filters as a CSV, within the officer's regions."""
    actor, form = access.actor_of(request), FilterForm(request.GET or None)
    found = _found(actor, form, request)[:MOST_EXPORTED]
    services.record(
        "audit.filtered_exported", by=actor, at=clock.now(), facts={"rows": found.count()}
    )
    response = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{clock.today():%Y%m%d}.csv"'
    return response


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
    """Walk the chain in the background; the job tells whether it holds."""
    run = jobs.start(tasks.prove, by=access.actor_of(request), arguments={})
    return redirect("portal:job", run.pk)


def _found(actor: Actor, form: FilterForm, request: HttpRequest) -> QuerySet[Event]:
    theme = words.theme_of(request.GET.get("jenis", ""))
    return queries.events_for(actor, form.filters(codes=tuple(theme.codes()) if theme else ()))


def _rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return events with their words, and the names of their places."""
    known = list(events)
    places = names.of("region", {one.region_code for one in known if one.region_code})
    return [
        {
            "event": one,
            "words": audit_presenters.text(one.code),
            "subject": words.subject_in_words(one.subject),
            "place": places.get(one.region_code, one.region_code),
        }
        for one in known
    ]


class _Line:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


def _lines(found: QuerySet[Event]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(
        [_("Saat"), _("Tindakan"), _("Kode"), _("Pelaku"), _("Subjek"), _("Wilayah"), _("Alasan"),
         _("Rincian")]
    )  # fmt: skip
    for one in found.iterator(chunk_size=queries.CHUNK):
        cells = [
            chain.moment(one.at), audit_presenters.text(one.code), one.code, one.actor_name,
            one.subject, one.region_code, one.reason, chain.canonical(one.facts),
        ]  # fmt: skip
        yield writer.writerow([escape_formula(cell) for cell in cells])
