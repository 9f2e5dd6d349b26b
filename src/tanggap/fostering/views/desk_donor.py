"""One donor at the desk, and an officer's word on their background."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import Forbidden, actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.masking import mask_phone
from tanggap.fostering import sealing
from tanggap.fostering.models import Donor
from tanggap.fostering.queries import desk
from tanggap.fostering.services import safety
from tanggap.fostering.types import MatchState, NotAllowed, PledgeState
from tanggap.fostering.views import desk_words as words
from tanggap.fostering.views import looks
from tanggap.regions import queries as regions

LAST: Final = 50


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def donor(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one donor, their pledges and their families."""
    actor = actor_of(request)
    one = _one(request, pk)
    label, tone = words.APPROVAL[Donor.Approval(one.approval)]
    mine = desk.matches(actor, desk.Filters()).filter(slot__pledge__donor=one)[:LAST]
    may = allowed(actor, Permission.FOSTER_MATCH, region_code=one.region_code)
    context = {
        "one": one,
        "label": label,
        "tone": tone,
        "place": regions.name_of(one.home_code or one.region_code),
        "phone": mask_phone(sealing.contact_of(one.sealed_phone)),
        "pledges": [
            (pledge, looks.package_name(pledge.package), *looks.PLEDGE[PledgeState(pledge.state)])
            for pledge in one.pledges.select_related("package")
        ],
        "matches": [(match, *words.MATCH[MatchState(match.state)]) for match in mine],
        "may_judge": may and actor.user_id != one.user_id,
    }
    return render(request, "fostering/office/donor.html", context)


@requires(Permission.FOSTER_MATCH)
@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Give or refuse an officer's word on a donor."""
    _one(request, pk)
    good = request.POST.get("langkah") == "good"
    reason = request.POST.get("teks", "")
    try:
        safety.judge_donor(
            donor_id=pk, good=good, reason=reason, by=actor_of(request), at=clock.now()
        )
    except NotAllowed as refusal:
        messages.error(request, words.refusal(str(refusal)))
    except Forbidden:
        messages.error(request, _("Langkah ini di luar tugas Anda."))
    else:
        told = _("Donatur disetujui.") if good else _("Donatur tidak disetujui.")
        messages.success(request, told)
    return redirect("fostering:donor", pk)


def _one(request: HttpRequest, pk: int) -> Donor:
    found = desk.donor(actor_of(request), pk)
    if found is None:
        raise Http404
    return found
