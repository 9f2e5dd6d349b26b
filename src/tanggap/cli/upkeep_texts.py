"""The texts of backup, restore and upgrade, in both languages."""

from typing import Final

from tanggap.language import Sentence

S = Sentence

FILE: Final = S("Berkas cadangan.", "The backup file.")
FILE_NAME: Final = S("BERKAS", "FILE")
BACKUP: Final = S(
    "Cadangkan basis data, kunci, dan berkas daftar ke satu berkas yang disegel.\n\n"
    "Aplikasi boleh tetap berjalan. Kata sandinya dari TANGGAP_BACKUP_PASSPHRASE atau "
    "TANGGAP_BACKUP_PASSPHRASE_FILE; tanpa itu cadangan tidak dapat dibuka siapa pun.",
    "Back the database, the keys and the lists up into one sealed file.\n\n"
    "The application may go on running. The passphrase is that of TANGGAP_BACKUP_PASSPHRASE or "
    "TANGGAP_BACKUP_PASSPHRASE_FILE; without it nobody can open the backup.",
)
RESTORE: Final = S(
    "Pulihkan pemasangan dari cadangan, ke SQLite atau PostgreSQL, dan buktikan keutuhannya.",
    "Restore an installation from a backup, to SQLite or PostgreSQL, and prove that it is whole.",
)
REPLACE: Final = S("Ganti seluruh data yang ada sekarang.", "Replace all data that are there now.")
UPGRADE: Final = S(
    "Setelah program diperbarui: cadangkan, sesuaikan basis data, lalu periksa semuanya.",
    "After the program has been updated: back up, bring the database up to date, examine it all.",
)
WITHOUT_BACKUP: Final = S(
    "Jangan mencadangkan dahulu (bila sudah ada cadangan lain).",
    "Do not back up first (where there is another backup).",
)
BACKING_UP: Final = S("Mencadangkan", "Backing up")
RESTORING: Final = S("Memulihkan", "Restoring")
BACKED_UP: Final = S(
    "Cadangan: {file} ({rows} baris, {files} berkas, {size} MB). Simpan juga di tempat lain.",
    "Backup: {file} ({rows} rows, {files} files, {size} MB). Keep a copy elsewhere, too.",
)
RESTORED: Final = S(
    "Dipulihkan: {rows} baris dari cadangan {made_at} UTC; catatan audit utuh ({links}). Semua "
    "orang perlu masuk lagi.",
    "Restored: {rows} rows from the backup of {made_at} UTC; the audit log is whole ({links}). "
    "Everybody signs in anew.",
)
