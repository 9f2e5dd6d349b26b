"""What the desk check answers: clear, overlap or unknown, and what a citizen may be told of it.

Unknown is never a refusal: the application goes on, and an officer looks.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from tanggap.applications.types import DeskAnswer
from tanggap.language import Sentence

Tie = Literal["nik", "card", "similar", "none"]
NEAR: Final = 0.92
"""From this likeness a name with the same birth date may be the same person."""

LOOK_AHEAD: Final = 3
"""Months that are checked where a programme says no months of its own."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Who the applicant is in the registry, and how that was found.

    `confirmed` is true where the NIK's person also has the birth date and a word of the name that
    were told: only then a citizen is told what the registry holds, so that nobody learns of others
    by typing their number.
    """

    tie: Tie
    person_id: int | None = None
    family_id: int | None = None
    household_id: int | None = None
    person_code: str = ""
    score: float = 0.0
    confirmed: bool = False
    several: bool = False
    deceased: bool = False


def answer(linkage: Linkage, ledger: DeskAnswer | None) -> DeskAnswer:
    """Return the answer from the linkage and from what the ledger says, None where not asked.

    Somebody who is only similar, bears a number that several people bear, or is held for dead,
    stays unknown; so does whoever the registry has never seen and brings no NIK.
    """
    doubtful = linkage.several or linkage.deceased or linkage.tie == "similar"
    if doubtful:
        return "unknown"
    return ledger or "unknown"


def clear_as_new(*, has_nik: bool, family_known: bool) -> DeskAnswer:
    """Return the answer for somebody whom no list holds: with a possible NIK they hold nothing."""
    return "clear" if has_nik and not family_known else "unknown"


def same_person(
    *, told_words: Collection[str], told_birth: int, known_words: Collection[str], known_birth: int
) -> bool:
    """Tell whether the birth date and a word of the name agree with the registry."""
    return bool(told_birth) and told_birth == known_birth and bool({*told_words} & {*known_words})


def months_wanted(first: str, last: str, *, today: str) -> tuple[str, ...]:
    """Return the months (yyyy-mm) to check: the programme's own span, else the coming ones."""
    start = first or today
    if last:
        return _span(start, last)
    year, month = divmod(_number(max(start, today)) + LOOK_AHEAD - 1, 12)
    return _span(max(start, today), f"{year:04d}-{month + 1:02d}")


def _span(first: str, last: str) -> tuple[str, ...]:
    numbers = range(_number(first), _number(last) + 1)
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


FOR_CITIZENS: Final[dict[str, Sentence]] = {
    "clear": Sentence(
        "Kami tidak menemukan bantuan lain yang tidak boleh diterima bersamaan.",
        "We found no other aid that may not come together with this one.",
    ),
    "overlap": Sentence(
        "Menurut data kami, Anda atau keluarga Anda sudah menerima bantuan lain yang tidak boleh "
        "diterima bersamaan:",
        "By our records you or your family already get other aid that may not come together with "
        "this one:",
    ),
    "unknown": Sentence(
        "Data Anda belum dapat kami pastikan dengan daftar yang ada. Pengajuan tetap berjalan: "
        "petugas kelurahan akan memeriksa.",
        "We could not yet match your data with the lists we hold. Your application goes on: an "
        "officer of the kelurahan will look.",
    ),
    "hidden": Sentence(
        "Petugas kelurahan akan memeriksa apakah keluarga Anda sudah menerima bantuan lain.",
        "An officer of the kelurahan will look whether your family already gets other aid.",
    ),
}
HOW_TO_CORRECT: Final = Sentence(
    "Jika ini keliru, betulkan data Anda di halaman ini, atau datang ke kantor kelurahan dengan "
    "KTP dan KK. Bawa kode pengajuan.",
    "If this is wrong, correct your data on this page, or come to the kelurahan office with your "
    "KTP and KK. Bring your code.",
)
