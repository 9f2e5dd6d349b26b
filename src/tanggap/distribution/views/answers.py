"""Answers of payers: read, look at the differences, take over; money back in the treasury."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.distribution import services
from tanggap.distribution.domain.answers import NotReadable
from tanggap.distribution.domain.codes import spelled
from tanggap.distribution.forms import ResultForm
from tanggap.distribution.models import Payment, ResultFile
from tanggap.distribution.queries import office
from tanggap.distribution.services.results import MOST_BYTES
from tanggap.distribution.types import NotAllowed
from tanggap.distribution.views import words
from tanggap.distribution.views.batches import one_or_404


@requires(Permission.PAYMENT_RECORD)
@require_POST
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an answer; nothing counts before it was looked at."""
    batch = one_or_404(request, pk)
    form = ResultForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih berkas hasilnya."))
        return redirect("distribution:batch", pk)
    given = form.cleaned_data["file"]
    try:
        if given.size > MOST_BYTES:
            raise NotReadable("large")
        file = services.results.preview(
            batch_id=batch.pk,
            file_name=given.name,
            content=given.read(),
            by=actor_of(request),
            at=clock.now(),
        )
    except NotReadable as refused:
        messages.error(request, words.unreadable(refused.code))
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
    else:
        return redirect("distribution:result", pk, file.pk)
    return redirect("distribution:batch", pk)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_GET
def result(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Show what a file says, and where it differs."""
    batch, found = one_or_404(request, pk), _file(pk, file)
    actor, counts = actor_of(request), services.results.counts(found)
    lines = [
        {
            "one": one,
            "reference": spelled(one.payment.reference) if one.payment else one.reference,
            "outcome": Payment.State(one.outcome).label if one.outcome else "—",
            "expected": one.payment.amount if one.payment else None,
            "stands": one.payment.get_state_display() if one.payment else "—",
        }
        for one in office.differences(found)
    ]
    context = {
        "batch": batch,
        "file": found,
        "tone": words.TONES[found.state],
        "counts": counts,
        "different": sum(counts.get(k, 0) for k in ("strange", "amount", "conflict", "unclear")),
        "lines": lines,
        "may_commit": found.state == ResultFile.State.PREVIEWED
        and allowed(actor, Permission.PAYMENT_RECORD, region_code=batch.region_code),
    }
    return render(request, "distribution/result.html", context)


@requires(Permission.PAYMENT_RECORD)
@require_POST
def commit(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file over."""
    one_or_404(request, pk)
    found = _file(pk, file)
    ended = services.results.commit(file_id=found.pk, by=actor_of(request), at=clock.now())
    count = sum(ended.values())
    told = ngettext("%(count)s hasil disimpan.", "%(count)s hasil disimpan.", count)
    messages.info(request, told % {"count": count})
    return redirect("distribution:batch", pk)


@requires(Permission.PAYMENT_RECORD)
@require_POST
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that the money of failed payments is back in the treasury."""
    one_or_404(request, pk)
    try:
        services.settling.return_failed(
            batch_id=pk,
            receipt=request.POST.get("reason", "").strip(),
            by=actor_of(request),
            at=clock.now(),
        )
    except NotAllowed:
        messages.error(request, _("Tulis nomor bukti setornya."))
    return redirect("distribution:batch", pk)


def _file(pk: int, file: int) -> ResultFile:
    found = ResultFile.objects.filter(pk=file, batch=pk).first()
    if found is None:
        raise Http404
    return found
