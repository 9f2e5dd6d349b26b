"""What a family does on its pages: each act on a page of its own, and back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import public
from tanggap.applications.queries import codes
from tanggap.core import clock
from tanggap.fostering.forms.family import ContactForm, ShowForm, WordsForm
from tanggap.fostering.models import Candidate
from tanggap.fostering.queries import own
from tanggap.fostering.services import families, giving, safety
from tanggap.fostering.services.families import FAMILY
from tanggap.fostering.types import MatchState, NotAllowed
from tanggap.fostering.views import sitting
from tanggap.fostering.views.own import family_of

Page = Callable[..., HttpResponse]


def families_only(view: Page) -> Page:
    """Give a page the family that this browser proved; without one it goes to code and PIN."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one = family_of(request)
        if one is None:
            return redirect("fostering:keys")
        return view(request, one, *args, **kwargs)

    page: Page = public(never_cache(opened))
    return page


@families_only
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, one: Candidate) -> HttpResponse:
    """Choose what strangers may see, and write a story."""
    story = one.story_unread or one.story
    form = ShowForm(request.POST or None, initial={"shown": one.shown, "story": story})
    if request.method == "POST" and form.is_valid():
        shown = tuple(form.cleaned_data["shown"])
        families.change_shown(candidate_id=one.pk, shown=shown, by=FAMILY, at=clock.now())
        if form.cleaned_data["story"].strip() != story:
            families.write_story(
                candidate_id=one.pk, story=form.cleaned_data["story"], at=clock.now()
            )
        return _back(request, _("Pilihan Anda disimpan."))
    return _ask(
        request, form, _("Yang boleh dilihat"),
        _("Nama dan alamat Anda tidak pernah ditampilkan."), _("Simpan"),
    )  # fmt: skip


@families_only
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, one: Candidate) -> HttpResponse:
    """Ask once more, then take the family off the list."""
    if request.method == "POST":
        families.leave(candidate_id=one.pk, by=FAMILY, at=clock.now())
        return _back(request, _("Keluarga Anda sudah keluar dari daftar."))
    return render(request, "fostering/family/leave.html", {"one": one})


@families_only
@require_POST
def received(request: HttpRequest, one: Candidate, pk: int) -> HttpResponse:
    """Say that an instalment arrived."""
    if not _owns(one, pk):
        return redirect("fostering:own")
    try:
        giving.confirm(pk, by=FAMILY, at=clock.now())
    except NotAllowed:
        return _back(request, "")
    return _back(request, _("Terima kasih. Orang tua asuh Anda diberi tahu."))


@families_only
@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest, one: Candidate, pk: int) -> HttpResponse:
    """Say that an instalment did not come, or not whole."""
    if not _owns(one, pk):
        return redirect("fostering:own")
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            giving.dispute(pk, reason=form.cleaned_data["text"], by=FAMILY, at=clock.now())
        except NotAllowed:
            return _back(request, "")
        return _back(request, _("Terima kasih. Petugas menelusurinya."))
    return _ask(
        request, form, _("Bantuan tidak sampai"),
        _("Ceritakan: tidak sampai sama sekali, atau kurang berapa."), _("Kirim"),
    )  # fmt: skip


@families_only
@require_http_methods(["GET", "POST"])
def thank(request: HttpRequest, one: Candidate) -> HttpResponse:
    """Write thanks; an officer passes them on."""
    found = own.newest_match(one)
    form = WordsForm(request.POST or None)
    if found is None:
        return redirect("fostering:own")
    if request.method == "POST" and form.is_valid():
        safety.thank(found.match.pk, text=form.cleaned_data["text"], by=FAMILY, at=clock.now())
        return _back(request, _("Ucapan Anda disampaikan setelah dibaca petugas."))
    return _ask(
        request, form, _("Ucapan terima kasih"),
        _("Tanpa nama, alamat, dan nomor telepon. Petugas membacanya dahulu."), _("Kirim"),
    )  # fmt: skip


@families_only
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, one: Candidate) -> HttpResponse:
    """Agree that the donor learns name and number, or take that back."""
    found = own.newest_match(one)
    if found is None or found.match.state != MatchState.ACTIVE:
        return redirect("fostering:own")
    if request.method == "POST" and found.agrees_to_contact:
        safety.withdraw_contact(found.match.pk, by=FAMILY, at=clock.now())
        return _back(request, _("Izin ditarik. Orang tua asuh tidak lagi melihat nomor Anda."))
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = _("Di halaman keluarga asuh, dengan kode dan PIN pengajuan.")
        safety.agree_to_contact(found.match.pk, how=how, by=FAMILY, at=clock.now())
        return _back(request, _("Izin dicatat. Anda boleh menariknya kapan saja."))
    context = {"form": form, "found": found}
    return sitting.page(request, "fostering/family/contact.html", context)


@families_only
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, one: Candidate) -> HttpResponse:
    """Take in that something is wrong with the donor; only the inspectorate reads it."""
    found = own.newest_match(one)
    if found is None:
        return redirect("fostering:own")
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = safety.report(
            found.match.pk, text=form.cleaned_data["text"], by=FAMILY, at=clock.now()
        )
        context = {"code": codes.spelled(given.code), "pin": given.pin}
        return render(request, "fostering/family/reported.html", context)
    return _ask(
        request, form, _("Laporkan sesuatu yang tidak beres"),
        _("Hanya Inspektorat yang membacanya, bukan orang tua asuh. Bila ada bahaya sekarang juga, "
          "telepon 110, atau 129 untuk perempuan dan anak."), _("Kirim laporan"),
    )  # fmt: skip


def _ask(
    request: HttpRequest, form: Any, title: str, lead: str, button: str
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "title": title, "lead": lead, "button": button}
    return sitting.page(request, "fostering/family/act.html", context)


def _back(request: HttpRequest, told: str) -> HttpResponse:
    if told:
        messages.success(request, told)
    else:
        messages.error(request, _("Ini sudah berubah. Lihat keadaannya di bawah."))
    return redirect("fostering:own")


def _owns(one: Candidate, pk: int) -> bool:
    found = own.newest_match(one)
    return found is not None and any(row.pk == pk for row in found.instalments)
