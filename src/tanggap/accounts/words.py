"""What the codes of the audit log say, and the entries of the menu."""

from tanggap.accounts.types import Permission
from tanggap.core.registry import audit_presenters, navigation
from tanggap.language import Sentence

ACTS = {
    "accounts.user.created": Sentence("Akun dibuat", "Account made"),
    "accounts.user.confirmed": Sentence("Alamat surel dipastikan", "E-mail address confirmed"),
    "accounts.user.address_changed": Sentence("Alamat surel diganti", "E-mail address changed"),
    "accounts.user.invited": Sentence("Tautan kata sandi dibuat", "Password link made"),
    "accounts.user.password_set": Sentence("Kata sandi disetel", "Password set"),
    "accounts.user.deactivated": Sentence("Akun ditutup", "Account closed"),
    "accounts.user.reactivated": Sentence("Akun dibuka kembali", "Account opened again"),
    "accounts.user.second_factor_removed": Sentence(
        "Pengaman masuk dilepas", "Second factor taken away"
    ),
    "accounts.user.signed_out": Sentence(
        "Dikeluarkan dari semua perangkat", "Signed out everywhere"
    ),
    "accounts.role.given": Sentence("Peran diberikan", "Role given"),
    "accounts.role.taken": Sentence("Peran diakhiri", "Role ended"),
    "accounts.emergency.opened": Sentence("Akses darurat dibuka", "Emergency access opened"),
    "accounts.emergency.ended": Sentence("Akses darurat diakhiri", "Emergency access ended"),
    "accounts.session.opened": Sentence("Masuk", "Signed in"),
    "accounts.session.closed": Sentence("Keluar", "Signed out"),
    "accounts.session.refused": Sentence("Gagal masuk", "Sign-in refused"),
    "accounts.second_factor.added": Sentence("Pengaman masuk ditambah", "Second factor added"),
    "accounts.second_factor.removed": Sentence("Pengaman masuk dihapus", "Second factor removed"),
}
ADMINISTRATION = "Administrasi"


def register() -> None:
    """Tell the registries."""
    for code, sentence in ACTS.items():
        audit_presenters.add(code, sentence)
    navigation.add(
        Sentence("Akun petugas", "Officers"),
        "accounts:users",
        Permission.USER_MANAGE,
        900,
        icon="users",
        group=ADMINISTRATION,
    )
