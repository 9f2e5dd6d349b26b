"""One question to a page; what was told is kept before the next one is asked."""

from typing import IO, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import public
from tanggap.applications.domain import criteria, journey
from tanggap.applications.domain.asking import MOST_MEMBERS
from tanggap.applications.forms import pages as forms
from tanggap.applications.forms import words
from tanggap.applications.models import Draft, Photo
from tanggap.applications.services import drafts, photos
from tanggap.applications.views import again, sitting
from tanggap.applications.views.start import too_many
from tanggap.core import clock
from tanggap.core.registry import text_of

BACK_TO_CHECK = "periksa"
PHOTO_PAGES = {"foto-kk": Photo.Kind.CARD, "foto-rumah": Photo.Kind.HOUSE}
BAD_PHOTO = {
    "large": _("Foto ini lebih besar dari 10 MB. Kirim foto yang lebih kecil."),
    "no_photo": _("Berkas ini bukan foto JPEG, PNG, atau WEBP."),
    "pixels": _("Foto ini terlalu besar ukurannya. Potret ulang atau perkecil dahulu."),
    "small": _("Foto ini terlalu kecil untuk dibaca. Potret ulang lebih dekat."),
}


@public
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, page: str) -> HttpResponse:
    """Ask one question, keep the answer, and go to the next."""
    draft = sitting.draft_of(request)
    if draft is None or draft.application_id is not None:
        return redirect(sitting.elsewhere(draft))
    every = drafts.pages_of(draft)
    if page not in every:
        raise Http404
    told = drafts.content(draft)
    if page == "anggota":
        return _members(request, draft, told, every)
    if page in PHOTO_PAGES and request.method == "POST":
        return _photo(request, draft, page, every)
    posted = request.method == "POST"
    data, faults = (request.POST, []) if posted else again.typed(request, draft, page)
    form = _form(page, draft, told["told"], data)
    if posted and form.is_valid():
        drafts.keep(draft.pk, page, form.values(), at=clock.now())
        again.forget(request)
        return redirect(_onward(request, page, every))
    for fault in faults:
        form.add_error("photo", fault)
    return (again.ask(request, draft, page) if posted else None) or _show(
        request, draft, page, every, form
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, place: int = 0) -> HttpResponse:
    """Ask for one member of the family: a new one, or the one at a place from 1."""
    draft = sitting.draft_of(request)
    if draft is None or draft.application_id is not None:
        return redirect(sitting.elsewhere(draft))
    members = drafts.content(draft)["members"]
    if place > len(members) or len(members) >= MOST_MEMBERS:
        return redirect("applications:page", "anggota")
    known = members[place - 1] if place else None
    posted, here = request.method == "POST", f"anggota-{place}"
    data = request.POST if posted else again.typed(request, draft, here)[0]
    form = forms.MemberForm(data, initial=known)
    if posted and form.is_valid():
        again.forget(request)
        drafts.keep_member(draft.pk, place - 1 if place else None, form.values(), at=clock.now())
        return redirect("applications:page", "anggota")
    if posted and (asked := again.ask(request, draft, here)) is not None:
        return asked
    context = {"form": form, "draft": draft, "place": place, "back": _address("anggota")}
    status = 422 if posted else 200
    return render(request, "applications/public/member.html", context, status=status)


@public
@require_POST
def drop_member(request: HttpRequest, place: int) -> HttpResponse:
    """Leave one member out."""
    draft = sitting.draft_of(request)
    if draft is not None and draft.application_id is None:
        drafts.keep_member(draft.pk, place - 1, None, at=clock.now())
    return redirect("applications:page", "anggota")


def form_for(page: str, draft: Draft, told: dict[str, Any], data: Any = None) -> forms.PageForm:
    """Return the form of a page, with what was told on it."""
    return _form(page, draft, told, data)


def _form(page: str, draft: Draft, told: dict[str, Any], data: Any) -> forms.PageForm:
    initial = told.get(page)
    if page.startswith(journey.CRITERION):
        code = page.removeprefix(journey.CRITERION)
        known = criteria.read(draft.criteria.content).criteria
        criterion = next(one for one in known if one.code == code)
        return forms.CriterionForm(data, initial=initial, criterion=criterion)
    if page == "kelurahan":
        district = told.get("kecamatan", {}).get("code", "")
        return forms.VillageForm(data, initial=initial, district=district)
    return forms.FORMS[page](data, initial=initial)


def _members(
    request: HttpRequest, draft: Draft, told: dict[str, Any], every: tuple[str, ...]
) -> HttpResponse:
    if request.method == "POST":
        drafts.keep(draft.pk, "anggota", {"done": True}, at=clock.now())
        return redirect(_onward(request, "anggota", every))
    shown = [
        {**one, "relation": words.RELATION_WORDS.get(one["relation"], "")}
        for one in told["members"]
    ]
    context = {"members": shown, "full": len(shown) >= MOST_MEMBERS}
    return _show(request, draft, "anggota", every, None, **context)


def _photo(request: HttpRequest, draft: Draft, page: str, every: tuple[str, ...]) -> HttpResponse:
    form, sent = forms.PhotoForm(request.POST, request.FILES), request.FILES.get("photo")
    if sent is not None and form.is_valid():
        if not sitting.may_send_photo(request):
            return too_many(request)
        try:
            photos.keep(
                cast(IO[bytes], sent),
                size=sent.size or 0,
                kind=PHOTO_PAGES[page],
                at=clock.now(),
                draft_id=draft.pk,
            )
        except photos.BadPhoto as fault:
            form.add_error("photo", str(BAD_PHOTO[fault.code]))
    if form.errors:
        faults = tuple(str(one) for one in form.errors["photo"])
        return again.ask(request, draft, page, faults=faults) or _show(
            request, draft, page, every, form
        )
    again.forget(request)
    drafts.keep(draft.pk, page, {"seen": True}, at=clock.now())
    return redirect(_onward(request, page, every))


def _show(
    request: HttpRequest,
    draft: Draft,
    page: str,
    every: tuple[str, ...],
    form: forms.PageForm | None,
    **more: Any,
) -> HttpResponse:
    before = journey.before(page, every)
    changing = request.GET.get("dari") == BACK_TO_CHECK
    kind = PHOTO_PAGES.get(page)
    context = {
        "draft": draft,
        "page": page,
        "form": form,
        "title": title_of(page, form),
        "back": reverse("applications:check") if changing else _back(before),
        "number": every.index(page) + 1,
        "count": len(every),
        "photo": draft.photos.filter(kind=kind).first() if kind else None,
        **more,
    }
    template = "members" if page == "anggota" else "page"
    status = 422 if request.method == "POST" else 200
    return render(request, f"applications/public/{template}.html", context, status=status)


def title_of(page: str, form: forms.PageForm | None) -> str:
    """Return the question of a page."""
    if page.startswith(journey.CRITERION) and form is not None:
        return text_of(form.fields["answer"].label or "")
    return str(words.TITLES[page])


def _onward(request: HttpRequest, page: str, every: tuple[str, ...]) -> str:
    """Return where to go: back to the check of all answers, or to the next question."""
    following = journey.after(page, every)
    if request.GET.get("dari") == BACK_TO_CHECK and page != "kecamatan":
        return reverse("applications:check")
    if page == "kecamatan" and request.GET.get("dari") == BACK_TO_CHECK:
        return _address(following) + f"?dari={BACK_TO_CHECK}"
    return reverse("applications:check") if following == journey.CHECK else _address(following)


def _back(before: str) -> str:
    return _address(before) if before else reverse("applications:keys")


def _address(page: str) -> str:
    return reverse("applications:page", args=[page])
