"""Bank accounts of recipients: find, propose, decide, look at a number for a reason."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import payable
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.distribution.domain.holders import NEEDS_A_REASON, Likeness
from tanggap.distribution.forms import AccountForm, FindForm
from tanggap.distribution.queries import accounts as seen
from tanggap.distribution.queries import banked
from tanggap.distribution.queries.accounts import AccountSeen, Recipient
from tanggap.distribution.queries.banked import Told
from tanggap.distribution.services import accounts
from tanggap.distribution.types import AccountState, NotAllowed
from tanggap.distribution.views import account_words as words
from tanggap.regions import queries as regions

NIK_DIGITS: Final = 16
FIELDS: Final = {"account": "number", "bank": "bank", "holder": "holder", "reason": "reason"}


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show what waits for a decision, and the ways to find a recipient."""
    return _index(request, FindForm())


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Find a recipient by NIK or code; neither stands in an address."""
    form, actor = FindForm(request.POST), actor_of(request)
    if form.is_valid():
        key = form.cleaned_data["key"]
        is_nik = sum(sign.isdigit() for sign in key) == NIK_DIGITS
        found = banked.people_with(**{"nik" if is_nik else "code": key})
        here = [one for pk in sorted(found) if (one := seen.recipient(actor, pk))]
        if len(here) == 1:
            return redirect("distribution:account", here[0].person)
        why = "several" if here else "unknown"
        form.add_error("key", words.refusal(why))
    return _index(request, form)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, person: int) -> HttpResponse:
    """Show a recipient's account with its history; take a proposal."""
    actor, whom = actor_of(request), _recipient_or_404(request, person)
    rows = seen.of_person(actor, person)
    now = next((row for row in rows if row.one.state == AccountState.APPROVED), None)
    waits = next((row for row in rows if row.one.state == AccountState.PROPOSED), None)
    may = allowed(actor, Permission.PAYMENT_PREPARE, region_code=whom.region_code)
    data = request.POST if request.method == "POST" else None
    form = AccountForm(data, is_change=now is not None)
    if data is not None and form.is_valid() and _propose(form, whom, actor):
        messages.success(request, _("Diusulkan. Petugas lain memeriksa dan menyetujuinya."))
        return redirect("distribution:account", person)
    context = {
        "whom": whom,
        "place": regions.name_of(whom.region_code),
        "now": row_of(now),
        "waits": row_of(waits),
        "history": [row_of(row) for row in rows if row not in (now, waits)],
        "may_propose": may and waits is None,
        "may_reveal": banked.may_see(actor, whom.region_code),
        "form": form,
        **_deciding(actor, waits),
    }
    status = 422 if form.errors else 200
    return render(request, "distribution/account.html", context, status=status)


@requires(Permission.PAYMENT_VIEW)
@require_POST
def decide(request: HttpRequest, person: int, pk: int) -> HttpResponse:
    """Approve a proposal, turn it down, or take one's own back."""
    actor, reason = actor_of(request), request.POST.get("reason", "")
    _account_or_404(request, person, pk)
    act, now = request.POST.get("ke", ""), clock.now()
    try:
        if act == "setuju":
            accounts.approve(account_id=pk, reason=reason, by=actor, at=now)
        elif act == "tolak":
            accounts.refuse(account_id=pk, reason=reason, by=actor, at=now)
        else:
            accounts.withdraw(account_id=pk, by=actor, at=now)
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
    else:
        messages.success(request, _("Keputusan dicatat."))
    return redirect("distribution:account", person)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_POST
def reveal(request: HttpRequest, person: int, pk: int) -> HttpResponse:
    """Show a number in full, once, with the reason on the record."""
    whom, one = _recipient_or_404(request, person), _account_or_404(request, person, pk)
    try:
        number = accounts.reveal(
            account_id=pk, reason=request.POST.get("reason", ""), by=actor_of(request),
            at=clock.now(),
        )  # fmt: skip
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
        return redirect("distribution:account", person)
    context = {"whom": whom, "row": one, "number": number}
    return render(request, "distribution/account_number.html", context)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_GET
def without(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say who of a round has no approved account, so that no bank can pay them."""
    actor = actor_of(request)
    offered = payable.rounds(region_ranges(actor, Permission.PAYMENT_VIEW))
    found = next((one for one in offered if one.round.pk == round_id), None)
    if found is None:
        raise Http404
    count, shown = seen.without(actor, round_id)
    names = regions.names_of({one.region_code for one in shown})
    rows = [(one, names.get(one.region_code, "")) for one in shown]
    context = {"round": found, "count": count, "rows": rows, "left": count - len(shown)}
    return render(request, "distribution/without_account.html", context)


def row_of(row: AccountSeen | None) -> dict[str, Any] | None:
    """Return an account with its words and tones, for a template."""
    if row is None:
        return None
    return {
        "seen": row,
        "one": row.one,
        "tone": words.TONES[AccountState(row.one.state)],
        "likeness": words.likeness(row.likeness),
        "advice": words.advice(row.likeness),
        "likeness_tone": words.LIKENESS_TONES[Likeness(row.likeness)],
        "needs_reason": row.likeness in NEEDS_A_REASON,
    }


def _index(request: HttpRequest, form: FindForm) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "form": form,
        "rows": [row_of(row) for row in seen.waiting(actor)],
        "rounds": payable.rounds(region_ranges(actor, Permission.PAYMENT_VIEW)),
        "may_prepare": allowed(actor, Permission.PAYMENT_PREPARE),
    }
    status = 422 if form.errors else 200
    return render(request, "distribution/accounts.html", context, status=status)


def _propose(form: AccountForm, whom: Recipient, actor: Actor) -> bool:
    told = dict(form.cleaned_data)
    reason = told.pop("reason", "")
    try:
        accounts.propose(
            person_id=whom.person, told=Told(**told), reason=reason, by=actor, at=clock.now()
        )
    except NotAllowed as refused:
        code = str(refused)
        field = FIELDS.get(code)
        form.add_error(field if field in form.fields else None, words.refusal(code))
        return False
    return True


def _deciding(actor: Actor, waits: AccountSeen | None) -> dict[str, bool]:
    if waits is None:
        return {"may_decide": False, "is_own": False}
    is_own = actor.user_id == waits.one.proposed_by_id
    may = allowed(actor, Permission.PAYMENT_APPROVE, region_code=waits.one.region_code)
    return {"may_decide": may and not is_own, "is_own": is_own}


def _recipient_or_404(request: HttpRequest, person: int) -> Recipient:
    found = seen.recipient(actor_of(request), person)
    if found is None:
        raise Http404
    return found


def _account_or_404(request: HttpRequest, person: int, pk: int) -> AccountSeen:
    rows = seen.of_person(actor_of(request), person)
    found = next((row for row in rows if row.one.pk == pk), None)
    if found is None:
        raise Http404
    return found
