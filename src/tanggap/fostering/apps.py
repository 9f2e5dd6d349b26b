"""The fostering app: what it offers to the house when it starts."""

from django.apps import AppConfig


class FosteringConfig(AppConfig):
    """Donors, pledges, families that wait, and what joins them."""

    name = "tanggap.fostering"
    label = "fostering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.fostering import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
