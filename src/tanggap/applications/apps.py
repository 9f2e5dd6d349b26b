"""The applications app: what it offers to the house when it starts."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Applications: asking for aid, what was asked, and where each stands."""

    name = "tanggap.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.applications import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
