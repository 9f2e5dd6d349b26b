"""The Django app of the portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tanggap.core.registry import navigation
from tanggap.language import Sentence


class PortalConfig(AppConfig):
    """Shells and components; it has no tables of its own."""

    name = "tanggap.portal"
    label = "portal"
    verbose_name = _("Tampilan")

    def ready(self) -> None:
        """Put the home page at the head of the menu."""
        navigation.add(Sentence("Beranda", "Home"), "portal:home", None, 0, icon="home")
