"""The messaging app: what it offers to the house when it starts."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Messages to citizens: templates, the outbox, and the ways out."""

    name = "tanggap.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.messaging import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
