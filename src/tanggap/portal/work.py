"""What background work is called, for its owner."""

from typing import Final

from tanggap.core.registry import text_of
from tanggap.language import Sentence

WORK: Final = {
    "tanggap.audit.tasks.prove": Sentence("Memeriksa catatan audit", "Checking the audit log"),
    "tanggap.command.tasks.count": Sentence("Menghitung angka", "Counting the figures"),
    "tanggap.assistance.tasks.prepare_verdict": Sentence("Memeriksa daftar", "Judging a list"),
    "tanggap.assistance.tasks.hand_back": Sentence(
        "Menyiapkan berkas kembali", "Preparing the returned file"
    ),
    "tanggap.people.services.reading.read_list": Sentence("Membaca daftar", "Reading a list"),
    "tanggap.people.services.matching.link_list": Sentence(
        "Mencocokkan orang dari daftar", "Matching people of a list"
    ),
    "tanggap.people.services.matching.rematch_all": Sentence(
        "Mencocokkan semua orang lagi", "Matching everybody anew"
    ),
}
"""Kinds of jobs in words; a test holds every job of the house against this table."""

OTHER: Final = Sentence("Pekerjaan lain", "Other work")


def in_words(kind: str) -> str:
    """Return what a kind of job is called in the language of the request."""
    return text_of(WORK.get(kind, OTHER))
