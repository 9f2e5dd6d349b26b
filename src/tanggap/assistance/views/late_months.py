"""Months, programme and amount of a list that was committed without them, or with wrong ones."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.forms import LateMonthsForm
from tanggap.assistance.models import ListPlan
from tanggap.assistance.services import late_months, lists
from tanggap.assistance.views.verdicts import list_seen
from tanggap.core import clock
from tanggap.core.models import JobRun

REFUSALS = {
    lists.MoneyWasPaid: _("Sudah ada bantuan yang dibayarkan dari daftar ini."),
    late_months.NotAwardable: _("Hanya daftar tersimpan yang dapat diberi bulan di sini."),
    late_months.NothingProposed: _("Usulan ini sudah diubah; mungkin rekan Anda lebih dahulu."),
}


@requires(Permission.LIST_COMMIT)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, list_id: int) -> HttpResponse:
    """Ask for what the list is; then its verdict is shown, and nothing counts yet.

    Where its months cannot be changed any more, that is said before anybody fills in the form.
    """
    found = list_seen(request, list_id)
    try:
        late_months.check_open(list_id, actor_of(request))
    except (lists.MoneyWasPaid, late_months.NotAwardable) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
        return redirect("people:list", list_id)
    plan = lists.plan_of(list_id=list_id)
    form = LateMonthsForm(request.POST or None, initial=_known(plan, found.programme_code))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with_months = {"months": form.months, "amount": given["amount"]}
        return _done(
            request,
            list_id,
            lambda: late_months.propose(
                list_id=list_id, programme=given["programme"], by=actor_of(request),
                at=clock.now(), **with_months,
            ),
            onward=reverse("assistance:verdict", args=[list_id]),
        )  # fmt: skip
    status = 422 if form.errors else 200
    context = {"list": found, "form": form, "plan": plan}
    return render(request, "assistance/late_months.html", context, status=status)


@requires(Permission.LIST_COMMIT)
@require_POST
def accept(request: HttpRequest, list_id: int) -> HttpResponse:
    """Let the proposed months count; the awards are made in the background."""
    list_seen(request, list_id)
    seen = request.POST.get("proposed", "")
    return _done(
        request,
        list_id,
        lambda: late_months.accept(
            list_id=list_id,
            proposed=int(seen) if seen.isdecimal() and len(seen) < 16 else 0,
            by=actor_of(request),
            at=clock.now(),
        ),
    )


@requires(Permission.LIST_COMMIT)
@require_POST
def drop(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take the proposal back."""
    list_seen(request, list_id)
    return _done(
        request,
        list_id,
        lambda: late_months.drop(list_id=list_id, by=actor_of(request), at=clock.now()),
    )


@requires(Permission.LIST_COMMIT)
@require_POST
def resume(request: HttpRequest, list_id: int) -> HttpResponse:
    """Start the work again that was stopped."""
    list_seen(request, list_id)
    return _done(
        request, list_id, lambda: late_months.resume(list_id=list_id, by=actor_of(request))
    )


def _done(
    request: HttpRequest,
    list_id: int,
    work: Callable[[], ListPlan | JobRun],
    *,
    onward: str = "",
) -> HttpResponse:
    """Do it and go on: to the job where one was started; tell why where it was refused."""
    page = reverse("people:list", args=[list_id])
    try:
        done = work()
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        if isinstance(done, JobRun):
            target = reverse("portal:job", args=[done.pk])
            return redirect(f"{target}?{urlencode({'lanjut': page})}")
        return redirect(onward or page)
    return redirect(page)


def _known(plan: ListPlan, programme: str) -> dict[str, object]:
    """Return what is proposed, else what counts now, else the programme alone."""
    of_round = plan.proposed or plan.round
    months = lists.months_of(of_round)
    known: dict[str, object] = {
        "programme": of_round.programme.code if of_round else programme,
        "amount": plan.proposed_amount if plan.proposed else plan.amount,
    }
    return known | ({"first": months[0], "last": months[-1]} if months else {})
