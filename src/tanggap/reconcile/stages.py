"""The stages of the main job, told while it runs."""

from collections.abc import Callable
from enum import Enum

from tanggap.language import Sentence


class Stage(Enum):
    """One stage, with the sentence that is shown while it lasts."""

    READ = Sentence("Membaca daftar", "Reading the lists")
    LINK = Sentence("Mencari orang yang sama", "Finding the same people")
    JUDGE = Sentence("Memeriksa aturan bantuan", "Checking the rules of aid")
    TABLES = Sentence("Menulis tabel", "Writing tables")
    REPORT = Sentence("Menyusun laporan", "Drawing up the report")
    RETURN = Sentence("Menulis kembali setiap daftar", "Writing every list back")


Progress = Callable[[Stage, float], None]
"""Called with the stage and its share done, from 0 to 1."""


def silent(stage: Stage, share: float) -> None:
    """Tell nobody."""
