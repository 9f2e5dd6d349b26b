"""The objections app: what it offers to the house when it starts."""

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    """Objections, complaints and the questions after delivery."""

    name = "tanggap.objections"
    label = "objections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.objections import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
