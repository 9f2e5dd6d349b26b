"""The audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Events that are only ever added, and the chain that proves it."""

    name = "tanggap.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
