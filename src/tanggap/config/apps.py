"""The app that puts the others together."""

from django.apps import AppConfig

from tanggap.core.registry import audit_presenters
from tanggap.language import Sentence


class ConfigConfig(AppConfig):
    """Holds the settings, the start of an installation, and the demo."""

    name = "tanggap.config"
    label = "config"

    def ready(self) -> None:
        """Let the demo begin with regions and accounts; say what the audit codes mean."""
        from tanggap.config import demo  # noqa: PLC0415
        from tanggap.config.upkeep import backup, restore  # noqa: PLC0415

        demo.register()
        audit_presenters.add(backup.MADE, Sentence("Cadangan dibuat", "Backup made"))
        audit_presenters.add(restore.RESTORED, Sentence("Cadangan dipulihkan", "Backup restored"))
