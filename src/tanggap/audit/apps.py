"""The audit log."""

from django.apps import AppConfig

from tanggap.core.permissions import Permission
from tanggap.core.registry import audit_presenters, navigation
from tanggap.language import Sentence


class AuditConfig(AppConfig):
    """Events that are only ever added, and the chain that proves it."""

    name = "tanggap.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the log into the menu."""
        audit_presenters.add(
            "audit.exported", Sentence("Catatan audit diunduh", "Audit log exported")
        )
        audit_presenters.add(
            "audit.filtered_exported",
            Sentence("Saringan catatan audit diunduh", "Filtered audit log exported"),
        )
        navigation.add(
            Sentence("Catatan audit", "Audit log"),
            "audit:log",
            Permission.AUDIT_VIEW,
            800,
            icon="history",
            group=Sentence("Pengawasan", "Oversight"),
        )
