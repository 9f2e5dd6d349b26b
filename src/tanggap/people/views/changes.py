"""Changing one person: each change asks for its evidence and can be taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.forms import CorrectionForm, EvidenceForm, SplitForm, StatusForm, spoken
from tanggap.people.models import Correction, MatchDecision, Person
from tanggap.people.queries import dossier as dossiers
from tanggap.people.services import decisions, persons
from tanggap.people.services.refusals import Refused
from tanggap.people.types import CorrectedField, PersonStatus

Act = Callable[[Person, Actor, dict[str, Any]], object]


@access.requires(Permission.PERSON_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, code: str) -> HttpResponse:
    """Give some rows of a person a person of their own."""
    person = _person(request, code)
    choices = [
        (row.record_id, f"{row.programme}, {row.row}: {row.cells.get('name', '')}")
        for row in dossiers.records_of(person)
    ]
    form = SplitForm(request.POST or None, choices=choices)

    def act(person: Person, by: Actor, given: dict[str, Any]) -> object:
        return persons.split(
            person.pk, given["rows"], by=by, at=clock.now(), evidence=given["evidence"]
        )

    return _change(request, person, form, act, gettext_lazy("Pisahkan orang"))


@access.requires(Permission.PERSON_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Set the right value of a field."""

    def act(person: Person, by: Actor, given: dict[str, Any]) -> object:
        return persons.correct_field(
            person.pk,
            CorrectedField(given["field"]),
            given["value"],
            by=by,
            at=clock.now(),
            evidence=given["evidence"],
        )

    form = CorrectionForm(request.POST or None)
    return _change(request, _person(request, code), form, act, gettext_lazy("Betulkan data"))


@access.requires(Permission.PERSON_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that a person died or moved."""

    def act(person: Person, by: Actor, given: dict[str, Any]) -> object:
        deceased = given["status"] == PersonStatus.DECEASED
        mark = persons.mark_deceased if deceased else persons.mark_moved
        return mark(person.pk, on=given["on"], by=by, at=clock.now(), evidence=given["evidence"])

    form = StatusForm(request.POST or None)
    title = gettext_lazy("Catat meninggal atau pindah")
    return _change(request, _person(request, code), form, act, title)


@access.requires(Permission.PERSON_EDIT)
@never_cache
@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, code: str) -> HttpResponse:
    """Make a person the head of their family."""

    def act(person: Person, by: Actor, given: dict[str, Any]) -> object:
        return persons.change_head(person.pk, by=by, at=clock.now(), evidence=given["evidence"])

    form = EvidenceForm(request.POST or None)
    title = gettext_lazy("Jadikan kepala keluarga")
    return _change(request, _person(request, code), form, act, title)


@access.requires(Permission.PERSON_VIEW)
@require_POST
def undo(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Take back a decision, a split or a correction that the history names."""
    by, now = access.actor_of(request), clock.now()
    kind, _colon, which = what.partition(":")
    try:
        if kind == "decision" and which.isdigit():
            decisions.undo(int(which), by=by, at=now)
        elif kind == "split":
            persons.undo_split(which, by=by, at=now)
        elif kind == "correction" and which.isdigit():
            persons.undo_correction(int(which), by=by, at=now)
        else:
            raise Http404
        messages.success(request, _("Dibatalkan; keadaan sebelumnya berlaku lagi."))
    except Refused as refusal:
        messages.error(request, spoken(refusal.sentence))
    except (Person.DoesNotExist, MatchDecision.DoesNotExist, Correction.DoesNotExist) as error:
        raise Http404 from error
    return redirect("people:dossier", code)


def _person(request: HttpRequest, code: str) -> Person:
    try:
        return dossiers.visible(access.actor_of(request), code)
    except Person.DoesNotExist as error:
        raise Http404 from error


def _change(
    request: HttpRequest, person: Person, form: Form, act: Act, title: object
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(person, access.actor_of(request), form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, spoken(refusal.sentence))
        except Person.DoesNotExist as error:
            raise access.Forbidden(Permission.PERSON_EDIT, person.region_code) from error
        else:
            messages.success(request, _("Perubahan dicatat. Anda dapat membatalkannya di riwayat."))
            return redirect("people:dossier", person.code)
    context = {"form": form, "person": person, "title": title}
    return render(request, "people/change.html", context)
