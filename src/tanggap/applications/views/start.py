"""Beginning an application, and coming back to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import public
from tanggap.applications.domain import criteria
from tanggap.applications.domain.codes import read_code, read_pin, spelled
from tanggap.applications.domain.journey import CHECK, first_open
from tanggap.applications.models import Draft
from tanggap.applications.pickers import KeyForm
from tanggap.applications.queries import citizen
from tanggap.applications.services import drafts
from tanggap.applications.services.receiving import newest_criteria, open_programmes
from tanggap.applications.types import NotOpen
from tanggap.applications.views import sitting
from tanggap.core import clock
from tanggap.core.registry import text_of

TOO_MANY = 429


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Say who may apply, what to have ready, how long it takes and what comes next."""
    rows = []
    for opening in open_programmes(clock.now()):
        chosen = newest_criteria(opening.programme_id)
        about = text_of(criteria.read(chosen.content).about) if chosen else ""
        rows.append({"opening": opening, "programme": opening.programme, "about": about})
    context = {"rows": rows, "draft": sitting.draft_of(request)}
    return render(request, "applications/public/start.html", context)


@public
@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make a draft with its code and PIN."""
    if not sitting.may_start(request):
        return too_many(request)
    try:
        draft, _told = drafts.start(programme=request.POST.get("program", ""), at=clock.now())
    except NotOpen:
        return redirect("applications:start")
    sitting.leave(request)
    sitting.hold_draft(request, draft)
    return redirect("applications:keys")


@public
@never_cache
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Show the code and the PIN before the first question."""
    draft = sitting.draft_of(request)
    if draft is None or draft.application_id is not None:
        return redirect(sitting.elsewhere(draft))
    context = {
        "draft": draft,
        "code": spelled(draft.code),
        "pin": drafts.content(draft)["pin"],
        "next": next_page(draft),
    }
    return render(request, "applications/public/keys.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Go on with a draft, or see where an application stands, by code and PIN."""
    if request.method != "POST":
        code = read_code(request.GET.get("kode", ""))
        form = KeyForm(initial={"code": spelled(code)} if code else None)
        return render(request, "applications/public/resume.html", {"form": form})
    form = KeyForm(request.POST)
    if form.is_valid():
        code, pin = read_code(form.cleaned_data["code"]), read_pin(form.cleaned_data["pin"])
        if not sitting.may_try(request, code):
            return too_many(request)
        found = _open(request, code, pin)
        if found is not None:
            return found
        form.add_error(None, _("Kode dan PIN ini tidak cocok. Periksa keduanya, lalu coba lagi."))
    return render(request, "applications/public/resume.html", {"form": form}, status=422)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the sitting."""
    sitting.leave(request)
    return redirect("applications:start")


def too_many(request: HttpRequest) -> HttpResponse:
    """Ask to wait a while."""
    return render(request, "applications/public/too_many.html", status=TOO_MANY)


def next_page(draft: Draft) -> str:
    """Return the address name's argument of the first page that is open."""
    return first_open(drafts.pages_of(draft), drafts.content(draft)["told"])


def _open(request: HttpRequest, code: str, pin: str) -> HttpResponse | None:
    """Open the draft or the application of a code and a PIN; both are looked for every time."""
    draft, own = drafts.find(code, pin), citizen.find(code, pin)
    if own is not None:
        sitting.hold_own(request, own, code)
        return redirect("applications:status")
    if draft is None or not code or not pin:
        return None
    sitting.hold_draft(request, draft, code)
    page = next_page(draft)
    if page == CHECK:
        return redirect("applications:check")
    return redirect("applications:page", page)
