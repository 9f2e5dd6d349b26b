"""The messages to families, donors and coordinators. A family is its code, a donor has no name."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from tanggap.language import Sentence

FAMILY_ENTERED: Final = "fostering.family.entered"
FAMILY_ACCEPTED: Final = "fostering.family.accepted"
FAMILY_SENT: Final = "fostering.family.sent"
FAMILY_ENDED: Final = "fostering.family.ended"
FAMILY_COMPLETED: Final = "fostering.family.completed"
FAMILY_MEETING: Final = "fostering.family.meeting"
FAMILY_NO_MEETING: Final = "fostering.family.no-meeting"
DONOR_ACCEPTED: Final = "fostering.donor.accepted"
DONOR_SOON: Final = "fostering.donor.soon"
DONOR_TODAY: Final = "fostering.donor.today"
DONOR_LATE: Final = "fostering.donor.late"
DONOR_RECEIVED: Final = "fostering.donor.received"
DONOR_DISPUTED: Final = "fostering.donor.disputed"
DONOR_ENDED: Final = "fostering.donor.ended"
DONOR_COMPLETED: Final = "fostering.donor.completed"
DONOR_MEETING: Final = "fostering.donor.meeting"
DONOR_NO_MEETING: Final = "fostering.donor.no-meeting"
DONOR_THANKED: Final = "fostering.donor.thanked"
COORDINATOR_LATE: Final = "fostering.coordinator.late"

TEMPLATES: Final[dict[str, tuple[Sentence, Sentence]]] = {
    FAMILY_ENTERED: (
        Sentence("Keluarga Anda masuk daftar keluarga asuh", "Your family may be looked after"),
        Sentence(
            "Kode {code}. Begitu ada orang tua asuh, Anda kami beri tahu. Anda boleh keluar kapan "
            "saja dengan kode dan PIN pengajuan Anda. Tidak ada biaya apa pun.",
            "Code {code}. We tell you as soon as a donor is there. You may leave at any time with "
            "the code and PIN of your application. It costs nothing.",
        ),
    ),
    FAMILY_ACCEPTED: (
        Sentence("Ada orang tua asuh untuk keluarga Anda", "A donor looks after your family"),
        Sentence(
            "Kode {code}. Bantuan pertama paling lambat {due}. Beri tahu kami bila tidak sampai.",
            "Code {code}. The first help comes by {due}. Tell us if it does not arrive.",
        ),
    ),
    FAMILY_SENT: (
        Sentence("Apakah bantuan orang tua asuh sampai?", "Did your donor's help arrive?"),
        Sentence(
            "Kode {code}. Orang tua asuh Anda menyatakan telah memberi {amount}. Jawab di halaman "
            "keluarga asuh dengan kode dan PIN pengajuan, atau lewat petugas kelurahan.",
            "Code {code}. Your donor says that {amount} was given. Answer on the page of foster "
            "families with the code and PIN of your application, or at the kelurahan.",
        ),
    ),
    FAMILY_ENDED: (
        Sentence("Pengasuhan keluarga Anda berhenti", "The help of your donor has ended"),
        Sentence("Kode {code}. {reason}", "Code {code}. {reason}"),
    ),
    FAMILY_COMPLETED: (
        Sentence("Paket keluarga asuh Anda selesai", "Your package is complete"),
        Sentence(
            "Kode {code}. Semua bantuan sudah sampai. Keluarga Anda tetap dalam daftar; keluarlah "
            "bila tidak lagi memerlukannya.",
            "Code {code}. All help has arrived. You stay on the list; leave it if you need it no "
            "more.",
        ),
    ),
    FAMILY_MEETING: (
        Sentence("Pertemuan dengan orang tua asuh", "You meet your donor"),
        Sentence("Kode {code}. {when}, di {place}.", "Code {code}. {when}, at {place}."),
    ),
    FAMILY_NO_MEETING: (
        Sentence("Pertemuan dibatalkan", "The meeting is cancelled"),
        Sentence(
            "Kode {code}. Pertemuan {when} di {place} tidak jadi.",
            "Code {code}. The meeting on {when} at {place} is off.",
        ),
    ),
    DONOR_ACCEPTED: (
        Sentence("Anda mengasuh keluarga {code}", "You look after family {code}"),
        Sentence(
            "Terima kasih. Tahap pertama untuk keluarga {code} jatuh tempo {due}.",
            "Thank you. The first instalment for family {code} is due on {due}.",
        ),
    ),
    DONOR_SOON: (
        Sentence("Tahap untuk keluarga {code} segera tiba", "Instalment for {code} soon due"),
        Sentence(
            "{amount} untuk keluarga {code} jatuh tempo {due}.",
            "{amount} for family {code} is due on {due}.",
        ),
    ),
    DONOR_TODAY: (
        Sentence("Tahap untuk keluarga {code} jatuh tempo", "Instalment for {code} is due"),
        Sentence(
            "{amount} untuk keluarga {code} jatuh tempo {due}. Sudah memberi? Catat di halaman "
            "Anda.",
            "{amount} for family {code} is due on {due}. Given already? Say so on your page.",
        ),
    ),
    DONOR_LATE: (
        Sentence("Tahap untuk keluarga {code} terlambat", "Instalment for {code} is late"),
        Sentence(
            "{amount} untuk keluarga {code} seharusnya {due}. Bila Anda tidak dapat melanjutkan, "
            "sampaikan agar keluarga ini mendapat orang tua asuh lain.",
            "{amount} for family {code} was due on {due}. If you cannot go on, tell us so that "
            "somebody else may look after the family.",
        ),
    ),
    DONOR_RECEIVED: (
        Sentence("Bantuan sampai di keluarga {code}", "Family {code} has received it"),
        Sentence(
            "Tahap {number} sudah diterima keluarga {code}. Terima kasih.",
            "Instalment {number} has reached family {code}. Thank you.",
        ),
    ),
    DONOR_DISPUTED: (
        Sentence("Tahap untuk keluarga {code} dipersoalkan", "Instalment for {code} in question"),
        Sentence(
            "Keluarga {code} menyatakan tahap {number} tidak sampai atau tidak utuh. Pengelola "
            "menelusurinya.",
            "Family {code} says that instalment {number} did not come, or not whole. The "
            "coordinator looks into it.",
        ),
    ),
    DONOR_ENDED: (
        Sentence("Pengasuhan keluarga {code} berhenti", "Family {code} is no longer yours"),
        Sentence("Keluarga {code}. {reason}", "Family {code}. {reason}"),
    ),
    DONOR_COMPLETED: (
        Sentence("Paket untuk keluarga {code} selesai", "Package for {code} complete"),
        Sentence(
            "Semua tahap untuk keluarga {code} sudah diterima. Piagam Anda ada di halaman Anda.",
            "Family {code} has received every instalment. Your certificate is on your page.",
        ),
    ),
    DONOR_MEETING: (
        Sentence("Pertemuan dengan keluarga {code}", "You meet family {code}"),
        Sentence("{when}, di {place}. Keluarga {code}.", "{when}, at {place}. Family {code}."),
    ),
    DONOR_NO_MEETING: (
        Sentence("Pertemuan dengan keluarga {code} dibatalkan", "Meeting with {code} cancelled"),
        Sentence(
            "Pertemuan {when} di {place} dengan keluarga {code} tidak jadi.",
            "The meeting on {when} at {place} with family {code} is off.",
        ),
    ),
    DONOR_THANKED: (
        Sentence("Ucapan terima kasih dari keluarga {code}", "Thanks from family {code}"),
        Sentence("Keluarga {code} menulis: {text}", "Family {code} writes: {text}"),
    ),
    COORDINATOR_LATE: (
        Sentence("Tahap keluarga {code} terlambat", "Instalment of family {code} is late"),
        Sentence(
            "Tahap untuk keluarga {code} terlambat {days} hari. Lihat daftar tahap.",
            "An instalment for family {code} is {days} days late. See the list of instalments.",
        ),
    ),
}

OFFICIAL_AID: Final = Sentence(
    "Keluarga ini sekarang menerima bantuan pemerintah.", "The family now receives official aid."
)
ARREARS: Final = Sentence(
    "Tahap tidak diberikan sampai batas waktu.", "An instalment was not given in time."
)
LEFT: Final = Sentence(
    "Keluarga ini keluar dari daftar.", "The family has left the list."
)  # fmt: skip

_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
_HERE: Final = ZoneInfo("Asia/Jakarta")


def day(on: date) -> str:
    """Return a day as messages write it: 5 Des 2026."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime) -> str:
    """Return a moment as messages write it: 5 Des 2026 pukul 09.00 WIB."""
    here = at.astimezone(_HERE)
    return f"{day(here.date())} pukul {here:%H.%M} WIB"


def rupiah(amount: int) -> str:
    """Return rupiah as messages write them: Rp500.000."""
    return f"Rp{amount:,}".replace(",", ".")
