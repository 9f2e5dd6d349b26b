"""`tanggap manage lock_audit`: puts the triggers of the log back in place, after a restore."""

from typing import Any

from django.core.management.base import BaseCommand

from tanggap.audit import services


class Command(BaseCommand):
    """Make the database refuse changes of the log."""

    help = "Put the triggers that keep the audit log append-only in place."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Impose them; doing it twice changes nothing."""
        services.lock()
