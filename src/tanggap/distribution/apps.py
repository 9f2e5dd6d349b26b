"""The distribution app: what it offers to the house when it starts."""

from django.apps import AppConfig


class DistributionConfig(AppConfig):
    """Bringing aid to people once: batches, vouchers, slots, results."""

    name = "tanggap.distribution"
    label = "distribution"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.distribution import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
