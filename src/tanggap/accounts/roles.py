"""The roles, as code: what each is called, what it is for, what it may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tanggap.accounts.types import Permission as P  # noqa: N817

_PERSONAL: Final = frozenset(
    {
        P.PERSON_VIEW, P.NIK_REVEAL, P.PERSON_EDIT, P.EXPORT_FULL, P.APPLICATION_VIEW,
        P.PAYMENT_VIEW, P.HANDOVER_RECORD, P.OBJECTION_VIEW, P.FOSTER_VIEW,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its code, its name and description for people, and its permissions."""

    code: str
    name: Promise
    description: Promise
    permissions: frozenset[P]

    @property
    def sees_personal_data(self) -> bool:
        """Whether a second factor is needed at sign-in."""
        return bool(self.permissions & _PERSONAL) or P.USER_MANAGE in self.permissions


DATA_OFFICER = Role(
    code="data_officer",
    name=_("Petugas data"),
    description=_("Mengimpor daftar penerima, memeriksa hasilnya, dan memperbaiki data orang."),
    permissions=frozenset(
        {
            P.LIST_VIEW, P.LIST_IMPORT, P.LIST_COMMIT, P.LIST_UNDO, P.MATCH_RUN, P.MATCH_DECIDE,
            P.PERSON_SEARCH, P.PERSON_VIEW, P.PERSON_EDIT, P.NIK_REVEAL, P.PROGRAMME_VIEW,
            P.AWARD_VIEW, P.AWARD_CHECK, P.CASE_VIEW, P.CASE_PROPOSE, P.DASHBOARD_VIEW,
            P.EXPORT_MASKED,
        }
    ),
)  # fmt: skip
CLERK = Role(
    code="clerk",
    name=_("Petugas pencocokan"),
    description=_("Memutuskan apakah dua catatan adalah orang yang sama."),
    permissions=frozenset({P.MATCH_DECIDE, P.PERSON_SEARCH, P.PERSON_VIEW, P.LIST_VIEW}),
)
PROGRAMME_MANAGER = Role(
    code="programme_manager",
    name=_("Pengelola program"),
    description=_("Menyusun program dan aturan, menetapkan penerima, mengurus tumpang tindih."),
    permissions=frozenset(
        {
            P.PROGRAMME_VIEW, P.PROGRAMME_EDIT, P.RULE_PROPOSE, P.RULE_APPROVE, P.AWARD_VIEW,
            P.AWARD_CHECK, P.AWARD_GRANT, P.CASE_VIEW, P.CASE_PROPOSE, P.CASE_APPROVE, P.LIST_VIEW,
            P.PERSON_SEARCH, P.PERSON_VIEW, P.DASHBOARD_VIEW, P.EXPORT_MASKED, P.APPLICATION_VIEW,
            P.APPLICATION_DECIDE, P.CRITERIA_EDIT, P.VISIT_ASSIGN, P.PLAN_VIEW, P.PLAN_PROPOSE,
            P.PAYMENT_VIEW, P.OBJECTION_VIEW, P.MESSAGE_VIEW,
        }
    ),
)  # fmt: skip
HEAD_OF_OFFICE = Role(
    code="head_of_office",
    name=_("Kepala dinas"),
    description=_("Memantau angka, menyetujui aturan dan penyelesaian tumpang tindih."),
    permissions=frozenset(
        {
            P.DASHBOARD_VIEW, P.PROGRAMME_VIEW, P.RULE_APPROVE, P.AWARD_VIEW, P.CASE_VIEW,
            P.CASE_APPROVE, P.LIST_VIEW, P.EXPORT_MASKED, P.EXPORT_FULL, P.BREAK_GLASS,
            P.APPLICATION_VIEW, P.PLAN_VIEW, P.PLAN_APPROVE, P.PAYMENT_VIEW, P.PAYMENT_APPROVE,
            P.OBJECTION_VIEW, P.OBJECTION_DECIDE, P.FOSTER_VIEW,
        }
    ),
)  # fmt: skip
VERIFIER = Role(
    code="verifier",
    name=_("Verifikator"),
    description=_("Memeriksa keadaan keluarga di lapangan. Tidak boleh membayar."),
    permissions=frozenset(
        {
            P.HOUSEHOLD_VERIFY, P.PERSON_SEARCH, P.PERSON_VIEW, P.AWARD_VIEW, P.AWARD_CHECK,
            P.PROGRAMME_VIEW, P.APPLICATION_VIEW, P.VISIT_REPORT,
        }
    ),
)  # fmt: skip
DESK_OFFICER = Role(
    code="desk_officer",
    name=_("Petugas kelurahan"),
    description=_("Menerima pengajuan warga, membagi kunjungan, dan mencatat musyawarah."),
    permissions=frozenset(
        {
            P.APPLICATION_VIEW, P.APPLICATION_ENTER, P.VISIT_ASSIGN, P.MEETING_RECORD,
            P.PROGRAMME_VIEW, P.PERSON_SEARCH, P.AWARD_VIEW, P.FOSTER_VIEW, P.FOSTER_ENTER,
        }
    ),
)  # fmt: skip
PAYER = Role(
    code="payer",
    name=_("Bendahara penyalur"),
    description=_("Mencatat pembayaran bantuan. Tidak boleh memverifikasi."),
    permissions=frozenset(
        {
            P.PAYMENT_VIEW, P.PAYMENT_PREPARE, P.PAYMENT_RECORD, P.AWARD_VIEW, P.PROGRAMME_VIEW,
            P.DASHBOARD_VIEW,
        }
    ),
)  # fmt: skip
HANDOVER = Role(
    code="handover",
    name=_("Petugas penyerahan"),
    description=_("Menyerahkan bantuan di titik penyaluran dan memindai kupon."),
    permissions=frozenset({P.HANDOVER_RECORD}),
)
COMPLAINTS_OFFICER = Role(
    code="complaints_officer",
    name=_("Petugas pengaduan"),
    description=_("Mengurus sanggahan dan pengaduan, dan menanyakan apakah bantuan sampai."),
    permissions=frozenset(
        {
            P.OBJECTION_VIEW, P.OBJECTION_HANDLE, P.OBJECTION_DECIDE, P.SURVEY_RECORD,
            P.APPLICATION_VIEW, P.AWARD_VIEW,
        }
    ),
)  # fmt: skip
INSPECTOR = Role(
    code="inspector",
    name=_("Inspektur"),
    description=_("Memeriksa apa yang telah dilakukan, tanpa dapat mengubahnya."),
    permissions=frozenset(
        {
            P.AUDIT_VIEW, P.AUDIT_EXPORT, P.DASHBOARD_VIEW, P.LIST_VIEW, P.PROGRAMME_VIEW,
            P.AWARD_VIEW, P.CASE_VIEW, P.PERSON_SEARCH, P.PERSON_VIEW, P.EXPORT_MASKED,
            P.APPLICATION_VIEW, P.PLAN_VIEW, P.PAYMENT_VIEW, P.OBJECTION_VIEW, P.OBJECTION_INSPECT,
            P.MESSAGE_VIEW, P.FOSTER_VIEW,
        }
    ),
)  # fmt: skip
FOSTER_COORDINATOR = Role(
    code="foster_coordinator",
    name=_("Pengelola keluarga asuh"),
    description=_("Mempertemukan donatur dengan keluarga yang belum terbantu."),
    permissions=frozenset(
        {
            P.FOSTER_VIEW, P.FOSTER_ENTER, P.FOSTER_MATCH, P.APPLICATION_VIEW, P.PERSON_SEARCH,
            P.AWARD_VIEW, P.PROGRAMME_VIEW, P.DASHBOARD_VIEW,
        }
    ),
)  # fmt: skip
DONOR = Role(
    code="donor",
    name=_("Donatur keluarga asuh"),
    description=_("Mengasuh keluarga dari jauh. Tidak melihat data orang."),
    permissions=frozenset({P.FOSTER_GIVE}),
)
ADMINISTRATOR = Role(
    code="administrator",
    name=_("Administrator"),
    description=_("Mengelola akun, peran, dan wilayah. Tidak melihat data orang."),
    permissions=frozenset({P.USER_MANAGE, P.REGION_MANAGE, P.BREAK_GLASS}),
)

EMERGENCY: Final = Role(
    code="emergency",
    name=_("Akses darurat"),
    description=_("Melihat data orang untuk beberapa jam, dengan alasan yang dicatat."),
    permissions=frozenset(
        {
            P.PERSON_SEARCH, P.PERSON_VIEW, P.NIK_REVEAL, P.LIST_VIEW, P.AWARD_VIEW, P.CASE_VIEW,
            P.PROGRAMME_VIEW,
        }
    ),
)  # fmt: skip
"""Nobody is given this role; people take it themselves, for hours (`services.break_glass`)."""

ROLES: Final[dict[str, Role]] = {
    role.code: role
    for role in (
        DATA_OFFICER, CLERK, DESK_OFFICER, PROGRAMME_MANAGER, HEAD_OF_OFFICE, VERIFIER, PAYER,
        HANDOVER, COMPLAINTS_OFFICER, FOSTER_COORDINATOR, DONOR, INSPECTOR, ADMINISTRATOR,
        EMERGENCY,
    )
}  # fmt: skip

INCOMPATIBLE: Final[frozenset[frozenset[str]]] = frozenset(
    {
        frozenset({"verifier", "payer"}),  # who verifies may not pay
        frozenset({"programme_manager", "payer"}),  # who grants may not pay
        frozenset({"desk_officer", "payer"}),
        frozenset({"foster_coordinator", "payer"}),  # who receives a gift does not hand it on
        frozenset({"inspector", "desk_officer"}),
        frozenset({"inspector", "complaints_officer"}),
        frozenset({"inspector", "handover"}),
        frozenset({"inspector", "foster_coordinator"}),
        frozenset({"foster_coordinator", "donor"}),  # nobody chooses a family for themselves
        frozenset({"inspector", "data_officer"}),  # nobody inspects their own work
        frozenset({"inspector", "clerk"}),
        frozenset({"inspector", "programme_manager"}),
        frozenset({"inspector", "verifier"}),
        frozenset({"inspector", "payer"}),
        frozenset({"inspector", "administrator"}),
    }
)
"""Pairs of roles that one person may not hold at the same time, wherever."""


OWN_CHOICE: Final = (DONOR,)
"""The roles that come with confirming one's own e-mail address, and from no administrator."""
GIVABLE: Final = tuple(role for role in ROLES.values() if role not in (EMERGENCY, *OWN_CHOICE))
"""The roles that an administrator gives, in the order of the screens."""


def in_conflict(role: str, held: Iterable[str]) -> str | None:
    """Return a role among those held that forbids another one, None where none does."""
    return next((other for other in held if frozenset({role, other}) in INCOMPATIBLE), None)


def holders_of(permission: str) -> frozenset[str]:
    """Return the codes of the roles that carry a permission."""
    return frozenset(code for code, role in ROLES.items() if permission in role.permissions)
