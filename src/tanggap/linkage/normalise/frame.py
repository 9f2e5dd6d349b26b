"""A frame of raw text in, records that can be compared out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Final

import polars as pl

from tanggap.linkage.normalise.columns import Columns, Setting
from tanggap.linkage.normalise.digits import Digits, read_digits
from tanggap.linkage.normalise.dwellings import Dwellings, read_dwellings
from tanggap.linkage.normalise.identity import Identity, read_identity, read_numbers
from tanggap.linkage.normalise.kind import Country, kind_of_table, setting_for
from tanggap.linkage.normalise.lists import Lists
from tanggap.linkage.normalise.numbers import count_long
from tanggap.linkage.normalise.persons import (
    Named,
    Particulars,
    read_named,
    read_particulars,
)
from tanggap.linkage.normalise.slices import Int32s
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import Records

_THREADS: Final = 2  # a third would cost memory and win nothing: one part is in Python


def normalise(
    raw: pl.DataFrame,
    *,
    region: str | None = None,
    country: Country | None = None,
    reference_year: int | None = None,
) -> Records:
    """Turn raw text into records, row by row in the same order. It never raises on odd values.

    `raw` has any of the columns RAW_FIELDS, NUMERIC_MARKS and PROVENANCE of `linkage.schema`;
    others are ignored. `region` is the Kemendagri code of the regency that the lists are about
    (default: found by the names of districts and villages); `country` chooses how spellings are
    folded (default: by the numbers and columns); `reference_year` is the latest possible year of
    birth (default: the latest that the dates show, at least 2020).
    `Records.extra["patronym"]` is the place of the first word of the father's name ("bin ..."),
    −1 where the name has none.
    """
    columns = Columns(raw)
    digits = read_digits(columns.text("national_id"))
    setting = _setting(columns, digits, region, country, reference_year)
    return _read(columns, digits, setting, known=None, sources=())


def normalise_part(raw: pl.DataFrame, setting: Setting, sources: Sequence[str]) -> Records:
    """Normalise some rows of a table as they would be among all of them.

    `setting` and `sources`, the names of all lists, are those of the whole table (see `survey`).
    """
    columns = Columns(raw)
    digits = read_digits(columns.text("national_id"))
    return _read(columns, digits, setting, known=None, sources=sources)


def normalise_more(
    raw: pl.DataFrame,
    known: Records,
    *,
    sources: Sequence[str] = (),
    country: Country | None = None,
) -> Records:
    """Normalise new rows so that they can be compared with `known` records.

    Codes of words that `known` holds stay as they are, new words come after them, and counts go
    on. `sources` are the lists of `known` in the order of their codes (see `source_names`); rows
    of other lists get new codes. Region and kind of numbers are those of `known`.
    """
    codes = sorted({code[:4] for code in known.villages if len(code) == 10 and code.isdigit()})
    style = country or ("id" if known.indonesian_ids else "other")
    setting = Setting(style, known.indonesian_ids, tuple(codes))
    columns = Columns(raw)
    digits = read_digits(columns.text("national_id"))
    return _read(columns, digits, setting, known=known, sources=sources)


def source_names(raw: pl.DataFrame) -> list[str]:
    """Return the lists of a raw frame in the order of their codes in `Records.source`."""
    names = WordList()
    Columns(raw).sources(names)
    return names.words


def _setting(
    columns: Columns, digits: Digits, region: str | None, country: Country | None, year: int | None
) -> Setting:
    kind = kind_of_table(columns.present, *count_long(digits), country=country)
    return replace(setting_for(kind, region), reference_year=year)


def _read(
    columns: Columns,
    digits: Digits,
    setting: Setting,
    *,
    known: Records | None,
    sources: Sequence[str],
) -> Records:
    lists = Lists.of(known) if known else Lists()
    source = columns.sources(WordList(sources))
    with ThreadPoolExecutor(_THREADS) as threads:
        naming = threads.submit(
            read_named, columns, lists, setting.style, known.name_words if known else None
        )
        dwelling = threads.submit(
            read_dwellings, columns, lists, setting, known.street_words if known else None
        )
        particular = threads.submit(read_particulars, columns, source, lists, setting)
        numbering = threads.submit(
            read_numbers,
            digits,
            read_digits(columns.text("family_id")),
            (columns.marks("national_id_is_number"), columns.marks("family_id_is_number")),
            indonesian=setting.indonesian_ids,
        )
        named, person = naming.result(), particular.result()
        identity = read_identity(
            *numbering.result(),
            named.name.tokens[:, 0],
            dates=person.birth,
            sex=person.sex,
            indonesian=setting.indonesian_ids,
            placeholders=setting.placeholders,
        )
        return _assembled(source, identity, named, person, dwelling.result(), lists)


def _assembled(
    source: Int32s,
    identity: Identity,
    named: Named,
    person: Particulars,
    dwelling: Dwellings,
    lists: Lists,
) -> Records:
    return Records(
        source=source,
        nik=identity.nik.value,
        nik_known=identity.nik.known,
        nik_birth=identity.birth,
        nik_sex=identity.sex,
        kk=identity.kk.value,
        kk_known=identity.kk.known,
        birth=person.birth.value,
        birth_other=person.birth.other,
        sex=person.sex,
        name=named.name.tokens,
        mother=named.mother.tokens,
        birth_place=person.birth_place,
        phone=person.phone,
        village=dwelling.location.village,
        district=dwelling.location.district,
        rt=dwelling.rt,
        rw=dwelling.rw,
        street=dwelling.street,
        house=dwelling.house,
        postcode=dwelling.postcode,
        occupation=person.occupation,
        quality=identity.quality | named.name.quality | person.quality | dwelling.quality,
        name_words=named.words,
        street_words=dwelling.street_words,
        places=lists.places.words,
        villages=lists.villages.words,
        districts=lists.districts.words,
        houses=lists.houses.words,
        occupations=lists.occupations.words,
        indonesian_ids=identity.indonesian,
        extra={"patronym": named.name.patronym},
    )
