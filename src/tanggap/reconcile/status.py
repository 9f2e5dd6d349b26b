"""The status of a row: the word in `records.csv`, what it means, and its colour."""

from dataclasses import dataclass
from typing import Final

from tanggap.language import Sentence


@dataclass(frozen=True, slots=True)
class Status:
    """One status: its code, a short label, what it means, and dark-on-light colours (RGB)."""

    code: str
    label: Sentence
    meaning: Sentence
    text: str
    fill: str


CLEAR: Final = Status(
    "clear",
    Sentence("Jelas", "Clear"),
    Sentence(
        "Rumah tangganya tidak menerima bantuan lain yang dilarang bersamaan.",
        "The household receives no other aid that may not come together with this one.",
    ),
    "135E36",
    "E1F3E7",
)
OVERLAP: Final = Status(
    "overlap",
    Sentence("Tumpang tindih", "Overlap"),
    Sentence(
        "Keluarga atau rumah tangganya juga menerima bantuan lain yang tidak boleh bersamaan.",
        "The family or household also receives aid that may not come together with this one.",
    ),
    "8E1B1B",
    "FBE4E1",
)
REVIEW: Final = Status(
    "review",
    Sentence("Perlu diperiksa", "To be reviewed"),
    Sentence(
        "Mungkin sama dengan orang di daftar lain; petugas perlu memastikan.",
        "Perhaps the same person as on another list; an officer must decide.",
    ),
    "7A4B00",
    "FDF0D2",
)
UNKNOWN: Final = Status(
    "unknown",
    Sentence("Belum diketahui", "Unknown"),
    Sentence(
        "Tanpa NIK yang dapat dipakai dan tanpa kecocokan yang kuat: belum terbukti apa pun.",
        "No usable NIK and no firm match: nothing is proved yet.",
    ),
    "44505C",
    "E7EBEF",
)
SERVED: Final = Status(
    "served",
    Sentence("Sudah dilayani", "Already served"),
    Sentence(
        "Pengajuan dari rumah tangga yang sudah menerima bantuan; hanya pemberitahuan.",
        "An application by a household that already receives aid; for information only.",
    ),
    "1B4B82",
    "E1ECF9",
)
REGISTER: Final = Status(
    "register",
    Sentence("Basis data", "Register"),
    Sentence(
        "Baris basis data keluarga miskin (DTSEN/DTKS): bukan bantuan, tidak bisa tumpang tindih.",
        "A row of a register of poor families (DTSEN/DTKS): no aid, it cannot overlap.",
    ),
    "4A3F77",
    "ECE8F7",
)

STATUSES: Final = {s.code: s for s in (CLEAR, OVERLAP, REVIEW, UNKNOWN, SERVED, REGISTER)}
"""Every status by its code, in the order in which they are explained."""
