"""Checking all answers, sending, and the receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import public
from tanggap.applications.domain import journey
from tanggap.applications.domain.codes import spelled
from tanggap.applications.forms import words
from tanggap.applications.models import Draft
from tanggap.applications.queries import citizen, papers
from tanggap.applications.services import drafts
from tanggap.applications.types import Incomplete, NotOpen
from tanggap.applications.views import sitting
from tanggap.applications.views.pages import form_for, title_of
from tanggap.core import clock, paper
from tanggap.regions import queries as regions


@public
@never_cache
@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """Show every answer with a way to change it."""
    draft = sitting.draft_of(request)
    if draft is None or draft.application_id is not None:
        return redirect(sitting.elsewhere(draft))
    told, every = drafts.content(draft), drafts.pages_of(draft)
    page = journey.first_open(every, told["told"])
    if page != journey.CHECK:
        return redirect("applications:page", page)
    context = {
        "draft": draft,
        "sections": [(one, *_answer(one, draft, told)) for one in every if one != "pernyataan"],
        "back": reverse("applications:page", args=[every[-1]]),
    }
    return render(request, "applications/public/check.html", context)


@public
@never_cache
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Make the draft an application; a second click finds it sent."""
    draft = sitting.draft_of(request)
    if draft is None:
        return redirect("applications:resume")
    try:
        drafts.send(draft.pk, at=clock.now())
    except drafts.AlreadySent:
        pass
    except drafts.NotFinished as open_page:
        return redirect("applications:page", open_page.page)
    except Incomplete:
        return redirect("applications:check")
    except NotOpen:
        return render(request, "applications/public/closed.html", status=409)
    return redirect("applications:receipt")


@public
@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Show code, PIN, what happens next, and the paper; only to the browser that sent it."""
    draft, own = _sent(request)
    if draft is None or own is None:
        return redirect("applications:resume")
    context = {
        "own": own,
        "code": spelled(draft.code),
        "pin": drafts.content(draft)["pin"],
        "qr": mark_safe(paper.qr_svg(_address(request, draft.code))),  # noqa: S308 - made by us
    }
    return render(request, "applications/public/receipt.html", context)


@public
@never_cache
@require_GET
def receipt_paper(request: HttpRequest) -> HttpResponse:
    """Give the receipt as PDF."""
    draft, own = _sent(request)
    if draft is None or own is None:
        return redirect("applications:resume")
    data = papers.receipt(
        own.application, pin=drafts.content(draft)["pin"], address=_address(request, draft.code)
    )
    answer = HttpResponse(data, content_type="application/pdf")
    name = _("tanda-terima") + ".pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _sent(request: HttpRequest) -> tuple[Draft | None, citizen.OwnView | None]:
    draft = sitting.draft_of(request)
    if draft is None or draft.application_id is None:
        return None, None
    return draft, citizen.own(draft.application_id)


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("applications:resume") + f"?kode={spelled(code)}")


def _answer(page: str, draft: Draft, told: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the question of a page and its answers as lines."""
    form = None if page == "anggota" else form_for(page, draft, told["told"])
    title, values = title_of(page, form), told["told"].get(page, {})
    if page == "anggota":
        names = [f"{m['name']} ({words.RELATION_WORDS.get(m['relation'], '')})" for m in
                 told["members"]]  # fmt: skip
        return title, names or [_("Tidak ada anggota lain")]
    if page.startswith("foto-"):
        kind = page.removeprefix("foto-")
        sent = draft.photos.filter(kind=kind).exists()
        return title, [_("Foto terkirim") if sent else _("Menyusul saat kunjungan")]
    lines = [line for name, value in values.items() if (line := _line(page, form, name, value))]
    return title, lines or [_("Tidak diisi")]


def _line(page: str, form: Any, name: str, value: Any) -> str:
    """Return one value as people read it."""
    if page in {"kecamatan", "kelurahan"}:
        return regions.name_of(str(value))
    if name in {"rw", "rt"}:
        return f"{name.upper()} {value}"
    if name == "date":
        return "-".join(reversed(str(value).split("-")))
    field = form.fields.get(name) if form is not None else None
    if name.startswith("income"):
        return f"{field.label}: Rp{value:,}".replace(",", ".") if field else ""
    choices = dict(getattr(field, "choices", []) or [])
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value) or "")
