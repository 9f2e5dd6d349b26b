"""What an officer does with a ticket: one door for every act, each answered by a sentence."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tanggap.accounts.access import Forbidden, actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.objections.queries import desk as found_tickets
from tanggap.objections.services import deciding, desk, ending
from tanggap.objections.services.moving import move
from tanggap.objections.types import MovedMeanwhile, NotAllowed, State
from tanggap.objections.views.desk import one_of

Given = dict[str, Any]
DONE: Final = {
    "take": gettext_lazy("Laporan ini sekarang tugas Anda."),
    "assign": gettext_lazy("Laporan diberikan."),
    "note": gettext_lazy("Catatan disimpan."),
    "ask": gettext_lazy("Pertanyaan dikirim kepada pelapor."),
    "escalate": gettext_lazy("Laporan diteruskan ke Inspektorat."),
    "back": gettext_lazy("Laporan dikembalikan ke meja pengaduan."),
    "merge": gettext_lazy("Laporan digabung."),
    "link": gettext_lazy("Pengajuan dikaitkan."),
    "aid": gettext_lazy("Bantuan disebutkan. Petugas pengaduan sekarang dapat memutuskan."),
    "grant": gettext_lazy("Sanggahan dikabulkan, dan langsung berlaku."),
    "reject": gettext_lazy("Sanggahan tidak dikabulkan. Jawaban dikirim."),
    "solve": gettext_lazy("Jawaban dikirim."),
    "dismiss": gettext_lazy("Jawaban dikirim."),
}


@requires(Permission.OBJECTION_VIEW)
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the form says; the table and the officer's rights decide whether it may be done."""
    ticket, name = one_of(request, pk), request.POST.get("langkah", "")
    if name not in ACTS or not found_tickets.may_read(actor_of(request), ticket):
        messages.error(request, _refusal("table"))
        return redirect("objections:ticket", pk)
    given: Given = {"ticket_id": pk, "by": actor_of(request), "at": clock.now()}
    try:
        ACTS[name](given, request.POST)
    except NotAllowed as refusal:
        messages.error(request, _refusal(str(refusal)))
    except MovedMeanwhile:
        messages.error(request, _("Petugas lain baru saja mengubah laporan ini."))
    except Forbidden:
        messages.error(request, _("Langkah ini di luar tugas Anda."))
    else:
        messages.success(request, str(DONE[name]))
    return redirect("objections:ticket", pk)


def _text(post: Any, name: str = "teks") -> str:
    return str(post.get(name, "")).strip()[:2_000]


def _assign(given: Given, post: Any) -> None:
    number = _text(post, "petugas")
    desk.assign(**given, officer_id=int(number) if number.isdecimal() else 0)


def _grant(given: Given, post: Any) -> None:
    way: deciding.Way = "score" if post.get("cara") == "score" else "visit"
    deciding.grant(**given, way=way, reason=_text(post))


ACTS: Final[dict[str, Callable[[Given, Any], None]]] = {
    "take": lambda given, _post: desk.take(**given),
    "assign": _assign,
    "note": lambda given, post: desk.add_note(**given, text=_text(post)),
    "ask": lambda given, post: desk.ask(**given, question=_text(post)),
    "escalate": lambda given, post: desk.escalate(**given, reason=_text(post)),
    "back": lambda given, post: _back(given, _text(post)),
    "merge": lambda given, post: desk.merge(**given, into=_text(post, "kode")),
    "link": lambda given, post: desk.link(**given, code=_text(post, "kode")),
    "aid": lambda given, post: ending.name_aid(
        **given, person=_text(post, "kode"), programme=_text(post, "program")
    ),
    "grant": _grant,
    "reject": lambda given, post: deciding.reject(
        **given, rule=_text(post, "aturan")[:300], reason=_text(post)
    ),
    "solve": lambda given, post: deciding.conclude(**given, after=State.SOLVED, answer=_text(post)),
    "dismiss": lambda given, post: deciding.conclude(
        **given, after=State.UNFOUNDED, answer=_text(post)
    ),
}


def _back(given: Given, reason: str) -> None:
    move(**given, after=State.HANDLED, before=State.ESCALATED, reason=reason)


def _refusal(why: str) -> str:
    return {
        "reason": _("Tulis alasan atau jawabannya."),
        "rule": _("Sebutkan aturan yang menjadi dasar penolakan."),
        "four eyes": _(
            "Anda sendiri yang memutuskan ini atau menyebutkan bantuannya. Petugas lain harus "
            "memeriksa sanggahan."
        ),
        "aid": _(
            "Belum ada bantuan yang disebutkan, atau orang itu tidak memegang bantuan program ini "
            "sekarang. Kode orang ada di halaman Cari orang."
        ),
        "same": _("Tidak ada laporan atau petugas seperti itu di sini."),
        "kind": _("Langkah ini bukan untuk laporan seperti ini."),
        "open": _("Sudah ada sanggahan terbuka untuk pengajuan itu. Gabungkan keduanya."),
        "asked anew": _("Keluarga ini sudah mengajukan lagi; nilailah pengajuan yang baru."),
        "application": _("Pengajuan itu tidak ada, atau sudah diputuskan lagi sesudah sanggahan."),
    }.get(why, _("Langkah ini tidak dapat dilakukan sekarang."))
