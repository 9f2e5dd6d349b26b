"""The decisions app: what it offers to the house when it starts."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Plans: ranking, quotas, simulation, approval, and the decree."""

    name = "tanggap.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.decisions import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
