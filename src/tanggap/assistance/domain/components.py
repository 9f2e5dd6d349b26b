"""Which components of a programme somebody has: from the words of lists to codes. Pure."""

import re
from collections.abc import Mapping
from typing import Final

SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "HAMIL": ("ibu hamil", "bumil", "hamil", "ibu hamil nifas", "hamil nifas", "nifas", "ibu nifas",
              "ibu hamil atau nifas", "ibu hamil menyusui", "kehamilan"),
    "BALITA": ("balita", "anak balita", "anak usia dini", "usia dini", "aud", "anak usia 0 6 tahun",
               "usia 0 6 tahun", "anak 0 6 tahun", "apras"),
    "SD": ("sd", "anak sd", "sd sederajat", "anak sd sederajat", "sd mi", "sekolah dasar"),
    "SMP": ("smp", "anak smp", "smp sederajat", "anak smp sederajat", "smp mts"),
    "SMA": ("sma", "anak sma", "sma sederajat", "anak sma sederajat", "slta", "smk", "sma smk",
            "sma smk ma"),
    "LANSIA": ("lansia", "lanjut usia", "usia lanjut"),
    "DISABILITAS": ("disabilitas berat", "disabilitas", "penyandang disabilitas berat",
                    "penyandang disabilitas", "difabel berat", "disabilitas berat pd"),
}  # fmt: skip
"""How lists of PKH call its components, folded; those of 2020 are meant."""

_BETWEEN: Final = re.compile(r"[,;|+&\n]|\bdan\b|\bserta\b")
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_COUNT: Final = re.compile(r"^\d+ (?:orang |x )?(?!\d)|(?<=\D) \d+(?: orang)?$")


def codes_in(text: str | None, named: Mapping[str, str]) -> frozenset[str] | None:
    """Return the codes that a cell such as "Ibu hamil, 2 SD" names; None where it says nothing.

    `named` are the names of the programme's components by code. A cell in which anything is not
    understood says nothing: what it names could be the very component that a rule asks for.
    """
    words = _words_of(named)
    parts = [_folded(part) for part in _BETWEEN.split((text or "").lower())]
    parts = [part for part in parts if part]
    found = {words.get(part, words.get(_COUNT.sub("", part), "")) for part in parts}
    return frozenset(found) if parts and "" not in found else None


def _words_of(named: Mapping[str, str]) -> dict[str, str]:
    usual = {word: code for code, several in SYNONYMS.items() if code in named for word in several}
    own = {_folded(word.lower()): code for code, name in named.items() for word in (code, name)}
    return usual | own


def _folded(text: str) -> str:
    return _SIGNS.sub(" ", text).strip()
