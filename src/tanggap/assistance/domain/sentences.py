"""What the ledger says to people, in plain words."""

from collections.abc import Sequence
from typing import Final

from tanggap.assistance.domain import months as calendar
from tanggap.assistance.types import Against, Level
from tanggap.language import Sentence

CLEAR: Final = Sentence(
    "Tidak ada bantuan lain yang dilarang bersamaan untuk bulan-bulan ini.",
    "There is no other aid that may not come together with this one in these months.",
)
UNKNOWN: Final = Sentence(
    "Belum dapat dipastikan: NIK tidak ada atau tidak mungkin, dan orangnya belum dikenali dengan "
    "yakin. Permohonan boleh berjalan, pembayaran menunggu.",
    "Not certain yet: the NIK is missing or impossible and the person is not firmly recognised. "
    "The application may go on, payment waits.",
)
BY_RACE: Final = Sentence(
    "Petugas lain baru saja menetapkan bantuan yang tidak boleh bersamaan dengan ini.",
    "Another officer has just made an award that may not come together with this one.",
)
GIVES_WAY: Final = Sentence(
    "Bantuan pemerintah ditetapkan; bantuan donatur memberi jalan.",
    "Official aid was awarded; what a donor gives makes way for it.",
)
_TIES: Final[dict[Level, Sentence]] = {
    "person": Sentence("Orang ini", "This person"),
    "family": Sentence("Keluarga (KK) ini", "This family (KK)"),
    "household": Sentence("Rumah tangga ini", "This household"),
}
_HELD: Final = Sentence(
    "{who} sudah menerima {programme} untuk {months}{source}. {reason} Dasar: {basis}.",
    "{who} already receives {programme} for {months}{source}. {reason} Basis: {basis}.",
)
_WARNING: Final = Sentence("Periksa dahulu: {told}", "Check first: {told}")
_UNDECIDED: Final = Sentence(
    "Periksa komponennya: {told} Itu hanya berlaku bila ada komponen {components}, dan komponennya "
    "belum diketahui.",
    "Check the component: {told} This counts only with the component {components}, and the "
    "components are not known.",
)
_SOURCE: Final = Sentence(" ({source})", " ({source})")
_MORE: Final = Sentence(" Dan {count} benturan lain.", " And {count} more conflicts.")


def explain(against: Sequence[Against]) -> Sentence:
    """Say what stands in the way: the first in full, the others counted. Needs at least one."""
    first = told(against[0])
    if len(against) == 1:
        return first
    more = _MORE.format(count=len(against) - 1)
    return Sentence(first.id + more.id, first.en + more.en)


def told(one: Against) -> Sentence:
    """Say one thing that stands in the way: rule, legal basis, other programme, list and row."""
    sentence = Sentence(*(_filled(one, language) for language in (0, 1)))
    if one.undecided:
        named = {"components": ", ".join(one.undecided)}
        return Sentence(
            _UNDECIDED.id.format(told=sentence.id[:1].lower() + sentence.id[1:], **named),
            _UNDECIDED.en.format(told=sentence.en[:1].lower() + sentence.en[1:], **named),
        )
    if one.action == "block":
        return sentence
    return Sentence(
        _WARNING.id.format(told=sentence.id[:1].lower() + sentence.id[1:]),
        _WARNING.en.format(told=sentence.en[:1].lower() + sentence.en[1:]),
    )


def _filled(one: Against, language: int) -> str:
    return _HELD[language].format(
        who=_TIES[one.tie][language],
        programme=one.programme,
        months=calendar.in_words(one.months)[language],
        source=_SOURCE[language].format(source=one.source) if one.source else "",
        reason=one.reason[language],
        basis=one.basis.rstrip("."),
    )
