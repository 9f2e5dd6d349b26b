"""The desk: the queue of tickets, and one of them with its evidence and what may be done."""

from datetime import date
from typing import Any, Final

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts import queries as accounts
from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes, decided, facts
from tanggap.assistance.queries import programmes
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_phone
from tanggap.core.registry import text_of
from tanggap.decisions.queries import plans
from tanggap.distribution.queries import delivered
from tanggap.objections import days, sealing
from tanggap.objections.domain import deadlines, words
from tanggap.objections.domain.kinds import OBJECTIONS
from tanggap.objections.domain.states import MOVES, OPEN, from_here
from tanggap.objections.forms.entry import CHANNELS
from tanggap.objections.models import Ticket
from tanggap.objections.queries import desk, listed
from tanggap.objections.queries.desk import Filters
from tanggap.objections.services import photos
from tanggap.objections.services.moving import note
from tanggap.objections.types import Kind, State
from tanggap.regions import queries as regions

PER_PAGE: Final = 50
TONES: Final = {
    State.RECEIVED: "info", State.HANDLED: "wait", State.ASKED: "wait", State.ESCALATED: "danger",
    State.GRANTED: "ok", State.REJECTED: "neutral", State.SOLVED: "ok",
    State.UNFOUNDED: "neutral", State.MERGED: "neutral", State.WITHDRAWN: "neutral",
}  # fmt: skip


@requires(Permission.OBJECTION_VIEW)
@never_cache
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """List what is open in the officer's regions, the most urgent first."""
    given = request.GET
    filters = Filters(
        state=given.get("keadaan", ""),
        kind=given.get("jenis", ""),
        sort=given.get("golongan", ""),
        mine=given.get("milik") == "saya",
        late=given.get("terlambat") == "ya",
    )
    return _list(request, filters)


@requires(Permission.OBJECTION_VIEW)
@never_cache
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Find a ticket by its code; by POST, so that no code gets into an address."""
    code = codes.read_code(request.POST.get("cari", ""))
    if not code:
        return redirect("objections:queue")
    found = desk.listed(actor_of(request), Filters(code=code), clock.today()).first()
    return redirect("objections:ticket", found.pk) if found else redirect("objections:queue")


@requires(Permission.OBJECTION_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one ticket; what accuses an official, only to the inspectorate."""
    ticket, actor = one_of(request, pk), actor_of(request)
    readable = desk.may_read(actor, ticket)
    context = {"ticket": ticket, "readable": readable, **_heading(ticket)}
    if readable:
        with transaction.atomic():
            note("ticket.read", ticket, actor, clock.now())
        context |= _content(ticket, actor)
    return render(request, "objections/office/ticket.html", context)


@requires(Permission.OBJECTION_VIEW)
@never_cache
@require_GET
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Give a photo that we wrote ourselves, as a file and nothing that a browser would run."""
    ticket, actor = one_of(request, pk), actor_of(request)
    found = ticket.photos.filter(pk=photo).first()
    if found is None or not desk.may_read(actor, ticket):
        raise Http404
    try:
        data = photos.content(found)
    except FileNotFoundError as error:
        raise Http404 from error
    with transaction.atomic():
        note("photo.viewed", ticket, actor, clock.now())
    answer = HttpResponse(data, content_type="image/jpeg")
    answer["Content-Disposition"] = 'attachment; filename="foto-laporan.jpg"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def one_of(request: HttpRequest, pk: int) -> Ticket:
    """Return a ticket that the officer may see, 404 otherwise."""
    found = desk.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def _list(request: HttpRequest, filters: Filters) -> HttpResponse:
    actor, today = actor_of(request), clock.today()
    found = desk.listed(actor, filters, today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    names = regions.names_of(desk.places(page))
    context = {
        "page": page,
        "rows": [_row(one, names, today) for one in page],
        "counts": desk.counts(actor, today),
        "filters": filters,
        "kinds": [(kind.value, text_of(text)) for kind, text in words.KINDS.items()],
        "states": [(state.value, text_of(text)) for state, text in words.STATES.items()],
        "chips": _chips(filters),
        "may_enter": allowed(actor, Permission.OBJECTION_HANDLE),
    }
    return render(request, "objections/office/queue.html", context)


def _row(one: Ticket, names: dict[str, str], today: date) -> dict[str, Any]:
    state = State(one.state)
    received = timezone.localdate(one.received_at)
    return {
        "one": one,
        "code": codes.spelled(one.code),
        "kind": text_of(words.KINDS[Kind(one.kind)]),
        "state": text_of(words.STATES[state]),
        "tone": TONES[state],
        "place": names.get(one.region_code, one.region_code),
        "late": state in OPEN and one.due_on < today,
        "deemed": state in OPEN and deadlines.counts_as_granted(Kind(one.kind), one.due_on, today),
        "untouched": state == State.RECEIVED and deadlines.take_up_by(received) < today,
    }


def _chips(filters: Filters) -> list[str]:
    kinds = {kind.value: text_of(text) for kind, text in words.KINDS.items()}
    states = {state.value: text_of(text) for state, text in words.STATES.items()}
    sorts = {"objection": _("sanggahan"), "report": _("pengaduan")}
    told = [
        states.get(filters.state, _("sudah selesai") if filters.state == "closed" else ""),
        kinds.get(filters.kind, ""),
        sorts.get(filters.sort, ""),
        _("tugas saya") if filters.mine else "",
        _("terlambat") if filters.late else "",
    ]
    return [text for text in told if text]


def _heading(ticket: Ticket) -> dict[str, Any]:
    state, kind = State(ticket.state), Kind(ticket.kind)
    late = state in OPEN and ticket.due_on < clock.today()
    deemed = late and deadlines.counts_as_granted(kind, ticket.due_on, clock.today())
    decree = days.written(deadlines.decree_by(ticket.due_on))
    return {
        "code": codes.spelled(ticket.code),
        "kind": text_of(words.KINDS[kind]),
        "state": text_of(words.STATES[state]),
        "tone": TONES[state],
        "place": regions.name_of(ticket.region_code),
        "rt_rw": f"{ticket.rt or '–'}/{ticket.rw or '–'}" if ticket.rt or ticket.rw else "–",
        "late": late,
        "deemed": text_of(words.DEEMED.format(due=days.written(ticket.due_on), decree=decree))
        if deemed
        else "",
        "merged_into": codes.spelled(ticket.merged_into.code) if ticket.merged_into else "",
    }


def _content(ticket: Ticket, actor: Actor) -> dict[str, Any]:
    number = ticket.application_id
    decision = decided.of(number) if number else None
    paid = delivered.of(ticket.award_id, ticket.month) if ticket.award_id else None
    names = {state.value: text_of(text) for state, text in words.STATES.items()}
    return {
        "channel": str(dict(CHANNELS).get(ticket.channel, "")),
        "phone": mask_phone(sealing.contact_of(ticket.sealed_phone)),
        "photos": ticket.photos.all(),
        "entries": [
            (one, names.get(one.before, ""), names.get(one.after, ""))
            for one in ticket.entries.all()
        ],
        "decision": decision,
        "application": facts.of(number) if number else None,
        "application_code": codes.spelled(decision.code) if decision else "",
        "plan_row": plans.of_application(number) if number else None,
        "paid": paid,
        "aid": listed.aid_of(ticket),
        "programmes": [(one.code, one.name) for one in programmes.aid()],
        "repeats": [(codes.spelled(one.code), one.pk) for one in ticket.repeats.all()],
        "similar": [
            (codes.spelled(one.code), one) for one in desk.similar(actor, ticket)
        ] if State(ticket.state) in OPEN else [],
        "may": may_do(ticket, actor),
        "officers": _officers(ticket),
    }  # fmt: skip


def may_do(ticket: Ticket, actor: Actor) -> dict[str, bool]:
    """Return which acts this officer may do on a ticket now, by name."""
    state, kind = State(ticket.state), Kind(ticket.kind)

    def can(after: State) -> bool:
        permission = MOVES[state, after].permission
        return permission is not None and allowed(actor, permission, region_code=ticket.region_code)

    may = {after.value: can(after) for after in from_here(state, kind)}
    handle = allowed(actor, Permission.OBJECTION_HANDLE, region_code=ticket.region_code)
    if state in {State.RECEIVED, State.ASKED}:  # answering takes it up
        decide = allowed(actor, Permission.OBJECTION_DECIDE, region_code=ticket.region_code)
        take = handle or deadlines.counts_as_granted(kind, ticket.due_on, clock.today())
        may |= {"granted": decide and take, "rejected": decide and take} if (
            kind in OBJECTIONS
        ) else {"solved": handle, "unfounded": handle}  # fmt: skip
    own = actor.user_id in desk.took_part(ticket)
    if own:
        may |= {"granted": False, "rejected": False}
    inspect = allowed(actor, Permission.OBJECTION_INSPECT, region_code=ticket.region_code)
    work = state in OPEN and (inspect if state == State.ESCALATED else handle)
    may |= {
        "note": work,
        "assign": work and handle and state != State.ESCALATED,
        "link": work and kind == Kind.INCLUSION and not ticket.application_id,
        "own_decision": own and state in OPEN,
        "aid": state in OPEN
        and kind == Kind.INCLUSION
        and not ticket.application_id
        and allowed(actor, Permission.AWARD_GRANT, region_code=ticket.region_code),
    }
    return may


def _officers(ticket: Ticket) -> list[tuple[int, str]]:
    able = accounts.officers_with(Permission.OBJECTION_HANDLE, ticket.region_code)
    return [(one.pk, one.get_full_name()) for one in able]
