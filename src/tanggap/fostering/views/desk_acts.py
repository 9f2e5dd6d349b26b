"""What an officer does with a match: one door for every act, each answered by a sentence."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tanggap.accounts.access import Forbidden, actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import codes
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.fostering.domain.states import Hand
from tanggap.fostering.models import Match
from tanggap.fostering.queries import desk
from tanggap.fostering.services import ending, giving, meetings, safety
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.fostering.views import desk_words as words
from tanggap.fostering.views.desk_match import one_of

DONE: Final = {
    "received": gettext_lazy("Tahap dicatat sudah diterima."),
    "disputed": gettext_lazy("Keberatan keluarga dicatat."),
    "again": gettext_lazy("Tahap ditagih kembali; donatur mendapat waktu seminggu."),
    "end": gettext_lazy("Pengasuhan dihentikan. Kedua pihak diberi tahu."),
    "refuse": gettext_lazy("Pasangan dilepas. Keluarga menunggu kembali."),
    "agree": gettext_lazy("Persetujuan keluarga dicatat."),
    "withdraw": gettext_lazy("Izin kontak ditarik. Nomor tidak lagi terlihat oleh donatur."),
    "thank": gettext_lazy("Ucapan dicatat; teruskan dari daftar ucapan."),
    "held": gettext_lazy("Pertemuan dicatat terlaksana."),
    "cancel": gettext_lazy("Pertemuan dibatalkan. Kedua pihak diberi tahu."),
}


@requires(Permission.FOSTER_VIEW)
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the form says; the officer's rights and the state decide whether it may be done."""
    one, name = one_of(request, pk), request.POST.get("langkah", "")
    if name not in ACTS:
        messages.error(request, words.refusal("table"))
        return redirect("fostering:match", pk)
    try:
        told = ACTS[name](one, request.POST, actor_of(request))
    except NotAllowed as refusal:
        messages.error(request, words.refusal(str(refusal)))
    except Forbidden:
        messages.error(request, _("Langkah ini di luar tugas Anda."))
    else:
        messages.success(request, told or str(DONE[name]))
    return redirect("fostering:match", pk)


@requires(Permission.FOSTER_ENTER)
@require_POST
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a family's thanks pass to the donor, or keep them back."""
    actor = actor_of(request)
    if not desk.thanks(actor).filter(pk=pk).exists():
        raise Http404
    passes = request.POST.get("langkah") == "pass"
    try:
        safety.judge_thanks(thanks_id=pk, passes=passes, by=actor, at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, words.refusal(str(refusal)))
    except Forbidden:
        messages.error(request, _("Langkah ini di luar tugas Anda."))
    else:
        told = _("Ucapan diteruskan kepada donatur.") if passes else _("Ucapan ditahan.")
        messages.success(request, told)
    return redirect("fostering:thanks")


def _text(post: Any) -> str:
    return str(post.get("teks", "")).strip()


def _number(post: Any, name: str, rows: Any) -> int:
    """Return a row of the match that the form names. Raises NotAllowed."""
    told = str(post.get(name, ""))
    if not told.isdecimal() or not rows.filter(pk=int(told)).exists():
        raise NotAllowed("state")
    return int(told)


def _instalment(one: Match, post: Any) -> int:
    return _number(post, "tahap", one.instalments)


def _received(one: Match, post: Any, by: Actor) -> None:
    giving.confirm(_instalment(one, post), by=by, at=clock.now())


def _disputed(one: Match, post: Any, by: Actor) -> None:
    giving.dispute(_instalment(one, post), reason=_text(post), by=by, at=clock.now())


def _again(one: Match, post: Any, by: Actor) -> None:
    giving.ask_again(_instalment(one, post), reason=_text(post), by=by, at=clock.now())


def _end(one: Match, post: Any, by: Actor) -> None:
    ending.end(
        one.pk, after=MatchState.ENDED, hand=Hand.OFFICER, by=by, at=clock.now(),
        reason=_text(post),
    )  # fmt: skip


def _refuse(one: Match, post: Any, by: Actor) -> None:
    ending.end(
        one.pk, after=MatchState.REFUSED, hand=Hand.OFFICER, by=by, at=clock.now(),
        reason=_text(post),
    )  # fmt: skip


def _agree(one: Match, post: Any, by: Actor) -> None:
    safety.agree_to_contact(one.pk, how=_text(post), by=by, at=clock.now())


def _withdraw(one: Match, _post: Any, by: Actor) -> None:
    safety.withdraw_contact(one.pk, by=by, at=clock.now())


def _thank(one: Match, post: Any, by: Actor) -> None:
    safety.thank(one.pk, text=_text(post), by=by, at=clock.now())


def _report(one: Match, post: Any, by: Actor) -> str:
    given = safety.report(one.pk, text=_text(post), by=by, at=clock.now())
    told = _("Laporan dikirim ke Inspektorat. Serahkan kepada keluarga: kode %(code)s, PIN %(pin)s")
    return told % {"code": codes.spelled(given.code), "pin": given.pin}


def _held(one: Match, post: Any, by: Actor) -> None:
    number = _number(post, "pertemuan", one.introductions)
    meetings.note_held(number, outcome=_text(post), by=by, at=clock.now())


def _cancel(one: Match, post: Any, by: Actor) -> None:
    number = _number(post, "pertemuan", one.introductions)
    meetings.cancel(number, reason=_text(post), by=by, at=clock.now())


ACTS: Final[dict[str, Callable[[Match, Any, Actor], str | None]]] = {
    "received": _received,
    "disputed": _disputed,
    "again": _again,
    "end": _end,
    "refuse": _refuse,
    "agree": _agree,
    "withdraw": _withdraw,
    "thank": _thank,
    "report": _report,
    "held": _held,
    "cancel": _cancel,
}
