"""What the codes of the audit log say, and the entries of the menu."""

from tanggap.accounts.types import Permission
from tanggap.core.registry import audit_presenters, navigation
from tanggap.language import Sentence as S

ACTS = {
    "accounts.user.created": S("Akun dibuat", "Account made"),
    "accounts.user.invited": S("Tautan kata sandi dibuat", "Password link made"),
    "accounts.user.password_set": S("Kata sandi disetel", "Password set"),
    "accounts.user.deactivated": S("Akun ditutup", "Account closed"),
    "accounts.user.reactivated": S("Akun dibuka kembali", "Account opened again"),
    "accounts.user.second_factor_removed": S("Pengaman masuk dilepas", "Second factor taken away"),
    "accounts.role.given": S("Peran diberikan", "Role given"),
    "accounts.role.taken": S("Peran diakhiri", "Role ended"),
    "accounts.emergency.opened": S("Akses darurat dibuka", "Emergency access opened"),
    "accounts.session.opened": S("Masuk", "Signed in"),
    "accounts.session.closed": S("Keluar", "Signed out"),
    "accounts.session.refused": S("Gagal masuk", "Sign-in refused"),
    "accounts.second_factor.added": S("Pengaman masuk ditambah", "Second factor added"),
    "accounts.second_factor.removed": S("Pengaman masuk dihapus", "Second factor removed"),
}
ADMINISTRATION = "Administrasi"


def register() -> None:
    """Tell the registries."""
    for code, sentence in ACTS.items():
        audit_presenters.add(code, sentence)
    navigation.add(
        S("Akun petugas", "Officers"),
        "accounts:users",
        Permission.USER_MANAGE,
        900,
        icon="users",
        group=ADMINISTRATION,
    )
