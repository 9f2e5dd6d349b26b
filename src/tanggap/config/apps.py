"""The app that puts the others together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds the settings, the start of an installation, and the demo."""

    name = "tanggap.config"
    label = "config"

    def ready(self) -> None:
        """Let the demo begin with regions and accounts."""
        from tanggap.config import demo  # noqa: PLC0415

        demo.register()
