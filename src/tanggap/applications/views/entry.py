"""An officer enters a citizen's application, with the citizen beside them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.applications.domain import criteria
from tanggap.applications.domain.codes import spelled
from tanggap.applications.forms.office import MEMBERS, EntryForm, places_within
from tanggap.applications.queries import office, papers
from tanggap.applications.services import receive
from tanggap.applications.services.receiving import newest_criteria, open_programmes
from tanggap.applications.types import Asking, MemberAsked
from tanggap.core import clock, crypto

ENTERED = "applications.entered"
PURPOSE = "applications.entered"


@requires(Permission.APPLICATION_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Take a whole application on one page; the officer's name is kept beside the citizen's."""
    openings = open_programmes(clock.now())
    chosen = request.GET.get("program", "")
    opening = next((o for o in openings if o.programme.code == chosen), None)
    known = newest_criteria(opening.programme_id) if opening else None
    context: dict[str, Any] = {"openings": openings, "opening": opening}
    if opening is None or known is None:
        return render(request, "applications/office/enter_which.html", context)
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    form = EntryForm(
        data,
        criteria=criteria.read(known.content),
        places=places_within(region_ranges(actor, Permission.APPLICATION_ENTER)),
    )
    members = MEMBERS(data, prefix="anggota")
    if data is not None and form.is_valid() and members.is_valid():
        asking = _asking(form, members, opening.programme.code)
        got = receive(asking, by=actor, at=clock.now(), channel="assisted")
        sealed = crypto.seal(got.pin, purpose=PURPOSE).hex()
        request.session[ENTERED] = [got.application_id, sealed]
        return redirect("applications:entered", got.application_id)
    context |= {"form": form, "members": members}
    status = 200 if data is None else 422
    return render(request, "applications/office/enter.html", context, status=status)


@requires(Permission.APPLICATION_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show code and PIN once more in this sitting, to hand to the citizen; POST gives the paper."""
    found = office.one(actor_of(request), pk)
    number, sealed = request.session.get(ENTERED, (0, ""))
    if found is None or number != pk:
        return redirect("applications:list")
    pin = crypto.unseal(bytes.fromhex(sealed), purpose=PURPOSE)
    if request.method == "POST":
        path = reverse("applications:resume") + f"?kode={spelled(found.code)}"
        data = papers.receipt(found, pin=pin, address=request.build_absolute_uri(path))
        answer = HttpResponse(data, content_type="application/pdf")
        name = content_disposition_header(True, "tanda-terima.pdf")
        answer["Content-Disposition"] = name or "attachment"
        return answer
    context = {
        "one": found,
        "code": spelled(found.code),
        "pin": pin,
        "joined_into": spelled(found.joined_into.code) if found.joined_into else "",
    }
    return render(request, "applications/office/entered.html", context)


def _asking(form: EntryForm, members: Any, programme: str) -> Asking:
    told = form.cleaned_data
    return Asking(
        programme=programme,
        answers=form.answers(),
        circumstances={
            name: told[name] for name in ("income_before", "income_now", "lost", "story")
        },
        members=tuple(
            MemberAsked(
                name=one["name"],
                relation=one["relation"],
                sex=one["sex"],
                birth_date=one["date"],
                nik=one["nik"],
            )
            for one in (form.cleaned_data for form in members)
            if one
        ),
        **{
            name: told[name]
            for name in (
                "region_code", "rw", "rt", "address", "head_name", "head_birth_date", "head_sex",
                "nik", "no_nik_reason", "kk", "mother_name", "phone", "email",
            )
        },
    )  # fmt: skip
