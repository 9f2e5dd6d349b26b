"""The numbers of an applicant in full, for whoever has a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.applications.domain.codes import spelled
from tanggap.applications.queries import office
from tanggap.applications.services import revealing
from tanggap.applications.types import NotAllowed
from tanggap.core import clock


@requires(Permission.NIK_REVEAL)
@never_cache
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers once, by POST, so that no cache and no address holds them."""
    actor = actor_of(request)
    found = office.one(actor, pk)
    if found is None:
        raise Http404
    try:
        numbers = revealing.reveal(
            application_id=pk, reason=request.POST.get("reason", ""), by=actor, at=clock.now()
        )
    except NotAllowed:
        messages.error(request, _("Tulis alasannya."))
        return redirect("applications:detail", pk)
    context = {"one": found, "code": spelled(found.code), "numbers": numbers}
    return render(request, "applications/office/numbers.html", context)
