"""What the menu and the audit log say of this app."""

from typing import Final

from tanggap.accounts.types import Permission
from tanggap.language import Sentence

S = Sentence

NAVIGATION: Final = (
    (S("Cari orang", "Find a person"), "people:search", Permission.PERSON_SEARCH, 10, "search"),
    (S("Daftar penerima", "Recipient lists"), "people:lists", Permission.LIST_VIEW, 20, "upload"),
    (
        S("Periksa yang ragu", "Settle doubts"),
        "people:review",
        Permission.MATCH_DECIDE,
        30,
        "users",
    ),
)

AUDIT: Final[dict[str, Sentence]] = {
    "people.list.received": S("Daftar diunggah", "List uploaded"),
    "people.list.read": S("Daftar dibaca", "List read"),
    "people.list.remapped": S("Arti kolom dibetulkan", "Columns corrected"),
    "people.list.corrects": S("Daftar memperbaiki daftar lain", "List corrects another"),
    "people.list.programme_named": S("Program daftar dibetulkan", "Programme of a list corrected"),
    "people.list.exported": S("Baris daftar diekspor", "Rows of a list exported"),
    "people.list.committed": S("Daftar disimpan", "List committed"),
    "people.list.discarded": S("Daftar dibuang", "List discarded"),
    "people.list.undone": S("Impor dibatalkan", "Import undone"),
    "people.list.downloaded": S("Berkas asli diunduh", "Original file downloaded"),
    "people.matching.started": S("Pencocokan dimulai", "Matching started"),
    "people.matching.finished": S("Pencocokan selesai", "Matching finished"),
    "people.match.decided": S("Pasangan diputuskan", "Pair decided"),
    "people.match.undone": S("Keputusan dibatalkan", "Decision undone"),
    "people.match.escalated": S("Pasangan diteruskan ke atasan", "Pair escalated"),
    "people.person.split": S("Orang dipisah", "Person split"),
    "people.person.split_undone": S("Pemisahan dibatalkan", "Split undone"),
    "people.person.corrected": S("Data orang dibetulkan", "Person corrected"),
    "people.person.correction_undone": S("Pembetulan dibatalkan", "Correction undone"),
    "people.family.head_changed": S("Kepala keluarga diganti", "Head of family changed"),
    "people.search.number": S("Mencari dengan nomor", "Searched by number"),
    "people.search.name": S("Mencari dengan nama", "Searched by name"),
    "people.dossier.opened": S("Berkas orang dibuka", "Dossier opened"),
    "people.number.revealed": S("Nomor ditampilkan lengkap", "Number revealed"),
    "people.pair.seen": S("Pasangan ditampilkan untuk diperiksa", "Pair shown for review"),
}
