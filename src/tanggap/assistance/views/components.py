"""Which components an award has: seen and corrected, with evidence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.forms.components import ComponentsForm
from tanggap.assistance.models import Award
from tanggap.assistance.queries import components as parts
from tanggap.assistance.queries.awards import months_of_rounds
from tanggap.assistance.services import components
from tanggap.assistance.views.words import REFUSALS
from tanggap.core import clock
from tanggap.core.registry import text_of


@requires(Permission.AWARD_GRANT)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which components of its programme an award has."""
    actor = actor_of(request)
    seen = Award.objects.visible_to(actor, Permission.AWARD_GRANT)
    award = get_object_or_404(seen.select_related("programme", "person"), pk=pk)
    named = parts.of_programme(award.programme_id)
    form = ComponentsForm(request.POST or None, named=named, initial=_initial(award))
    if request.method == "POST" and form.is_valid():
        try:
            components.correct(
                award_id=pk,
                components=form.components,
                evidence=form.cleaned_data["evidence"],
                by=actor,
                at=clock.now(),
            )
        except components.CannotCorrect as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Komponen dibetulkan; benturannya dihitung ulang."))
            return redirect("people:dossier", award.person.code)
    context = {
        "award": award,
        "form": form,
        "months": text_of(months.in_words(months_of_rounds([award.round_id])[award.round_id])),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "assistance/components.html", context, status=status)


def _initial(award: Award) -> dict[str, object]:
    known = award.components is not None
    return {"known": "ya" if known else "tidak", "codes": award.components or ()}
