"""What the app hears from below and hangs into the house, at start."""

from typing import Final

from tanggap.core.registry import audit_presenters
from tanggap.language import Sentence

AUDITED: Final = {
    "fostering.match.held": Sentence("Donatur memilih keluarga", "Donor chose a family"),
    "fostering.match.offered": Sentence("Keluarga diusulkan kepada donatur", "Family proposed"),
    "fostering.match.active": Sentence(
        "Donatur mulai mengasuh keluarga", "Donor accepted a family"
    ),
    "fostering.match.completed": Sentence("Paket keluarga asuh selesai", "Package delivered whole"),
    "fostering.match.refused": Sentence("Pasangan tidak jadi", "Match declined"),
    "fostering.match.expired": Sentence("Waktu memilih habis", "Time to accept ran out"),
    "fostering.match.lapsed": Sentence("Donatur berhenti mengasuh", "Donor stopped"),
    "fostering.match.ended": Sentence("Pengasuhan dihentikan", "Match ended"),
}


def connect() -> None:
    """Name the acts, listen, offer the screens."""
    for code, label in AUDITED.items():
        audit_presenters.add(code, label)
