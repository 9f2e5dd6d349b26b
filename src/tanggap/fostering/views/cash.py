"""The treasurer's side: gifts that are found on the bank's statement, or not."""

from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.forms.city import TransferForm
from tanggap.fostering.models import Passage
from tanggap.fostering.queries import city
from tanggap.fostering.services import city_money
from tanggap.fostering.types import NotAllowed, PassageState
from tanggap.fostering.views import city_words as words

UNREADABLE: Final = 422
PER_PAGE: Final = 50
OPEN: Final = (PassageState.EXPECTED, PassageState.SAID, PassageState.RECEIVED)


@requires(Permission.PAYMENT_RECORD)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what donors say they sent, or find a gift by the words of its transfer."""
    actor, typed = actor_of(request), request.GET.get("berita", "").strip()[:40]
    page = Paginator(city.on_their_way(actor, typed), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page, "typed": typed,
        "rows": [(one, *words.GIFT[PassageState(one.state)]) for one in page],
    }  # fmt: skip
    return render(request, "fostering/office/cash.html", context)


@requires(Permission.PAYMENT_RECORD)
@never_cache
@require_http_methods(["GET", "POST"])
def gift(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is on the statement for a gift, or that nothing is."""
    one = _one(request, pk)
    wanted = max(0, one.instalment.amount - one.amount)
    form = TransferForm(
        request.POST or None, initial={"amount": f"{wanted:,}".replace(",", ".") if wanted else ""}
    )
    step = request.POST.get("langkah", "")
    if request.method == "POST" and (step == "tidak-ada" or form.is_valid()):
        try:
            told = _act(request, one, step, form)
        except NotAllowed as refusal:
            if step == "tidak-ada":
                messages.error(request, words.refusal(str(refusal)))
                return redirect("fostering:cash_gift", pk)
            form.add_error("line" if str(refusal) == "again" else None,
                           words.refusal(str(refusal)))  # fmt: skip
        else:
            messages.success(request, told)
            return redirect("fostering:cash")
    label, tone = words.GIFT[PassageState(one.state)]
    context = {
        "one": one, "form": form, "label": label, "tone": tone, "receipts": one.receipts.all(),
        "is_open": one.state in OPEN, "is_said": one.state == PassageState.SAID,
    }  # fmt: skip
    status = UNREADABLE if form.is_bound else 200
    return render(request, "fostering/office/cash_gift.html", context, status=status)


def _act(request: HttpRequest, one: Passage, step: str, form: TransferForm) -> str:
    """Do what was asked; return what to say about it. Raises NotAllowed."""
    told: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}
    if step == "tidak-ada":
        city_money.not_found(one.pk, reason=request.POST.get("teks", ""), **told)
        return _("Dicatat tidak ada. Donatur diminta memeriksa kirimannya.")
    found = city_money.receive(one.pk, form.told(), **told)
    if found.amount == one.instalment.amount:
        return _("Dicatat masuk. Pengelola keluarga asuh meneruskannya.")
    return _("Dicatat masuk. Jumlahnya berbeda dari tahapnya; donatur diberi tahu.")


def _one(request: HttpRequest, pk: int) -> Passage:
    """Return a gift in the treasurer's regions. Raises Http404."""
    rows = city.gifts(actor_of(request), Permission.PAYMENT_RECORD)
    found: Passage | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
