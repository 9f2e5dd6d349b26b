"""The assistance app: what it offers to the house when it starts."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """Programmes, rules and the ledger."""

    name = "tanggap.assistance"
    label = "assistance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who is who, and put the screens into the navigation."""
        from tanggap.assistance import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
