"""Batches: list, make, look, move, take the file."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, region_ranges, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import payable
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.distribution import services
from tanggap.distribution.domain.codes import spelled
from tanggap.distribution.domain.states import MOVES
from tanggap.distribution.forms import BatchForm, ResultForm
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.queries import office
from tanggap.distribution.services.batches import MovedMeanwhile, NothingToPay, Order
from tanggap.distribution.services.files import TakenBefore
from tanggap.distribution.types import BatchState, NotAllowed
from tanggap.distribution.views import words
from tanggap.regions import queries as regions

PER_PAGE: Final = 50


@requires(Permission.PAYMENT_VIEW)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the batches of the officer's regions."""
    actor, state = actor_of(request), request.GET.get("keadaan", "")
    known = state if state in Batch.State.values else ""
    page = Paginator(office.listed(actor, state=known), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    channels = services.channels.known()
    rows = [
        {"one": one, "tone": words.TONES[one.state], "channel": _name(channels, one.channel)}
        for one in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "counts": office.states(actor),
        "chosen": dict(Batch.State.choices).get(known, ""),
        "may_prepare": allowed(actor, Permission.PAYMENT_PREPARE),
    }
    return render(request, "distribution/batches.html", context)


@requires(Permission.PAYMENT_PREPARE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a batch; where nothing can be paid, say why, by reason."""
    actor = actor_of(request)
    offered = payable.rounds(region_ranges(actor, Permission.PAYMENT_PREPARE))
    data = request.POST if request.method == "POST" else None
    form = BatchForm(data, choices=_choices(actor, offered))
    waiting: dict[str, int] = {}
    if data is not None and form.is_valid():
        try:
            made = services.batches.make(_order(form, offered), by=actor, at=clock.now())
        except NothingToPay as nothing:
            waiting = nothing.waiting
            form.add_error(None, _("Tidak ada yang dapat dibayar sekarang."))
        except NotAllowed as refused:
            form.add_error("stock", words.refusal(str(refused)))
        else:
            return redirect("distribution:batch", made.pk)
    context = {
        "form": form,
        "offered": offered,
        "waiting": _waiting(waiting),
        "without": form.cleaned_data["round"] if waiting.get("account") else "",
    }
    status = 422 if form.errors else 200
    return render(request, "distribution/new.html", context, status=status)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a batch with its totals, its payments and what may be done."""
    actor, batch = actor_of(request), one_or_404(request, pk)
    chosen = request.GET.get("bayar", "")
    state = chosen if chosen in Payment.State.values else ""
    page = Paginator(office.payments(batch, state=state), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    shown, now = list(page), services.batches.totals_of(batch)
    names = office.names(actor, shown)
    profile = services.channels.known().get(batch.channel)
    may_record = allowed(actor, Permission.PAYMENT_RECORD, region_code=batch.region_code)
    may_prepare = allowed(actor, Permission.PAYMENT_PREPARE, region_code=batch.region_code)
    ready = batch.state in ("approved", "sent")
    context = {
        "batch": batch,
        "tone": words.TONES[batch.state],
        "channel": text_of(profile.name) if profile else batch.channel,
        "place": regions.name_of(batch.region_code),
        "totals": now,
        "same": (now.count, now.rupiah, now.fingerprint)
        == (batch.count, batch.rupiah, batch.fingerprint),
        "waiting": _waiting(batch.waiting),
        "by_state": [{**row, "tone": words.TONES[row["state"]]} for row in office.by_state(batch)],
        "page": page,
        "chosen": dict(Payment.State.choices).get(state, ""),
        "rows": [
            {
                "one": one,
                "reference": spelled(one.reference),
                "name": names.get(one.person_id, ""),
                "tone": words.TONES[one.state],
            }
            for one in shown
        ],
        "named": bool(names),
        "moves": _moves(batch, actor),
        "downloads": batch.downloads.all(),
        "results": [(one, words.TONES[one.state]) for one in batch.results.all()],
        "has_file": bool(profile and profile.has_file),
        "may_take": may_record and ready and bool(profile and profile.has_file),
        "may_answer": may_record and batch.state == "sent",
        "may_return": may_record
        and any(row["state"] == "failed" for row in office.by_state(batch)),
        "may_seat": may_prepare and ready and not (profile and profile.has_file),
        "points": office.points(actor),
        "form": ResultForm(),
    }
    return render(request, "distribution/batch.html", context)


@requires(Permission.PAYMENT_VIEW)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a batch; the table says who may."""
    one_or_404(request, pk)
    try:
        services.batches.move(
            batch_id=pk,
            after=BatchState(request.POST.get("ke", "")),
            by=actor_of(request),
            at=clock.now(),
            reason=request.POST.get("reason", "").strip(),
        )
    except (NotAllowed, ValueError) as refused:
        messages.error(request, words.refusal(str(refused)))
    except MovedMeanwhile:
        messages.error(request, _("Petugas lain baru saja mengubah daftar ini."))
    return redirect("distribution:batch", pk)


@requires(Permission.PAYMENT_RECORD)
@never_cache
@require_POST
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the file of a batch, once to each officer."""
    one_or_404(request, pk)
    try:
        name, content = services.files.take(batch_id=pk, by=actor_of(request), at=clock.now())
    except TakenBefore:
        messages.error(
            request, _("Anda sudah mengunduh berkas ini. Bila hilang, minta bendahara lain.")
        )
        return redirect("distribution:batch", pk)
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
        return redirect("distribution:batch", pk)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def one_or_404(request: HttpRequest, pk: int) -> Batch:
    """Return a batch that the officer may see; 404 otherwise."""
    found = office.one(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def region_choices(actor: Any, permission: Permission) -> list[tuple[str, str]]:
    """Return the regencies where an officer holds a permission."""
    held = [one for one in regions.regencies() if allowed(actor, permission, region_code=one.code)]
    codes = {one.code for one in held} | {
        role.region_code for role in actor.roles if role.region_code
    }
    mine = sorted(code for code in codes if allowed(actor, permission, region_code=code))
    return [(code, regions.name_of(code)) for code in mine]


def _choices(actor: Any, offered: list[Any]) -> dict[str, list[tuple[str, str]]]:
    months = sorted({month for one in offered for month in one.months})
    return {
        "round": [(str(one.round.pk), _round_words(one)) for one in offered],
        "months": [(month, _month_words(month)) for month in months],
        "channel": [(c, text_of(one.name)) for c, one in services.channels.known().items()],
        "region_code": region_choices(actor, Permission.PAYMENT_PREPARE),
        "stock": [("", "—"), *((str(s.pk), f"{s.name} ({s.free})") for s in office.stocks(actor))],
    }


def _round_words(one: Any) -> str:
    first, last = _month_words(one.months[0]), _month_words(one.months[-1])
    months = first if first == last else f"{first} – {last}"
    return f"{one.name}, {months} ({one.awards})"


def _month_words(month: str) -> str:
    return date_format(date.fromisoformat(f"{month}-01"), "F Y")


def _order(form: BatchForm, offered: list[Any]) -> Order:
    told = form.cleaned_data
    chosen = next(one for one in offered if str(one.round.pk) == told["round"])
    wanted = set(told["months"] or chosen.months)
    return Order(
        round=chosen.round,
        months=tuple(month for month in chosen.months if month in wanted),
        channel=told["channel"],
        region_code=told["region_code"],
        retry=told["retry"],
        stock=int(told["stock"]) if told["stock"] else None,
    )


def _moves(batch: Batch, actor: Any) -> list[dict[str, Any]]:
    """Return the moves that this officer may make from here, the usual one first."""
    labels = {
        (BatchState.DRAFT, BatchState.PROPOSED): _("Ajukan"),
        (BatchState.DRAFT, BatchState.DROPPED): _("Batalkan"),
        (BatchState.PROPOSED, BatchState.APPROVED): _("Setujui"),
        (BatchState.PROPOSED, BatchState.DRAFT): _("Kembalikan"),
        (BatchState.APPROVED, BatchState.SENT): _("Catat sudah dikirim"),
        (BatchState.SENT, BatchState.RECONCILED): _("Selesai dicocokkan"),
        (BatchState.RECONCILED, BatchState.CLOSED): _("Tutup"),
    }
    return [
        {"after": str(after), "label": labels[before, after], "reason": needs.reason}
        for (before, after), needs in MOVES.items()
        if before == batch.state
        and allowed(actor, needs.permission, region_code=batch.region_code)
        and not (needs.other_eyes and actor.user_id == batch.prepared_by_id)
    ]


def _waiting(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(words.waiting(why), count) for why, count in sorted(counts.items())]


def _name(channels: dict[str, Any], code: str) -> str:
    return text_of(channels[code].name) if code in channels else code
