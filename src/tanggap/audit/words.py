"""What the log says to people: kinds of acts, subjects and facts in words."""

from dataclasses import dataclass
from typing import Any, Final

from tanggap.core.registry import audit_presenters, text_of
from tanggap.language import Sentence

S = Sentence


@dataclass(frozen=True, slots=True)
class Theme:
    """Acts that an inspector looks at together: those whose code begins or ends like this."""

    name: str
    label: Sentence
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def codes(self) -> list[str]:
        """Return the codes of the theme, of those that have words."""
        return [
            code
            for code in audit_presenters.codes()
            if code.startswith(self.beginnings) or (self.endings and code.endswith(self.endings))
        ]


THEMES: Final = (
    Theme(
        "melihat",
        S("Melihat orang", "Looks at people"),
        ("people.search.", "people.number.", "people.dossier.", "accounts.emergency."),
        (".seen", ".exported", ".downloaded"),
    ),
    Theme("daftar", S("Daftar", "Lists"), ("people.list.",)),
    Theme(
        "orang",
        S("Data orang", "Data of people"),
        ("people.person.", "people.family.", "people.match"),
    ),
    Theme(
        "bantuan",
        S("Bantuan dan aturan", "Aid and rules"),
        ("assistance.award.", "assistance.list.", "assistance.programme.", "assistance.rule."),
    ),
    Theme("kasus", S("Tumpang tindih", "Overlaps"), ("assistance.case.",)),
    Theme("akun", S("Akun dan masuk", "Accounts and sign-in"), ("accounts.",)),
    Theme("sistem", S("Sistem", "System"), ("audit.", "config.", "regions.")),
)

SUBJECTS: Final = {
    "person": S("Orang {id}", "Person {id}"),
    "family": S("Keluarga {id}", "Family {id}"),
    "household": S("Rumah tangga {id}", "Household {id}"),
    "list": S("Daftar {id}", "List {id}"),
    "pair": S("Pasangan {id}", "Pair {id}"),
    "case": S("Kasus {id}", "Case {id}"),
    "award": S("Bantuan {id}", "Award {id}"),
    "rule": S("Aturan {id}", "Rule {id}"),
    "programme": S("Program {id}", "Programme {id}"),
    "user": S("Akun {id}", "Account {id}"),
    "matching": S("Pencocokan {id}", "Matching run {id}"),
    "region": S("Wilayah {id}", "Region {id}"),
}

FACTS: Final = {
    "assignment": S("Penugasan", "Assignment"),
    "awards": S("Bantuan", "Awards"),
    "code": S("Kode", "Code"),
    "condition": S("Keadaan", "Condition"),
    "decision": S("Keputusan", "Decision"),
    "decree": S("Nomor SK", "Decree"),
    "doubtful": S("Ragu", "Doubtful"),
    "ended": S("Dihentikan", "Ended"),
    "everybody": S("Semua orang dicocokkan", "Everybody matched"),
    "fields": S("Isian", "Fields"),
    "found": S("Ditemukan", "Found"),
    "full": S("Lengkap", "In full"),
    "kind": S("Jenis berkas", "Kind of file"),
    "list": S("Daftar", "List"),
    "made_at": S("Dibuat pada", "Made at"),
    "minutes": S("Menit", "Minutes"),
    "months": S("Bulan", "Months"),
    "moved": S("Berpindah", "Moved"),
    "name": S("Nama", "Name"),
    "outcome": S("Hasil", "Outcome"),
    "person": S("Orang", "Person"),
    "persons": S("Orang", "Persons"),
    "programme": S("Program", "Programme"),
    "purpose": S("Keperluan", "Purpose"),
    "records": S("Catatan", "Records"),
    "regions": S("Wilayah", "Regions"),
    "replaced": S("Diganti", "Replaced"),
    "role": S("Peran", "Role"),
    "rows": S("Baris", "Rows"),
    "sha256": S("Sidik berkas (SHA-256)", "Fingerprint of the file (SHA-256)"),
    "size": S("Ukuran (byte)", "Size (bytes)"),
    "source": S("Sumber", "Source"),
    "state": S("Keadaan", "State"),
    "table": S("Tabel", "Table"),
    "taken": S("Diambil", "Taken"),
    "unknown": S("Tidak diketahui", "Unknown"),
    "verdict": S("Putusan", "Verdict"),
    "version": S("Versi", "Version"),
}
"""What the facts of events are called; a fact without words stands under its own name."""

YES: Final = S("ya", "yes")
NO: Final = S("tidak", "no")
NOTHING: Final = "–"


def theme_of(name: str) -> Theme | None:
    """Return a theme by its name in addresses."""
    return next((theme for theme in THEMES if theme.name == name), None)


def subject_in_words(subject: str) -> str:
    """Return "Orang 17" for `person:17`; a subject of an unknown kind as it is."""
    kind, _, number = subject.partition(":")
    known = SUBJECTS.get(kind)
    return text_of(known).format(id=number) if known and number else subject


def fact_in_words(name: str) -> str:
    """Return what a fact is called."""
    return text_of(FACTS[name]) if name in FACTS else name


def value_in_words(value: Any) -> str:
    """Return what a fact holds, on one line."""
    if isinstance(value, bool):
        return text_of(YES if value else NO)
    if isinstance(value, list):
        return ", ".join(map(value_in_words, value)) or NOTHING
    if isinstance(value, dict):
        pairs = (f"{fact_in_words(name)}: {value_in_words(one)}" for name, one in value.items())
        return "; ".join(pairs) or NOTHING
    return NOTHING if value in (None, "") else str(value)
