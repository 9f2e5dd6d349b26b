"""The ways on that every public page offers, as far as this installation has them."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tanggap.core.registry import text_of
from tanggap.language import Sentence


@dataclass(frozen=True, slots=True)
class Way:
    """A link with a word on what is behind it."""

    url: str
    label: str
    about: str
    is_here: bool


_WAYS: Final = (
    (
        "warga:check",
        Sentence("Cek bantuan", "Check your aid"),
        Sentence(
            "Lihat bantuan apa yang tercatat untuk Anda, dan di mana mengambilnya.",
            "See what aid stands for you, and where to collect it.",
        ),
    ),
    (
        "applications:start",
        Sentence("Ajukan bantuan", "Apply for aid"),
        Sentence(
            "Untuk keluarga yang membutuhkan dan belum menerima. Sekitar 15 menit.",
            "For families in need who receive none yet. About 15 minutes.",
        ),
    ),
    (
        "objections:start",
        Sentence("Sanggah atau adukan", "Object or complain"),
        Sentence(
            "Keputusan keliru, bantuan tidak sampai, atau ada yang meminta uang.",
            "A wrong decision, aid that did not arrive, somebody who asks for money.",
        ),
    ),
    (
        "fostering:front",
        Sentence("Asuh sebuah keluarga", "Foster a family"),
        Sentence(
            "Bantu keluarga yang tidak masuk daftar mana pun. Siapa saja boleh.",
            "Help a family that stands in no list. Everybody may.",
        ),
    ),
)


def ways(request: HttpRequest) -> list[Way]:
    """Return the ways on; those that are not there are left out."""
    return [
        Way(url, text_of(label), text_of(about), request.path == url)
        for url, label, about in _known()
    ]


@cache
def _known() -> list[tuple[str, Sentence, Sentence]]:
    """Return the ways that are there; addresses stay as long as the process does."""
    found = [(_address(name), label, about) for name, label, about in _WAYS]
    return [one for one in found if one[0]]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
