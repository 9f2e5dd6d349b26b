"""Sending messages."""

from tanggap.messaging.services import delivery, templates
from tanggap.messaging.services.sending import send, send_again

__all__ = ["delivery", "send", "send_again", "templates"]
