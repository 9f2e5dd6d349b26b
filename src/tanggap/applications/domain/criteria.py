"""The questions by which a programme tells need, and what answers to them are worth.

The document of a set is described with the model; here it is read, checked and counted.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from tanggap.language import Sentence

WHOLE: Final = 1_000
"""The points of a family that meets every criterion fully."""

YES: Final = "ya"
NO: Final = "tidak"
KINDS: Final = ("yes_no", "choice")
MOST: Final = 40
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")


class BadCriteria(Exception):
    """The document cannot be used; `sentence` says why, `where` at which criterion."""

    def __init__(self, sentence: Sentence, where: str = "") -> None:
        super().__init__(sentence.en)
        self.sentence = sentence
        self.where = where


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a criterion, and what share of its weight it earns, in percent."""

    code: str
    text: Sentence
    points: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question with its weight; every criterion is answered by the code of a choice."""

    code: str
    text: Sentence
    weight: int
    kind: str
    choices: tuple[Choice, ...]

    def share_of(self, answer: str) -> int:
        """Return the percent of the weight that an answer earns; an unknown one earns nothing."""
        return next((one.points for one in self.choices if one.code == answer), 0)

    def words_for(self, answer: str) -> Sentence | None:
        """Return an answer in words, None where it is none."""
        return next((one.text for one in self.choices if one.code == answer), None)


@dataclass(frozen=True, slots=True)
class Criteria:
    """A whole set: its questions, and the points from which a family counts as needy."""

    about: Sentence
    criteria: tuple[Criterion, ...]
    threshold: int

    def points(self, answers: Mapping[str, str]) -> int:
        """Return the need in points of 1,000, rounded down; what was not answered earns nothing."""
        whole = sum(one.weight for one in self.criteria)
        earned = sum(c.weight * c.share_of(answers.get(c.code, "")) for c in self.criteria)
        return WHOLE * earned // (100 * whole)

    def cleaned(self, answers: Mapping[str, Any]) -> dict[str, str]:
        """Return the answers that the set knows; whatever else was sent is left out."""
        return {
            one.code: str(answers[one.code])
            for one in self.criteria
            if one.words_for(str(answers.get(one.code, ""))) is not None
        }


_YES_NO: Final = (
    Choice(YES, Sentence("Ya", "Yes"), 100),
    Choice(NO, Sentence("Tidak", "No"), 0),
)
_EMPTY: Final = Sentence("Isi paling sedikit satu kriteria.", "Give at least one criterion.")
_MANY: Final = Sentence("Paling banyak 40 kriteria.", "At most 40 criteria.")
_NO_CODE: Final = Sentence(
    "Kode kriteria hanya huruf kecil, angka, dan tanda hubung.",
    "The code of a criterion is small letters, figures and hyphens.",
)
_TWICE: Final = Sentence("Kode ini dipakai dua kali.", "This code is used twice.")
_NO_TEXT: Final = Sentence("Tulis pertanyaannya.", "Write the question.")
_NO_WEIGHT: Final = Sentence("Bobot harus 1 sampai 1000.", "The weight must be 1 to 1,000.")
_NO_KIND: Final = Sentence("Jenis kriteria tidak dikenal.", "Unknown kind of criterion.")
_FEW_CHOICES: Final = Sentence("Beri paling sedikit dua pilihan.", "Give at least two choices.")
_NO_POINTS: Final = Sentence(
    "Nilai pilihan harus 0 sampai 100 persen.", "A choice is worth 0 to 100 percent."
)
_NO_THRESHOLD: Final = Sentence("Ambang harus 0 sampai 1000.", "The threshold must be 0 to 1,000.")


def read(document: Mapping[str, Any]) -> Criteria:
    """Return the set of a document. Raises BadCriteria with a sentence for the editor."""
    rows = document.get("criteria") or []
    if not rows:
        raise BadCriteria(_EMPTY)
    if len(rows) > MOST:
        raise BadCriteria(_MANY)
    criteria = tuple(_criterion(row) for row in rows)
    seen: set[str] = set()
    for one in criteria:
        if one.code in seen:
            raise BadCriteria(_TWICE, one.code)
        seen.add(one.code)
    threshold = document.get("threshold", 0)
    if not isinstance(threshold, int) or not 0 <= threshold <= WHOLE:
        raise BadCriteria(_NO_THRESHOLD)
    return Criteria(_sentence(document.get("about") or {}), criteria, threshold)


def seeds() -> list[dict[str, Any]]:
    """Return the sets that a new installation begins with: programme, name and document."""
    text = resources.files(__package__).joinpath("criteria.toml").read_text("utf-8")
    return [
        {
            "programme": one["programme"],
            "name": one["name"],
            "content": {key: one[key] for key in ("about", "threshold", "criteria")},
        }
        for one in tomllib.loads(text)["set"]
    ]


def _criterion(row: Mapping[str, Any]) -> Criterion:
    code = str(row.get("code", ""))
    if not _CODE.fullmatch(code):
        raise BadCriteria(_NO_CODE, code)
    text = _sentence(row.get("text") or {})
    if not text.id.strip():
        raise BadCriteria(_NO_TEXT, code)
    weight = row.get("weight")
    if not isinstance(weight, int) or not 1 <= weight <= WHOLE:
        raise BadCriteria(_NO_WEIGHT, code)
    kind = str(row.get("kind", ""))
    if kind not in KINDS:
        raise BadCriteria(_NO_KIND, code)
    choices = _YES_NO if kind == "yes_no" else _choices(row, code)
    return Criterion(code, text, weight, kind, choices)


def _choices(row: Mapping[str, Any], code: str) -> tuple[Choice, ...]:
    given = row.get("choices") or []
    if len(given) < 2:
        raise BadCriteria(_FEW_CHOICES, code)
    found = []
    for one in given:
        points = one.get("points")
        if not isinstance(points, int) or not 0 <= points <= 100:
            raise BadCriteria(_NO_POINTS, code)
        if not _CODE.fullmatch(str(one.get("code", ""))):
            raise BadCriteria(_NO_CODE, code)
        found.append(Choice(str(one["code"]), _sentence(one.get("text") or {}), points))
    if len({one.code for one in found}) < len(found):
        raise BadCriteria(_TWICE, code)
    return tuple(found)


def _sentence(told: Mapping[str, str]) -> Sentence:
    indonesian = str(told.get("id", ""))
    return Sentence(indonesian, str(told.get("en") or indonesian))
