"""The warga app: what it offers to the house when it starts."""

from django.apps import AppConfig


class WargaConfig(AppConfig):
    """The public face: front page, check of aid, open figures."""

    name = "tanggap.warga"
    label = "warga"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the app into the house."""
        from tanggap.warga import wiring  # noqa: PLC0415  (models must be loaded first)

        wiring.connect()
