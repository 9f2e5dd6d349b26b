"""The texts of the commands of the web application, in both languages."""

from typing import Final

from tanggap.language import Sentence

S = Sentence

UP: Final = S(
    "Jalankan aplikasi web dan pekerja latarnya; Ctrl-C menghentikan keduanya.\n\n"
    "Pada kali pertama basis data dan kota contoh disiapkan. Setelan lewat TANGGAP_*: lihat "
    "docs/settings.md.",
    "Start the web application and its background worker; Ctrl-C stops both.\n\n"
    "The first time, the database and the example city are prepared. Settings by TANGGAP_*: see "
    "docs/settings.md.",
)
PORT: Final = S("Nomor port (bawaan: 8000).", "Port (default: 8000).")
HOST: Final = S(
    "Alamat tempat melayani (bawaan: 127.0.0.1, hanya komputer ini).",
    "Address to serve at (default: 127.0.0.1, this machine only).",
)
DEMO_IS_LOCAL: Final = S(
    "Demo hanya melayani komputer ini (127.0.0.1): kata sandinya diketahui umum.",
    "The demo serves this machine only (127.0.0.1): its passwords are known to all.",
)
AT: Final = S(
    "Tanggap siap di {address} (Ctrl-C untuk berhenti)", "Tanggap is at {address} (Ctrl-C stops it)"
)
DEMO_ACCOUNTS: Final = S(
    "Ini demo; semua orang di dalamnya rekaan. Masuk dengan kata sandi {password} sebagai:",
    "This is the demo; all its people are invented. Sign in with the password {password} as:",
)
DEMO_FILES: Final = S(
    "Delapan daftarnya ada di {lists}\nDua daftar kecil untuk dicoba diimpor: {fresh}",
    "Its eight lists are in {lists}\nTwo small lists to try an import with: {fresh}",
)
WORKER: Final = S(
    "Jalankan hanya pekerja latar, misalnya di komputer kedua; Ctrl-C menghentikannya.\n\n"
    "Berapa banyak: TANGGAP_WORKERS.",
    "Start background workers only, on a second machine for example; Ctrl-C stops them.\n\n"
    "How many: TANGGAP_WORKERS.",
)
MANAGE: Final = S(
    "Perintah pengelolaan Django, misalnya: tanggap manage load_regions 32.71",
    "Django's management commands, for example: tanggap manage load_regions 32.71",
)
DOCTOR: Final = S(
    "Periksa pemasangan ini dan katakan apa yang perlu diperbaiki.\n\n"
    "Kode keluar: 0 sehat, 1 ada yang harus diperbaiki.",
    "Examine this installation and say what needs mending.\n\n"
    "Exit code: 0 healthy, 1 something must be mended.",
)
MARKS: Final = {"good": "✓", "advice": "•", "fault": "✗"}
AUDIT: Final = S(
    "Buktikan keutuhan catatan audit (verify), atau tulis salinannya (export).\n\n"
    "Cara memeriksa salinan tanpa Tanggap: docs/audit.md. Kode keluar: 0 utuh, 1 terputus.",
    "Prove that the audit log is whole (verify), or write a copy (export).\n\n"
    "How to verify a copy without Tanggap: docs/audit.md. Exit code: 0 whole, 1 broken.",
)
AUDIT_ACT: Final = S("verify atau export.", "verify or export.")
AUDIT_OUT: Final = S(
    "Berkas untuk salinan; tanpa ini ke keluaran baku.",
    "File for the copy; without it, standard output.",
)
AUDIT_WHAT: Final = S(
    "Ketik: tanggap audit verify, atau export.", "Type: tanggap audit verify, or export."
)
WHOLE: Final = S(
    "Catatan audit utuh: {links} catatan, sidik terakhir {hash}",
    "The audit log is whole: {links} events, last hash {hash}",
)
BROKEN: Final = S(
    "Catatan audit terputus: nomor {number} telah diubah atau hilang.",
    "The audit log is broken: number {number} was changed or is missing.",
)
