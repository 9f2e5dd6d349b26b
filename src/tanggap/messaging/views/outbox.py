"""What was told to citizens, and what still waits."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tanggap.accounts.access import actor_of, requires
from tanggap.accounts.types import Permission
from tanggap.messaging.models import Message
from tanggap.messaging.queries import outbox
from tanggap.messaging.services import channels, delivery
from tanggap.regions import queries as regions

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
    counts = outbox.counts(actor)
    names = regions.names_of({one.region_code for one in page})
    context = {
        "page": page,
        "rows": [
            {
                "one": one,
                "text": delivery.text_of(one),
                "tone": TONES[one.state],
                "place": names.get(one.region_code, ""),
            }
            for one in page
        ],
        "state": state,
        "states": [
            ("", _("Semua"), sum(counts.values())),
            *((value, label, counts.get(value, 0)) for value, label in Message.State.choices),
        ],
        "no_way": not channels.available(),
    }
    return render(request, "messaging/outbox.html", context)
