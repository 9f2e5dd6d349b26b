"""One's own roles, and the emergency access."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanggap.accounts import access, queries, services
from tanggap.accounts.forms import EmergencyForm
from tanggap.accounts.roles import ROLES
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.regions import queries as regions


@access.signed_in
def own_roles(request: HttpRequest) -> HttpResponse:
    """Show what one may do, and where."""
    actor = access.actor_of(request)
    held = [(ROLES[one.role], regions.name_of(one.region_code)) for one in actor.roles]
    may_break = access.allowed(actor, Permission.BREAK_GLASS)
    opened = queries.open_emergency(actor)
    context = {"held": held, "may_break": may_break, "emergency": opened}
    return render(request, "accounts/own_roles.html", context)


@access.requires(Permission.BREAK_GLASS)
def emergency(request: HttpRequest) -> HttpResponse:
    """Open the emergency access."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.break_glass(
                region_code=form.cleaned_data["region_code"],
                reason=form.cleaned_data["reason"],
                duration=timedelta(hours=form.cleaned_data["hours"]),
                by=access.actor_of(request),
                at=clock.now(),
            )
        except access.Forbidden:
            form.add_error("region_code", _("Wilayah ini di luar wilayah Anda."))
        else:
            return redirect("accounts:own_roles")
    return render(request, "accounts/emergency.html", {"form": form})


@access.requires(Permission.BREAK_GLASS)
@require_POST
def end_emergency(request: HttpRequest) -> HttpResponse:
    """Give the emergency access back."""
    services.end_emergency(by=access.actor_of(request), at=clock.now())
    return redirect("accounts:own_roles")
