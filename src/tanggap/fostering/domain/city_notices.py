"""The messages about gifts that go through the city's account. A family is its code."""

from typing import Final

from tanggap.language import Sentence

SOON: Final = "fostering.city.soon"
TODAY: Final = "fostering.city.today"
LATE: Final = "fostering.city.late"
RECEIVED: Final = "fostering.city.received"
DIFFERENT: Final = "fostering.city.different"
MISSING: Final = "fostering.city.missing"
HANDED: Final = "fostering.city.handed"
STRANDED: Final = "fostering.city.stranded"
RETURNED: Final = "fostering.city.returned"
MOVED: Final = "fostering.city.moved"
COORDINATOR_LATE: Final = "fostering.city.coordinator-late"

_WHERE: Final = Sentence(
    " Lewat rekening kota: {bank} {number} a.n. {holder}, dengan berita transfer {reference}.",
    " Through the city's account: {bank} {number}, {holder}, with the words {reference}.",
)


def _with_where(text: Sentence) -> Sentence:
    return Sentence(text.id + _WHERE.id, text.en + _WHERE.en)


TEMPLATES: Final[dict[str, tuple[Sentence, Sentence]]] = {
    SOON: (
        Sentence("Tahap untuk keluarga {code} segera tiba", "Instalment for {code} soon due"),
        _with_where(
            Sentence(
                "{amount} untuk keluarga {code} jatuh tempo {due}.",
                "{amount} for family {code} is due on {due}.",
            )
        ),
    ),
    TODAY: (
        Sentence("Tahap untuk keluarga {code} jatuh tempo", "Instalment for {code} is due"),
        _with_where(
            Sentence(
                "{amount} untuk keluarga {code} jatuh tempo {due}. Sudah mengirim? Catat di "
                "halaman Anda.",
                "{amount} for family {code} is due on {due}. Sent already? Say so on your page.",
            )
        ),
    ),
    LATE: (
        Sentence("Tahap untuk keluarga {code} terlambat", "Instalment for {code} is late"),
        _with_where(
            Sentence(
                "{amount} untuk keluarga {code} seharusnya {due}. Bila Anda tidak dapat "
                "melanjutkan, sampaikan agar keluarga ini mendapat orang tua asuh lain.",
                "{amount} for family {code} was due on {due}. If you cannot go on, tell us so that "
                "somebody else may look after the family.",
            )
        ),
    ),
    RECEIVED: (
        Sentence("{amount} sampai di rekening kota", "{amount} has reached the city's account"),
        Sentence(
            "{amount} ({reference}) untuk keluarga {code} sudah di rekening kota dan akan "
            "diteruskan. Terima kasih.",
            "{amount} ({reference}) for family {code} is in the city's account and will be handed "
            "on. Thank you.",
        ),
    ),
    DIFFERENT: (
        Sentence("Jumlah di rekening kota berbeda", "Another amount reached the city's account"),
        Sentence(
            "Untuk {reference} masuk {amount}, padahal tahapnya {wanted}. Yang masuk kami teruskan "
            "seluruhnya kepada keluarga {code}; kekurangannya boleh Anda susulkan dengan berita "
            "transfer yang sama.",
            "{amount} came in for {reference}; the instalment is {wanted}. All that came goes to "
            "family {code}; what is missing you may send with the same words.",
        ),
    ),
    MISSING: (
        Sentence("{reference} belum ada di rekening kota", "{reference} has not reached the city"),
        Sentence(
            "Kiriman Anda untuk keluarga {code} tidak kami temukan di rekening kota. Periksa nomor "
            "rekening dan berita transfernya, lalu catat lagi di halaman Anda.",
            "We do not find what you sent for family {code} in the city's account. Check number "
            "and words of the transfer, then say so again on your page.",
        ),
    ),
    HANDED: (
        Sentence("{amount} diteruskan ke keluarga {code}", "{amount} handed on to family {code}"),
        Sentence(
            "{amount} ({reference}) sudah diteruskan. Kami menanyakan kepada keluarga {code} "
            "apakah sampai.",
            "{amount} ({reference}) has been handed on. We ask family {code} whether it arrived.",
        ),
    ),
    STRANDED: (
        Sentence("{amount} Anda masih di rekening kota", "The city still holds {amount} of yours"),
        Sentence(
            "{amount} ({reference}) tidak dapat lagi diteruskan kepada keluarga {code}. Pilih di "
            "halaman keluarga itu: dikembalikan kepada Anda, atau untuk keluarga penggantinya.",
            "{amount} ({reference}) cannot reach family {code} any more. Choose on the page of "
            "that family: back to you, or to the family that takes its place.",
        ),
    ),
    RETURNED: (
        Sentence("{amount} dikembalikan kepada Anda", "{amount} was given back to you"),
        Sentence(
            "{amount} ({reference}) untuk keluarga {code} dikembalikan {day}, nomor bukti "
            "{receipt}.",
            "{amount} ({reference}) for family {code} was given back on {day}, receipt {receipt}.",
        ),
    ),
    MOVED: (
        Sentence("{amount} dipindahkan ke keluarga {code}", "{amount} moved to family {code}"),
        Sentence(
            "Sesuai keinginan Anda, {amount} ({before}) sekarang untuk keluarga {code}, berita "
            "transfer {reference}. Anda tidak perlu mengirim tahap itu.",
            "As you wished, {amount} ({before}) is for family {code} now, as {reference}. You need "
            "not send that instalment.",
        ),
    ),
    COORDINATOR_LATE: (
        Sentence("Titipan {reference} belum diteruskan", "{reference} is not handed on yet"),
        Sentence(
            "{amount} untuk keluarga {code} sudah {days} hari di rekening kota. Lihat halaman "
            "rekening kota.",
            "{amount} for family {code} has been in the city's account for {days} days. See the "
            "page of the city's account.",
        ),
    ),
}
