"""The page at the point: type or scan a voucher, see whose it is, hand over; also offline."""

import json
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import Forbidden, actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.distribution.forms import HandoverForm
from tanggap.distribution.services import handovers
from tanggap.distribution.services.handovers import Given
from tanggap.distribution.views import words

MOST_AT_ONCE = 100


@requires(Permission.HANDOVER_RECORD)
@never_cache
@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Look a voucher up first; hand over by a second act, once the name was compared."""
    actor = actor_of(request)
    if request.method == "GET":
        return _page(request, HandoverForm(initial={"uuid": uuid4()}))
    if "cari" in request.POST:
        found = handovers.found(request.POST.get("voucher", ""), by=actor)
        initial = {"uuid": uuid4(), "voucher": request.POST.get("voucher", "")[:60]}
        return _page(request, HandoverForm(initial=initial), found=found, looked=True)
    form = HandoverForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    answer = handovers.record(_given(form), by=actor, at=clock.now())
    if answer == "incomplete":
        form.add_error("taken_by", words.handed(answer))
        return _page(
            request, form, found=handovers.found(form.cleaned_data["voucher"], by=actor), status=422
        )
    tell = messages.info if answer in ("done", "again") else messages.error
    tell(request, words.handed(answer))
    return redirect("distribution:handover")


@requires(Permission.HANDOVER_RECORD)
@never_cache
@require_GET
def day_list(request: HttpRequest) -> JsonResponse:
    """Give the phone the day's vouchers: numbers, names and RT only."""
    rows = handovers.list_of_the_day(by=actor_of(request), at=clock.now())
    return JsonResponse({"vouchers": rows})


@requires(Permission.HANDOVER_RECORD)
@never_cache
@require_POST
def replay(request: HttpRequest) -> JsonResponse:
    """Take what a phone kept while it had no signal; each item gets its answer."""
    try:
        items = json.loads(request.body)["handovers"][:MOST_AT_ONCE]
        forms = [HandoverForm(dict(one)) for one in items]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"answers": []}, status=422)
    return JsonResponse({"answers": [_answer(form, request) for form in forms]})


def _answer(form: HandoverForm, request: HttpRequest) -> dict[str, str]:
    uuid = str(form.data.get("uuid", ""))[:40]
    answer = "incomplete"
    if form.is_valid():
        try:
            answer = handovers.record(_given(form), by=actor_of(request), at=clock.now())
        except Forbidden:
            answer = "unknown"
    return {"uuid": uuid, "answer": answer, "words": words.handed(answer)}


def _given(form: HandoverForm) -> Given:
    told: dict[str, Any] = dict(form.cleaned_data)
    told["handed_at"] = told["handed_at"] or clock.now()
    return Given(**told)


def _page(
    request: HttpRequest, form: HandoverForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, "distribution/handover.html", context, status=status)
