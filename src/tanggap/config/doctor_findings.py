"""What a doctor says: a grade and a sentence."""

from dataclasses import dataclass
from typing import Literal

from tanggap.language import Sentence

Grade = Literal["good", "advice", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `good`, worth an `advice`, or a `fault` to be mended."""

    grade: Grade
    sentence: Sentence
