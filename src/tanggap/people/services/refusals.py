"""Why a change of lists or people is refused; each carries a sentence for the officer."""

from tanggap.language import Sentence


class Refused(Exception):
    """The change cannot be made now; the sentence says why and what to do."""

    sentence = Sentence("Perubahan ini tidak dapat dilakukan.", "This change cannot be made.")

    def __init__(self, sentence: Sentence | None = None) -> None:
        self.sentence = sentence or type(self).sentence
        super().__init__(self.sentence.en)


class NotStaged(Refused):
    """The list is not waiting for a decision (any more)."""

    sentence = Sentence(
        "Daftar ini tidak sedang menunggu keputusan; mungkin rekan Anda sudah memutuskannya.",
        "This list is not waiting for a decision; a colleague may have settled it already.",
    )


class NotCommitted(Refused):
    """Only a committed list can be undone."""

    sentence = Sentence(
        "Hanya daftar yang sudah disimpan yang dapat dibatalkan.",
        "Only a committed list can be undone.",
    )


class OtherProgramme(Refused):
    """A list corrects only a committed list of the same programme."""

    sentence = Sentence(
        "Berkas hanya dapat memperbaiki daftar tersimpan dari program yang sama.",
        "A file can only correct a committed list of the same programme.",
    )


class CorrectedLater(Refused):
    """A later file corrects rows of this list."""

    sentence = Sentence(
        "Ada berkas perbaikan untuk daftar ini. Batalkan berkas perbaikan itu lebih dahulu.",
        "A later file corrects this list. Undo that file first.",
    )


class PairTaken(Refused):
    """Another clerk holds or has decided the pair."""

    sentence = Sentence(
        "Pasangan ini sedang atau sudah diputuskan petugas lain.",
        "Another officer holds or has decided this pair.",
    )


class NothingToUndo(Refused):
    """The decision or correction was undone before."""

    sentence = Sentence("Tidak ada lagi yang dapat dibatalkan.", "There is nothing left to undo.")


class DecidedOtherwise(Refused):
    """Earlier decisions stand against this one."""

    sentence = Sentence(
        "Keputusan ini bertentangan dengan keputusan sebelumnya. Batalkan yang lama lebih dahulu, "
        "atau teruskan ke atasan.",
        "This contradicts an earlier decision. Undo that one first, or escalate.",
    )


class EvidenceMissing(Refused):
    """A change of a person needs evidence."""

    sentence = Sentence(
        "Sebutkan bukti yang Anda lihat, misalnya nomor surat atau dokumen.",
        "Name the evidence that you saw, for example a letter or document number.",
    )


class ValueImpossible(Refused):
    """The value cannot be right."""

    sentence = Sentence("Nilai ini tidak mungkin benar.", "This value cannot be right.")


class RowsImpossible(Refused):
    """A split must leave rows on both sides."""

    sentence = Sentence(
        "Pilih sedikitnya satu baris, dan sisakan sedikitnya satu baris.",
        "Choose at least one row and leave at least one.",
    )


class MatchingRuns(Refused):
    """Another run of the matching is at work."""

    sentence = Sentence(
        "Pencocokan lain sedang berjalan. Tunggu sebentar.",
        "Another matching run is at work. Please wait.",
    )
