"""The command app: what it offers to the house when it starts."""

from django.apps import AppConfig


class CommandConfig(AppConfig):
    """Figures and the map."""

    name = "tanggap.command"
    label = "command"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the dashboard into the navigation and its figures on the home page."""
        from tanggap.command import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
