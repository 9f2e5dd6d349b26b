"""What the app hangs into the house, at start."""

from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission
from tanggap.command.tiles import TILES
from tanggap.core.registry import audit_presenters, navigation, tiles
from tanggap.language import Sentence

AUDITED = {
    "command.figures.exported": Sentence("Angka diunduh", "Figures downloaded"),
    "command.rows.seen": Sentence("Baris di balik angka dilihat", "Rows behind a figure seen"),
}


def connect() -> None:
    """Offer the dashboard and the tiles of the first page, name the acts."""
    for tile in TILES:
        tiles.add(tile)
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
    navigation.add(
        _("Angka dan peta"), "command:dashboard", Permission.DASHBOARD_VIEW, 10, icon="chart-bar"
    )
