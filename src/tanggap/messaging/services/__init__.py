"""Sending messages."""

from tanggap.messaging.services import delivery, templates
from tanggap.messaging.services.sending import send

__all__ = ["delivery", "send", "templates"]
