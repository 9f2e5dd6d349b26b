"""Why somebody stands where they stand, in words for the family and for the officer."""

from typing import Final

from tanggap.decisions.domain.allocation import Reason
from tanggap.language import Sentence

BY_REASON: Final = {
    Reason.NEED: Sentence(
        "Skor kebutuhan {score} dari 1000, urutan {position}: mendapat tempat.",
        "A need of {score} of 1,000, place {position} in the order: in.",
    ),
    Reason.MINIMUM: Sentence(
        "Skor kebutuhan {score} dari 1000, urutan {position}: mendapat tempat dari jatah minimum "
        "kelurahannya.",
        "A need of {score} of 1,000, place {position} in the order: in, by the minimum of the "
        "kelurahan.",
    ),
    Reason.FULL: Sentence(
        "Skor kebutuhan {score} memenuhi syarat, tetapi semua tempat sudah terisi sampai "
        "keluarga yang lebih membutuhkan. Menunggu tempat kosong pada urutan {position}.",
        "A need of {score} is enough, but families in greater need fill all places. Waiting for a "
        "free one, at {position} in the order.",
    ),
    Reason.FULL_HERE: Sentence(
        "Skor kebutuhan {score} memenuhi syarat, tetapi kuota kelurahan ini sudah terisi "
        "keluarga yang lebih membutuhkan. Menunggu tempat kosong pada urutan {position}.",
        "A need of {score} is enough, but families in greater need fill the quota of this "
        "kelurahan. Waiting for a free place, at {position} in the order.",
    ),
    Reason.BELOW: Sentence(
        "Skor kebutuhan {score} dari 1000, di bawah batas {cut_off} yang ditetapkan untuk program "
        "ini.",
        "A need of {score} of 1,000, below the cut-off of {cut_off} that holds for this programme.",
    ),
    Reason.OVERLAP: Sentence(
        "Keluarga ini tercatat menerima bantuan lain yang tidak boleh diterima bersamaan.",
        "This family is recorded as receiving other aid that may not come together with this.",
    ),
    Reason.UNKNOWN: Sentence(
        "Data keluarga belum dapat dicocokkan dengan pasti. Pengajuan menunggu pemeriksaan.",
        "The family's data could not be matched with certainty yet. The application waits.",
    ),
}
NAMED_OVERLAP: Final = Sentence(
    "Keluarga ini tercatat menerima {programme}. {reason} (Aturan {rule})",
    "This family is recorded as receiving {programme}. {reason} (Rule {rule})",
)
SERVED: Final = Sentence(
    "Tidak dapat ditetapkan: {explanation}", "It cannot be awarded: {explanation}"
)
TAKEN: Final = Sentence(
    "Tempat terakhir terisi pada saat yang sama. Menunggu tempat kosong.",
    "The last place was taken at the same moment. Waiting for a free one.",
)
UNKNOWN_PERSON: Final = Sentence(
    "Mendapat tempat, tetapi belum ada di registri. Penetapan menunggu pencocokan.",
    "Has a place, but is not in the registry yet. The award waits for the matching.",
)
OTHER_EYES: Final = Sentence(
    "Pejabat yang menyetujui rencana pernah memproses pengajuan ini. Pejabat lain harus "
    "memutuskannya.",
    "Who approved the plan handled this application before. Another officer must decide it.",
)
WENT: Final = Sentence(
    "Pengajuan berpindah keadaan sesudah rencana disusun.",
    "The application moved on after the plan was made.",
)
FREED: Final = Sentence(
    "Bantuannya dihentikan; tempatnya kosong.", "Its aid ended; the place is free."
)
REPLACED: Final = Sentence(
    "Naik dari daftar tunggu pada urutan {position}: ada tempat kosong.",
    "Up from the waiting list, at {position} in the order: a place is free.",
)


def why(reason: Reason, *, score: int, position: int, cut_off: int) -> Sentence:
    """Return the reason in words."""
    return BY_REASON[reason].format(score=score, position=position, cut_off=cut_off)


def overlap(programme: str, rule: str, reason: Sentence) -> Sentence:
    """Return what forbids an award, by name."""
    return Sentence(
        NAMED_OVERLAP.id.format(programme=programme, rule=rule, reason=reason.id),
        NAMED_OVERLAP.en.format(programme=programme, rule=rule, reason=reason.en),
    )


def served(explanation: Sentence) -> Sentence:
    """Return that the ledger refused an award, with its own explanation."""
    return Sentence(
        SERVED.id.format(explanation=explanation.id), SERVED.en.format(explanation=explanation.en)
    )
