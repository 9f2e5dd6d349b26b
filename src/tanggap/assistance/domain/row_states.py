"""What the verdict of a list says about one row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from tanggap.assistance.domain.judging import Clash
from tanggap.assistance.types import RowState
from tanggap.language import Sentence
from tanggap.overlap import SAME_TWICE, answer

ORDER: Final[tuple[RowState, ...]] = (
    "clear", "served", "overlap", "warn", "review", "unknown", "unreadable",
)  # fmt: skip

LABELS: Final[Mapping[str, Sentence]] = {
    "clear": Sentence("Jelas", "Clear"),
    "served": Sentence("Sudah di program ini", "Already in this programme"),
    "overlap": Sentence("Tumpang tindih", "Overlap"),
    "warn": Sentence("Periksa dahulu", "Check first"),
    "review": Sentence("Perlu diperiksa", "To be reviewed"),
    "unknown": Sentence("Belum diketahui", "Unknown"),
    "unreadable": Sentence("Tidak terbaca", "Cannot be read"),
}

MEANINGS: Final[Mapping[str, Sentence]] = {
    "clear": Sentence(
        "Tidak ada bantuan lain yang dilarang bersamaan.",
        "No other aid that may not come together with this one.",
    ),
    "served": Sentence(
        "Sudah menerima bantuan yang sama untuk bulan yang sama.",
        "Already receives the same aid for the same months.",
    ),
    "overlap": Sentence(
        "Sudah menerima bantuan yang tidak boleh bersamaan; menjadi kasus yang harus diputus.",
        "Already receives aid that may not come together; becomes a case to be settled.",
    ),
    "warn": Sentence(
        "Boleh masuk, tetapi aturan meminta diperiksa sebelum dibayar.",
        "May go in, but a rule asks for a check before payment.",
    ),
    "review": Sentence(
        "Mungkin sama dengan orang di daftar lain; petugas perlu memastikan.",
        "Perhaps the same person as on another list; an officer must decide.",
    ),
    "unknown": Sentence(
        "NIK tidak ada atau tidak mungkin; pembayaran menunggu sampai orangnya dikenali.",
        "NIK missing or impossible; payment waits until the person is recognised.",
    ),
    "unreadable": Sentence(
        "Baris tidak dapat dibaca; perbaiki di berkas lalu unggah lagi.",
        "The row cannot be read; correct the file and upload it again.",
    ),
}


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What is known about one row before it is judged."""

    readable: bool
    usable_nik: bool
    firmly_matched: bool
    in_review: bool


def state_of(facts: RowFacts, clashes: Collection[Clash]) -> RowState:
    """Return the state of a row: the gravest thing that is certain comes first.

    The same aid twice is told apart from other overlaps; a doubtful match comes before a warning,
    because its answer may change everything. Without proof a row is unknown, never clear.
    """
    blocking = [clash for clash in clashes if clash.action == "block"]
    if not facts.readable:
        return "unreadable"
    if blocking:
        return "served" if all(c.rule.code == SAME_TWICE for c in blocking) else "overlap"
    if facts.in_review:
        return "review"
    certain = answer(
        overlapping=False, usable_nik=facts.usable_nik, firmly_matched=facts.firmly_matched
    )
    if certain == "unknown":
        return "unknown"
    return "warn" if clashes else "clear"
