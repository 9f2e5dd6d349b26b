"""The office's list of applications, and one of them with its evidence and moves."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, require, requires
from tanggap.accounts.types import Permission
from tanggap.applications import sealing
from tanggap.applications import services as applications
from tanggap.applications.domain import criteria
from tanggap.applications.domain.codes import read_code, spelled
from tanggap.applications.domain.statuses import AT_THE_DESK, MOVES
from tanggap.applications.forms.words import LOST, RELATION_WORDS, rt_rw_words
from tanggap.applications.models import Application
from tanggap.applications.models.applications import StatusName
from tanggap.applications.queries import office
from tanggap.applications.queries.office import Filters
from tanggap.applications.services import desk, photos
from tanggap.applications.types import NotAllowed, Status
from tanggap.applications.views import asked_photos, panels
from tanggap.assistance.queries import programmes
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.masking import mask_nik, mask_phone
from tanggap.core.registry import text_of
from tanggap.language import Sentence
from tanggap.regions import queries as regions

PER_PAGE: Final = 50
TONES: Final = {
    "received": "info", "visiting": "wait", "visited": "info", "approved": "ok",
    "waiting": "wait", "refused": "danger", "withdrawn": "neutral", "joined": "neutral",
    "clear": "ok", "overlap": "danger", "unknown": "warn",
}  # fmt: skip


SHORT: Final = {"joined": gettext_lazy("Digabung")}
"""A word for a narrow column; the page of an application says the whole."""


@requires(Permission.APPLICATION_VIEW)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the applications of the officer's regions, the newest first."""
    given = request.GET
    filters = Filters(
        status=given.get("keadaan", ""),
        desk=given.get("periksa", ""),
        programme=given.get("program", ""),
        channel=given.get("jalur", ""),
        region_code=given.get("wilayah", "") if given.get("wilayah", "").isdigit() else "",
    )
    return _list(request, filters)


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Find by code, NIK, KK or name; by POST, so that no number gets into an address."""
    text = request.POST.get("cari", "").strip()
    if not text:
        return redirect("applications:list")
    found = office.listed(actor_of(request), Filters(search=text))
    if read_code(text) and (one := found.first()) is not None:
        return redirect("applications:detail", one.pk)
    return _list(request, Filters(search=text))


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application, masked, with evidence, photos, history and what may be done."""
    found = _one(request, pk)
    actor = actor_of(request)
    _note("applications.file.opened", request, found)
    facts = found.desk_facts
    context = {
        "one": found,
        "code": spelled(found.code),
        "tone": TONES[found.status],
        "desk_tone": TONES[found.desk_answer],
        "nik": mask_nik(sealing.number_of(found.sealed_nik)),
        "kk": mask_nik(sealing.number_of(found.sealed_kk)),
        "phone": mask_phone(sealing.contact_of(found.sealed_phone)),
        "place": regions.name_of(found.region_code),
        "rt_rw": rt_rw_words(found.rt, found.rw),
        "members": [(m, RELATION_WORDS.get(m.relation, m.relation)) for m in found.members.all()],
        "answers": _answers(found),
        "points": criteria.read(found.criteria.content).points(found.answers),
        "lost": [label for code, label in LOST if code in found.circumstances.get("lost", [])],
        "facts": facts,
        "explanation": text_of(Sentence(**facts["explanation"]))
        if facts.get("explanation")
        else "",
        "against": [
            {**one, "reason": text_of(Sentence(**one["reason"]))}
            for one in facts.get("against", [])
        ],
        "changes": found.changes.all(),
        **asked_photos.panel(found, actor),
        "moves": _moves(found, actor),
        "may_enter": allowed(actor, Permission.APPLICATION_ENTER, region_code=found.region_code),
        "panels": panels.of(found, actor),
        "may_reveal": allowed(actor, Permission.NIK_REVEAL, region_code=found.region_code),
        "joined": [(spelled(o.code), o.pk) for o in found.joined.all()],
        "joined_into": spelled(found.joined_into.code) if found.joined_into else "",
    }
    return render(request, "applications/office/detail.html", context)


@requires(Permission.APPLICATION_VIEW)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a move of the desk; the table says who may."""
    found, actor = _one(request, pk), actor_of(request)
    reason = request.POST.get("reason", "").strip()
    given: dict[str, Any] = {"application_id": pk, "by": actor, "at": clock.now()}
    try:
        after = Status(request.POST.get("ke", ""))
        if (Status(found.status), after) not in AT_THE_DESK:
            raise NotAllowed("desk")
        if after == Status.WITHDRAWN:
            applications.withdraw(**given, reason=reason)
        elif after == Status.JOINED:
            applications.join(**given, into=_other(request), reason=reason)
        else:
            applications.move(**given, after=after, before=Status(found.status), reason=reason)
    except (NotAllowed, ValueError) as refusal:
        messages.error(request, _refusal(str(refusal)))
    except applications.MovedMeanwhile:
        messages.error(request, _("Petugas lain baru saja mengubah pengajuan ini."))
    return redirect("applications:detail", pk)


@requires(Permission.APPLICATION_ENTER)
@require_POST
def recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the registry and the ledger once more."""
    found, actor = _one(request, pk), actor_of(request)
    require(actor, Permission.APPLICATION_ENTER, region_code=found.region_code)
    answer = desk.recheck(application_id=pk, by=actor, at=clock.now())
    words = dict(Application.Desk.choices)[answer]
    messages.info(request, _("Diperiksa ulang: %(answer)s.") % {"answer": words})
    return redirect("applications:detail", pk)


@requires(Permission.APPLICATION_VIEW)
@never_cache
@require_GET
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Give a photo that we wrote ourselves, as a file and nothing that a browser would run."""
    found = _one(request, pk).photos.filter(pk=photo).first()
    if found is None:
        raise Http404
    try:
        data = photos.content(found)
    except FileNotFoundError as error:
        raise Http404 from error
    _note("applications.photo.viewed", request, found.application)
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = f'attachment; filename="foto-{found.kind}.jpg"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _list(request: HttpRequest, filters: Filters) -> HttpResponse:
    actor = actor_of(request)
    page = Paginator(office.listed(actor, filters), PER_PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of({one.region_code for one in page})
    context = {
        "page": page,
        "rows": [
            {
                "one": one,
                "code": spelled(one.code),
                "place": names.get(one.region_code, one.region_code),
                "state": SHORT.get(one.status) or one.get_status_display(),
                "tone": TONES[one.status],
                "desk_tone": TONES[one.desk_answer],
            }
            for one in page
        ],
        "counts": office.counts(actor),
        "filters": filters,
        "chips": _chips(filters),
        "statuses": StatusName.choices,
        "desks": Application.Desk.choices,
        "channels": Application.Channel.choices,
        "programmes": [(p.code, p.name) for p in programmes.aid()],
        "may_enter": allowed(actor, Permission.APPLICATION_ENTER),
    }
    return render(request, "applications/office/list.html", context)


def _chips(filters: Filters) -> list[str]:
    """Return the filters in force in words; what was searched is not repeated."""
    known = {
        **dict(StatusName.choices),
        **dict(Application.Desk.choices),
        **dict(Application.Channel.choices),
    }
    words = [known.get(v) for v in (filters.status, filters.desk, filters.channel) if v]
    found = [str(one) for one in words if one]
    if filters.programme:
        found.append(filters.programme)
    if filters.region_code:
        found.append(regions.name_of(filters.region_code))
    return found + ([_("hasil pencarian")] if filters.search else [])


def _one(request: HttpRequest, pk: int) -> Application:
    found = office.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def _moves(found: Application, actor: Any) -> list[dict[str, Any]]:
    """Return the moves of the desk that this officer may make from here."""
    stands, shown = Status(found.status), []
    for before, after in sorted(AT_THE_DESK):
        needs = MOVES[before, after]
        permission = needs.permission or Permission.APPLICATION_ENTER
        if before == stands and allowed(actor, permission, region_code=found.region_code):
            shown.append(
                {"after": str(after), "reason": needs.reason, "label": MOVE_WORDS[after]()}
            )
    return shown


MOVE_WORDS: Final = {
    Status.WITHDRAWN: lambda: _("Tarik kembali atas permintaan pemohon"),
    Status.JOINED: lambda: _("Gabung dengan pengajuan lain"),
    Status.REFUSED: lambda: _("Tolak"),
}


def _answers(found: Application) -> list[tuple[str, str]]:
    known = criteria.read(found.criteria.content).criteria
    rows = []
    for one in known:
        words = one.words_for(str(found.answers.get(one.code, "")))
        rows.append((text_of(one.text), text_of(words) if words else _("Tidak dijawab")))
    return rows


def _other(request: HttpRequest) -> int:
    """Return the application whose code was typed, if the officer may see it."""
    code = read_code(request.POST.get("into", ""))
    other = office.listed(actor_of(request), Filters(search=code)).first() if code else None
    if other is None:
        raise NotAllowed("code")
    return int(other.pk)


def _refusal(why: str) -> str:
    return {
        "reason": _("Tulis alasannya."),
        "four eyes": _("Langkah ini harus dilakukan petugas lain."),
        "code": _("Tidak ada pengajuan dengan kode itu di wilayah Anda."),
        "join": _("Pengajuan itu tertutup, atau untuk program lain."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang."))


def _note(code: str, request: HttpRequest, found: Any) -> None:
    with transaction.atomic():
        audit.record(
            code,
            by=actor_of(request),
            at=clock.now(),
            subject=f"application:{found.pk}",
            region_code=found.region_code,
        )
