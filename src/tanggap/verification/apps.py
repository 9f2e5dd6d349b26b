"""The verification app: what it offers to the house when it starts."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Visits, second visits and the meetings of the village."""

    name = "tanggap.verification"
    label = "verification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.verification import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
