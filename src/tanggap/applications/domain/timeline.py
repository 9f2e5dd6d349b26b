"""Where an application stands, in the words and steps of a citizen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tanggap.applications.types import Status
from tanggap.language import Sentence

When = Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what happened or will happen, who is responsible, when, and why if refused."""

    title: Sentence
    text: Sentence
    office: Sentence
    when: When
    at: datetime | None = None
    reason: str = ""


KELURAHAN: Final = Sentence("Kantor kelurahan", "The kelurahan office")
SOCIAL: Final = Sentence("Dinas Sosial", "The social office")
YOU: Final = Sentence("Anda", "You")

_NOTHING: Final = Sentence("", "")
_WORDS: Final[dict[Status, tuple[Sentence, Sentence, Sentence]]] = {
    Status.RECEIVED: (
        Sentence("Pengajuan diterima", "Application received"),
        Sentence(
            "Petugas kelurahan memeriksa data dan merencanakan kunjungan.",
            "The kelurahan's officers look at the data and plan a visit.",
        ),
        KELURAHAN,
    ),
    Status.VISITING: (
        Sentence("Menunggu kunjungan", "Waiting for the visit"),
        Sentence(
            "Petugas akan datang ke rumah Anda. Siapkan KTP dan KK.",
            "An officer will come to your home. Keep KTP and KK ready.",
        ),
        KELURAHAN,
    ),
    Status.VISITED: (
        Sentence("Sudah dikunjungi", "Visited"),
        Sentence(
            "Hasil kunjungan dinilai bersama pengajuan lain.",
            "What the visit found is weighed together with the other applications.",
        ),
        SOCIAL,
    ),
    Status.APPROVED: (
        Sentence("Disetujui", "Approved"),
        Sentence(
            "Kami mengabari Anda kapan dan di mana bantuan dapat diambil.",
            "You will be told when and where to collect the aid.",
        ),
        SOCIAL,
    ),
    Status.WAITING: (
        Sentence("Masuk daftar tunggu", "On the waiting list"),
        Sentence(
            "Anda memenuhi syarat, tetapi jatahnya habis. Jika ada tempat, giliran Anda dihitung "
            "menurut skor.",
            "You qualify, but the places are taken. When one is free, the score decides whose turn "
            "it is.",
        ),
        SOCIAL,
    ),
    Status.REFUSED: (
        Sentence("Tidak disetujui", "Not approved"),
        Sentence(
            "Jika menurut Anda ini keliru, Anda dapat menyanggah.",
            "If you think this is wrong, you can object.",
        ),
        SOCIAL,
    ),
    Status.WITHDRAWN: (
        Sentence("Ditarik kembali", "Withdrawn"),
        Sentence("Anda boleh mengajukan lagi kapan saja.", "You may apply again at any time."),
        YOU,
    ),
    Status.JOINED: (
        Sentence("Digabung dengan pengajuan keluarga Anda", "Joined to your family's application"),
        Sentence(
            "Satu keluarga mengajukan satu kali. Keluarga ini sudah mengajukan lebih dahulu, dan "
            "data Anda kami satukan dengannya.",
            "A family applies once. This family applied before, and your data were put together "
            "with that.",
        ),
        KELURAHAN,
    ),
}
_DECISION: Final = (
    Sentence("Keputusan", "Decision"),
    Sentence(
        "Dinas Sosial menetapkan penerima menurut skor dan anggaran.",
        "The social office decides by score and budget.",
    ),
    SOCIAL,
)
_WAY: Final = (Status.RECEIVED, Status.VISITING, Status.VISITED)


def steps(
    received_at: datetime, changes: Sequence[tuple[Status, datetime, str]]
) -> tuple[Step, ...]:
    """Return the steps that were made, the one that it stands at, and those that will follow.

    `changes` are (status after, when, reason), the oldest first.
    """
    made = [(Status.RECEIVED, received_at, ""), *changes]
    found = [
        Step(*_WORDS[status], when="now" if place == len(made) else "done", at=at, reason=reason)
        for place, (status, at, reason) in enumerate(made, start=1)
    ]
    now = made[-1][0]
    if now in _WAY:
        rest = _WAY[_WAY.index(now) + 1 :]
        found += [Step(_WORDS[s][0], _NOTHING, _WORDS[s][2], when="later") for s in rest]
        found.append(Step(*_DECISION, when="later"))
    return tuple(found)
