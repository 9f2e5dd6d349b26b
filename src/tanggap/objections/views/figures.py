"""Figures of tickets and of the survey, and the list of those to be called."""

from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.hiding import LEAST
from tanggap.core.registry import text_of
from tanggap.distribution.services import channels
from tanggap.objections.domain import words
from tanggap.objections.forms.office import CallForm, ShareForm
from tanggap.objections.queries import calling, figures
from tanggap.objections.services import surveys
from tanggap.objections.types import Kind, NotAllowed
from tanggap.regions import queries as regions

UNREADABLE: Final = 422


@requires(Permission.OBJECTION_VIEW)
@require_GET
def tickets(request: HttpRequest) -> HttpResponse:
    """Show how many were told and answered, by kind and by office."""
    actor, today = actor_of(request), clock.today()
    offices = figures.by_office(actor, today)
    names = regions.names_of({row.name for row in offices})
    context = {
        "kinds": [(text_of(words.KINDS[Kind(row.name)]), row)
                  for row in figures.by_kind(actor, today)],
        "offices": [(names.get(row.name, row.name), row) for row in offices],
    }  # fmt: skip
    return render(request, "objections/office/figures.html", context)


@requires(Permission.SURVEY_RECORD)
@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what the survey said by channel, programme and kelurahan; small cells are hidden."""
    return _results(request, ShareForm(initial={"share": surveys.plan(clock.now()).share}))


@requires(Permission.SURVEY_RECORD)
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Choose which share of the deliveries is asked about."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _results(request, form, UNREADABLE)
    surveys.set_share(share=form.cleaned_data["share"], by=actor_of(request), at=clock.now())
    messages.success(request, _("Bagian survei ditetapkan."))
    return redirect("objections:results")


@requires(Permission.SURVEY_RECORD)
@never_cache
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """List whom no message reached or who did not answer; without names."""
    found = calling.waiting(actor_of(request), clock.now())
    names = regions.names_of({one.region_code for one in found})
    rows = [
        (one, names.get(one.region_code, one.region_code), _channel(one.channel)) for one in found
    ]
    return render(request, "objections/office/calls.html", {"rows": rows})


@requires(Permission.SURVEY_RECORD)
@never_cache
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom to call, on the record, and take in what they say."""
    actor = actor_of(request)
    found = calling.one(actor, pk)
    if found is None:
        raise Http404
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = surveys.answer(survey_id=pk, answers=form.answers(), by=actor, at=clock.now())
        except NotAllowed:
            messages.error(request, _("Sudah dijawab, atau waktunya sudah lewat."))
        else:
            messages.success(request, _made(len(made)))
        return redirect("objections:calls")
    with transaction.atomic():
        audit.record(
            "objections.survey.called", by=actor, at=clock.now(), subject=f"survey:{pk}",
            region_code=found.survey.region_code,
        )  # fmt: skip
    status = UNREADABLE if form.is_bound else 200
    context = {"found": found, "form": form, "channel": _channel(found.survey.channel)}
    return render(request, "objections/office/call.html", context, status=status)


def _results(request: HttpRequest, form: ShareForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    tables = [(by, figures.said(actor, by)) for by in figures.BY]
    places = regions.names_of({row.name for row in tables[-1][1]})
    titles = {
        "channel": (_("Menurut saluran"), _("Saluran")),
        "programme": (_("Menurut program"), _("Program")),
        "region_code": (_("Menurut kelurahan"), _("Kelurahan")),
    }

    def name(by: str, code: str) -> str:
        return _channel(code) if by == "channel" else places.get(code, code)

    context = {
        "form": form,
        "all": figures.all_said(actor),
        "asked": figures.asked(actor),
        "calls": len(calling.waiting(actor, clock.now())),
        "tables": [
            (
                *titles[by],
                [(name(by, row.name), row) for row in rows if row.answers is not None],
                sum(row.answers is None for row in rows),
            )
            for by, rows in tables
        ],
        "least": LEAST,
        "may_choose": allowed(actor, Permission.OBJECTION_HANDLE),
    }
    return render(request, "objections/office/results.html", context, status=status)


def _channel(code: str) -> str:
    try:
        return text_of(channels.by_code(code).name)
    except KeyError:
        return code


def _made(count: int) -> Any:
    if count:
        return _("Jawaban disimpan. Yang tidak beres sudah menjadi laporan.")
    return _("Jawaban disimpan.")
