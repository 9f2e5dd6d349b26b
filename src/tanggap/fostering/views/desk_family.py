"""One family at the desk: what is known, what it agreed to, its matches; and what officers do."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import Forbidden, actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.masking import mask_phone
from tanggap.fostering import sealing
from tanggap.fostering.forms.office import SHOWN, CorrectionForm
from tanggap.fostering.models import Candidate
from tanggap.fostering.queries import desk
from tanggap.fostering.services import families
from tanggap.fostering.types import CandidateState, MatchState, NotAllowed
from tanggap.fostering.views import desk_words as words
from tanggap.regions import queries as regions

UNREADABLE: Final = 422
ABOUT: Final = {
    "entry": gettext_lazy("Masuk daftar"),
    "contact": gettext_lazy("Kontak kepada donatur"),
}


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def family(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one family."""
    one, actor = one_of(request, pk), actor_of(request)
    label, tone = words.FAMILY[CandidateState(one.state)]
    may = allowed(actor, Permission.FOSTER_ENTER, region_code=one.region_code)
    context = {
        "one": one,
        "label": label,
        "tone": tone,
        "place": regions.name_of(one.region_code),
        "who": words.who(one),
        "phone": mask_phone(sealing.contact_of(one.sealed_phone)),
        "shown": [SHOWN[code] for code in one.shown if code in SHOWN],
        "consents": [(given, ABOUT[given.about]) for given in one.consents.all()],
        "matches": [
            (match, *words.MATCH[MatchState(match.state)])
            for match in one.matches.select_related("slot__pledge__donor")
        ],
        "days": (clock.today() - one.waiting_since).days,
        "may_change": may and one.state != CandidateState.LEFT,
    }
    return render(request, "fostering/office/family.html", context)


@requires(Permission.FOSTER_ENTER)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a family; its own words are read here before strangers see them."""
    one = one_of(request, pk)
    initial = {
        "children": one.children, "elderly": one.elderly, "disabled": one.disabled,
        "orphans": one.orphans, "needs": one.needs, "story": one.story_unread or one.story,
        "shown": one.shown,
    }  # fmt: skip
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            families.change_told(
                candidate_id=pk, told=form.told(), by=actor_of(request), at=clock.now()
            )
        except NotAllowed as refusal:
            form.add_error(None, words.refusal(str(refusal)))
        else:
            messages.success(request, _("Keterangan keluarga disimpan."))
            return redirect("fostering:candidate", pk)
    context = {"form": form, "one": one, "place": regions.name_of(one.region_code)}
    status = UNREADABLE if form.is_bound else 200
    return render(request, "fostering/office/change.html", context, status=status)


@requires(Permission.FOSTER_ENTER)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a family off the list because it says so."""
    one_of(request, pk)
    given: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}
    try:
        families.leave(candidate_id=pk, reason=request.POST.get("teks", "")[:300], **given)
    except NotAllowed as refusal:
        messages.error(request, words.refusal(str(refusal)))
    except Forbidden:
        messages.error(request, _("Langkah ini di luar tugas Anda."))
    else:
        messages.success(request, _("Keluarga ini keluar dari daftar."))
    return redirect("fostering:candidate", pk)


def one_of(request: HttpRequest, pk: int) -> Candidate:
    """Return a family that the officer may see, 404 otherwise."""
    found = desk.family(actor_of(request), pk)
    if found is None:
        raise Http404
    return found
