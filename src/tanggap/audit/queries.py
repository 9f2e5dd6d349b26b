"""Reading the log."""

from typing import Any

from tanggap.audit import chain
from tanggap.audit.models import Event


def document_of(event: Event) -> dict[str, Any]:
    """Return an event as the document that is hashed and exported."""
    return {
        "id": event.pk,
        "at": chain.moment(event.at),
        "code": event.code,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "subject": event.subject,
        "region_code": event.region_code,
        "reason": event.reason,
        "facts": event.facts,
    }
