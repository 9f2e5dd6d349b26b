"""What is read of the person: name, mother, birth, sex, telephone, occupation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise import dates, simple
from tanggap.linkage.normalise.columns import Columns, Setting, first_filled
from tanggap.linkage.normalise.digits import read_digits
from tanggap.linkage.normalise.folding import Style, fold_words
from tanggap.linkage.normalise.lists import Lists
from tanggap.linkage.normalise.names import Names, read_names
from tanggap.linkage.normalise.phones import read_phones
from tanggap.linkage.normalise.slices import Int32s, Text
from tanggap.linkage.normalise.vocabulary import count_words, vocabulary
from tanggap.linkage.schema import MOTHER_TOKENS, NAME_TOKENS, Vocabulary


@dataclass(frozen=True, slots=True)
class Named:
    """Names of n people and of their mothers, in one vocabulary."""

    name: Names
    mother: Names
    words: Vocabulary


@dataclass(frozen=True, slots=True)
class Particulars:
    """Birth, sex, telephone and occupation of n people."""

    birth: dates.Dates
    birth_place: Int32s
    sex: NDArray[np.int8]
    phone: NDArray[np.uint64]
    occupation: Int32s
    quality: NDArray[np.uint32]


def read_named(columns: Columns, lists: Lists, style: Style, known: Vocabulary | None) -> Named:
    """Read the full name (where a list keeps its parts apart, the parts) and the mother's."""
    name = read_names(name_text(columns), lists.names, width=NAME_TOKENS, style=style)
    mother = read_names(columns.text("mother_name"), lists.names, width=MOTHER_TOKENS, style=style)
    words = vocabulary(
        lists.names,
        counts=count_words(len(lists.names), name.tokens, mother.tokens),
        fold=lambda words: fold_words(words, style),
        known=known,
    )
    return Named(name, mother, words)


def name_text(columns: Columns) -> Text:
    """Return the full names, put together where a list keeps their parts apart."""
    apart = columns.text("given_name", "surname")
    return first_filled(columns.text("name"), apart) if "name" in columns else apart


def read_particulars(
    columns: Columns, source: Int32s, lists: Lists, setting: Setting
) -> Particulars:
    """Read what is known of each person beside the name and the numbers."""
    place, date = birth_texts(columns)
    indonesian = setting.style == "id"
    birth = dates.read_dates(
        date,
        source,
        day_first=indonesian,
        reference_year=setting.reference_year,
        counts=setting.date_counts,
    )
    sex, sex_quality = simple.read_sexes(columns.text("sex"))
    digits = read_digits(columns.text("phone"))
    phone, phone_quality = read_phones(digits, indonesian=indonesian)
    return Particulars(
        birth=birth,
        birth_place=simple.read_birth_places(place, lists.places),
        sex=sex,
        phone=phone,
        occupation=simple.read_occupations(columns.text("occupation"), lists.occupations),
        quality=birth.quality | sex_quality | phone_quality,
    )


def birth_texts(columns: Columns) -> tuple[Text, Text]:
    """Return places and dates of birth, which may share a column."""
    place, date = columns.text("birth_place"), columns.text("birth_date")
    if "birth_place_and_date" not in columns:
        return place, date
    both = dates.split_place_and_date(columns.text("birth_place_and_date"))
    return first_filled(place, both[0]), first_filled(date, both[1])
