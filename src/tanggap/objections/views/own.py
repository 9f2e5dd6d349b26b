"""Pages for citizens: the receipt, where a ticket stands, and adding to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import public
from tanggap.applications.queries import codes
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.objections.forms.public import AddForm, AgainForm, KeyForm
from tanggap.objections.queries import citizens as found_tickets
from tanggap.objections.queries.citizens import OwnView
from tanggap.objections.services import citizens
from tanggap.objections.types import MovedMeanwhile, NotAllowed
from tanggap.objections.views import sitting

UNREADABLE = 422


@public
@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Show code and PIN, once, to the browser that told it."""
    own, pin = _own(request), sitting.pin_of(request)
    if own is None or not pin:
        return redirect("objections:look")
    context = {"own": own, "code": codes.spelled(own.ticket.code), "pin": pin, **_words(own)}
    return render(request, "objections/public/receipt.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Find a ticket by code and PIN."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = codes.read_code(form.cleaned_data["code"])
        if not sitting.may_try(request, code):
            return sitting.too_many(request)
        found = found_tickets.find(code, codes.read_pin(form.cleaned_data["pin"]))
        if found is not None:
            sitting.give_back(code)
            sitting.hold(request, found)
            return redirect("objections:status")
        form.add_error(None, _("Kode dan PIN ini tidak cocok. Periksa keduanya, lalu coba lagi."))
    status = UNREADABLE if form.is_bound and form.errors else 200
    return render(request, "objections/public/look.html", {"form": form}, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Show where a ticket stands and its answer; take in what is added to it."""
    own = _own(request)
    if own is None:
        return redirect("objections:look")
    again = citizens.may_come_again(own.ticket, clock.now())
    form: Any = (AgainForm if again else AddForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = citizens.come_again if again else citizens.add
        try:
            act(ticket_id=own.ticket.pk, text=form.cleaned_data["text"], at=clock.now())
        except (NotAllowed, MovedMeanwhile):
            messages.error(request, _("Keterangan tidak dapat ditambahkan lagi."))
        else:
            messages.success(request, _("Keterangan Anda sudah kami terima."))
        return redirect("objections:status")
    context = {
        "own": own,
        "code": codes.spelled(own.ticket.code),
        "form": form if again or own.may_add else None,
        "again": again,
        **_words(own),
    }
    wrong = form.is_bound and form.errors
    return render(
        request, "objections/public/status.html", context, status=UNREADABLE if wrong else 200
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then take the ticket back."""
    own = _own(request)
    if own is None or not own.may_withdraw:
        return redirect("objections:status")
    if request.method == "POST":
        try:
            citizens.withdraw(ticket_id=own.ticket.pk, at=clock.now())
            messages.success(request, _("Sudah ditarik kembali."))
        except (NotAllowed, MovedMeanwhile):
            messages.error(request, _("Ini tidak dapat ditarik lagi."))
        return redirect("objections:status")
    context = {"own": own, "code": codes.spelled(own.ticket.code)}
    return render(request, "objections/public/withdraw.html", context)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the sitting."""
    sitting.leave(request)
    return redirect("objections:start")


def _own(request: HttpRequest) -> OwnView | None:
    number = sitting.own_of(request)
    return found_tickets.own(number) if number else None


def _words(own: OwnView) -> dict[str, str]:
    return {
        "kind": text_of(own.kind), "state": text_of(own.state), "told": text_of(own.told)
    }  # fmt: skip
