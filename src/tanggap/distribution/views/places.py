"""Points with their hours, vouchers, and stocks of packages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.distribution import services
from tanggap.distribution.forms import HoursForm, StockForm
from tanggap.distribution.models import StockMove
from tanggap.distribution.queries import office
from tanggap.distribution.types import NotAllowed
from tanggap.distribution.views import words
from tanggap.distribution.views.batches import one_or_404, region_choices

LEDGER = 50


@requires(Permission.PAYMENT_VIEW)
@require_http_methods(["GET", "POST"])
def points(request: HttpRequest) -> HttpResponse:
    """Show the points and their seats; open hours."""
    actor, now = actor_of(request), clock.now()
    may = allowed(actor, Permission.PAYMENT_PREPARE)
    data = request.POST if request.method == "POST" else None
    form = HoursForm(data)
    form.fields["region_code"].choices = region_choices(actor, Permission.PAYMENT_PREPARE)  # type: ignore[attr-defined]
    if data is not None and form.is_valid():
        told = dict(form.cleaned_data)
        place = {name: told.pop(name) for name in ("name", "address", "region_code")}
        point = services.seats.add_point(**place, by=actor)
        fresh = services.seats.open_hours(point_id=point.pk, **told, by=actor, at=now)
        messages.info(request, _("%(count)s tempat dibuka.") % {"count": fresh})
        return redirect("distribution:points")
    context = {"points": office.points(actor), "form": form, "may": may}
    return render(request, "distribution/points.html", context, status=422 if form.errors else 200)


@requires(Permission.PAYMENT_PREPARE)
@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the payments of a batch their hour."""
    one_or_404(request, pk)
    chosen = request.POST.get("point", "")
    point = office.points(actor_of(request)).filter(pk=chosen).first() if chosen.isdigit() else None
    if point is None:
        messages.error(request, _("Pilih titik penyerahan."))
        return redirect("distribution:batch", pk)
    try:
        given, left = services.seats.give(
            batch_id=pk, point_id=point.pk, by=actor_of(request), at=clock.now()
        )
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
    else:
        told = _("%(given)s orang mendapat jadwal, %(left)s belum: buka jam lagi bila perlu.")
        messages.info(request, told % {"given": given, "left": left})
    return redirect("distribution:batch", pk)


@requires(Permission.PAYMENT_PREPARE)
@never_cache
@require_POST
def vouchers(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the vouchers of a batch as PDF."""
    batch = one_or_404(request, pk)
    try:
        content = services.vouchers.letters(batch_id=pk, by=actor_of(request), at=clock.now())
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
        return redirect("distribution:batch", pk)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, f"kupon-{batch.code}.pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@requires(Permission.PAYMENT_VIEW)
@require_http_methods(["GET", "POST"])
def stock(request: HttpRequest) -> HttpResponse:
    """Show the stocks and their ledger; write down what arrives."""
    actor = actor_of(request)
    may = allowed(actor, Permission.PAYMENT_PREPARE)
    data = request.POST if request.method == "POST" else None
    form = StockForm(data)
    form.fields["region_code"].choices = region_choices(actor, Permission.PAYMENT_PREPARE)  # type: ignore[attr-defined]
    if data is not None and form.is_valid():
        told = form.cleaned_data
        one = services.stocks.open_stock(
            name=told["name"], region_code=told["region_code"], by=actor
        )
        services.stocks.bring_in(
            one.pk, told["quantity"], note=told["note"], by=actor, at=clock.now()
        )
        return redirect("distribution:stock")
    stocks = list(office.stocks(actor))
    moves = StockMove.objects.filter(stock__in=[one.pk for one in stocks]).select_related("stock")
    context = {"stocks": stocks, "moves": moves[:LEDGER], "form": form, "may": may}
    return render(request, "distribution/stock.html", context, status=422 if form.errors else 200)
