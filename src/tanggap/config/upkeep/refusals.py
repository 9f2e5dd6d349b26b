"""What may keep a backup or a restore from happening, each with its sentence."""

from typing import Final

from tanggap.config.environment import BadSetting
from tanggap.language import Sentence

S = Sentence


class CannotKeep(BadSetting):
    """A backup, restore or upgrade was refused; nothing was changed unless the sentence says so."""


NO_PASSPHRASE: Final = S(
    "Setel TANGGAP_BACKUP_PASSPHRASE atau TANGGAP_BACKUP_PASSPHRASE_FILE: cadangan disegel dengan "
    "kata sandi itu.",
    "Set TANGGAP_BACKUP_PASSPHRASE or TANGGAP_BACKUP_PASSPHRASE_FILE: it seals the backup.",
)
SHORT_PASSPHRASE: Final = S(
    "Kata sandi cadangan sedikitnya 12 karakter.",
    "The passphrase of a backup has at least 12 characters.",
)
EXISTS: Final = S(
    "“{file}” sudah ada; cadangan tidak menimpa apa pun.",
    "“{file}” exists; a backup overwrites nothing.",
)
NO_FILE: Final = S("Berkas “{file}” tidak ada.", "There is no file “{file}”.")
NOT_A_BACKUP: Final = S("“{file}” bukan cadangan Tanggap.", "“{file}” is not a backup of Tanggap.")
WRONG_PASSPHRASE: Final = S(
    "Kata sandi tidak cocok dengan cadangan ini.", "The passphrase does not open this backup."
)
DAMAGED: Final = S(
    "Cadangan ini terpotong atau rusak; pakailah salinan lain. Tidak ada yang diubah.",
    "This backup is cut off or damaged; use another copy. Nothing was changed.",
)
NEWER: Final = S(
    "Cadangan ini dibuat oleh Tanggap {version}, yang lebih baru. Perbarui program ini dahulu.",
    "This backup was made by Tanggap {version}, which is newer. Upgrade this program first.",
)
NOT_EMPTY: Final = S(
    "Pemasangan ini sudah berisi data. Untuk menggantinya seluruhnya, tambahkan --replace.",
    "This installation holds data. To replace all of it, add --replace.",
)
DIFFERS: Final = S(
    "Yang dipulihkan tidak sama dengan cadangannya ({what}). Jangan pakai pemasangan ini.",
    "What was restored is not what was backed up ({what}). Do not use this installation.",
)
NO_DATABASE: Final = S(
    "Belum ada basis data yang dapat dicadangkan.", "There is no database to back up yet."
)
