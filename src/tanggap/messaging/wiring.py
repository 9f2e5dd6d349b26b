"""What the app hangs into the house, at start."""

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core import beats
from tanggap.core.registry import audit_presenters, navigation
from tanggap.language import Sentence
from tanggap.messaging.services import delivery


def connect() -> None:
    """Offer the outbox, and look now and then for what is due."""
    audit_presenters.add(
        "messaging.message.sent_again", Sentence("Pesan dikirim lagi", "Message sent again")
    )
    beats.add("messages", delivery.look)
    navigation.add(_("Pesan keluar"), "messaging:outbox", Permission.MESSAGE_VIEW, 58, icon="send")
