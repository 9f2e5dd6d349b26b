"""What was told to citizens, and what still waits."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.messaging import services as messaging
from tanggap.messaging.models import Message
from tanggap.messaging.queries import outbox
from tanggap.messaging.services import channels, delivery
from tanggap.messaging.types import NotAllowed
from tanggap.messaging.views import words
from tanggap.regions import queries as regions

REFUSALS: Final = {
    "state": gettext_lazy("Pesan ini sudah terkirim atau sedang menunggu."),
    "address": gettext_lazy("Alamatnya sudah dihapus. Hubungi warga itu dengan cara lain."),
}
PER_PAGE: Final = 30
TONES: Final = {"waiting": "wait", "sent": "ok", "failed": "danger", "no_channel": "warn"}


@requires(Permission.MESSAGE_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the messages of the officer's regions, the newest first, with masked addresses."""
    actor, state = actor_of(request), request.GET.get("keadaan", "")
    state = state if state in Message.State.values else ""
    subject = request.GET.get("tentang", "")
    page = Paginator(outbox.listed(actor, state=state, subject=subject), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    counts, ways = outbox.counts(actor), channels.available()
    names = regions.names_of({one.region_code for one in page})
    context = {
        "page": page,
        "rows": [
            {
                "one": one,
                "text": delivery.shown_of(one),
                "tone": TONES[one.state],
                "fault": words.fault(one.error_code),
                "again": ways
                and one.state in ("failed", "no_channel")
                and (one.sealed_phone is not None or one.sealed_email is not None),
                "place": names.get(one.region_code, ""),
            }
            for one in page
        ],
        "state": state,
        "states": [
            ("", _("Semua"), sum(counts.values())),
            *((value, label, counts.get(value, 0)) for value, label in Message.State.choices),
        ],
        "no_way": not ways,
    }
    return render(request, "messaging/outbox.html", context)


@requires(Permission.MESSAGE_VIEW)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message again that did not go out."""
    actor = actor_of(request)
    if not outbox.listed(actor).filter(pk=pk).exists():
        raise Http404
    try:
        messaging.send_again(message_id=pk, by=actor, at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, REFUSALS[str(refusal)])
    else:
        messages.info(request, _("Pesan dikirim lagi."))
    return redirect("messaging:outbox")
