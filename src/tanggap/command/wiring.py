"""What the app hangs into the house, at start."""

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.core.registry import audit_presenters, navigation
from tanggap.language import Sentence

AUDITED = {
    "command.figures.exported": Sentence("Angka diunduh", "Figures downloaded"),
    "command.rows.seen": Sentence("Baris di balik angka dilihat", "Rows behind a figure seen"),
}


def connect() -> None:
    """Offer the dashboard, name the acts."""
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    navigation.add(
        _("Angka dan peta"), "command:dashboard", Permission.DASHBOARD_VIEW, 10, icon="chart-bar"
    )
