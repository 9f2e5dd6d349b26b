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
    "tanggap.assistance.services.late_months.give_months": Sentence(
        "Mencatat bantuan dari daftar", "Recording the aid of a list"
    ),
    "tanggap.people.services.reading.read_list": Sentence("Membaca daftar", "Reading a list"),
    "tanggap.people.services.matching.link_list": Sentence(
        "Mencocokkan orang dari daftar", "Matching people of a list"
    ),
    "tanggap.applications.services.desk.recheck_many": Sentence(
        "Memeriksa ulang pengajuan", "Looking at applications again"
    ),
    "tanggap.applications.services.proposals.receive_rows": Sentence(
        "Menerima usulan kelurahan", "Receiving the proposals of a kelurahan"
    ),
    "tanggap.decisions.services.carrying.carry_out": Sentence(
        "Menetapkan penerima menurut rencana", "Awarding as the plan says"
    ),
    "tanggap.decisions.services.waiting.fill_places": Sentence(
        "Memberikan tempat kosong kepada yang menunggu", "Giving free places to those who wait"
    ),
    "tanggap.distribution.services.account_files.propose_rows": Sentence(
        "Membaca buku kerja rekening", "Reading a workbook of bank accounts"
    ),
    "tanggap.distribution.services.replacing.replace_lost": Sentence(
        "Meneruskan tempat yang gagal dibayar", "Passing on places that could not be paid"
    ),
    "tanggap.distribution.services.telling.tell": Sentence(
        "Memberi tahu penerima", "Telling recipients"
    ),
    "tanggap.fostering.services.solving.solve_round": Sentence(
        "Mencari pasangan keluarga asuh", "Matching foster families"
    ),
    "tanggap.fostering.services.offering.offer_round": Sentence(
        "Mengusulkan keluarga kepada donatur", "Proposing families to donors"
    ),
    "tanggap.messaging.services.delivery.deliver_due": Sentence(
        "Mengirim pesan", "Sending messages"
    ),
    "tanggap.objections.services.surveys.ask_due": Sentence(
        "Menanyakan apakah bantuan sampai", "Asking whether aid arrived"
    ),
    "tanggap.warga.tasks.count": Sentence("Menghitung angka publik", "Counting the public figures"),
    "tanggap.people.services.matching.rematch_all": Sentence(
        "Mencocokkan semua orang lagi", "Matching everybody anew"
    ),
}
"""Kinds of jobs in words; a test holds every job of the house against this table."""

OTHER: Final = Sentence("Pekerjaan lain", "Other work")


def in_words(kind: str) -> str:
    """Return what a kind of job is called in the language of the request."""
    return text_of(WORK.get(kind, OTHER))
