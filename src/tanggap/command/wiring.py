"""What the app hangs into the house, at start."""

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.registry import navigation


def connect() -> None:
    """Offer the dashboard."""
    navigation.add(
        _("Angka dan peta"), "command:dashboard", Permission.DASHBOARD_VIEW, 10, icon="chart-bar"
    )
