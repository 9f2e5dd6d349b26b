"""One payment with all tries of its award, and the end of aid that reaches nobody."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.distribution import services
from tanggap.distribution.domain.codes import spelled
from tanggap.distribution.forms import GiveUpForm
from tanggap.distribution.models import Batch, Payment
from tanggap.distribution.queries import accounts as account_queries
from tanggap.distribution.queries import office
from tanggap.distribution.types import NotAllowed
from tanggap.distribution.views import words
from tanggap.distribution.views.batches import one_or_404


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int, payment: int) -> HttpResponse:
    """Show the tries of an award's aid; pass its place on where the recipient lets go of it."""
    batch, actor = one_or_404(request, pk), actor_of(request)
    one = office.payments(batch).filter(pk=payment).first()
    if one is None:
        raise Http404
    form = GiveUpForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.replacing.give_up(
                payment_id=one.pk, reason=form.cleaned_data["reason"], by=actor, at=clock.now()
            )
        except NotAllowed as refused:
            form.add_error(None, words.refusal(str(refused)))
        else:
            messages.info(request, _("Bantuan diakhiri; tempatnya untuk yang berikut."))
            return redirect("distribution:payment", pk, payment)
    tries = [
        {"one": each, "reference": spelled(each.reference), "tone": words.TONES[each.state]}
        for each in office.tries(actor, one.award_id)
    ]
    context = {
        "batch": batch,
        "payment": one,
        "reference": spelled(one.reference),
        "name": office.names(actor, [one]).get(one.person_id, ""),
        "tries": tries,
        "gone": services.replacing.of_award(one.award_id),
        "may_bank": account_queries.recipient(actor, one.person_id) is not None,
        "may_end": _may_end(actor, batch, one),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "distribution/payment.html", context, status=status)


def _may_end(actor: Actor, batch: Batch, one: Payment) -> bool:
    is_other = actor.user_id != batch.prepared_by_id
    unreached = one.state in services.replacing.UNREACHED
    return (
        is_other
        and unreached
        and allowed(actor, Permission.PAYMENT_APPROVE, region_code=batch.region_code)
    )
