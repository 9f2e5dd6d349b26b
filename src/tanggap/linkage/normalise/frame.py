"""A frame of raw text in, records that can be compared out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.linkage.normalise import addresses, dates, simple
from tanggap.linkage.normalise.digits import Digits, read_digits
from tanggap.linkage.normalise.folding import Style, fold_street, fold_words
from tanggap.linkage.normalise.identity import read_identity
from tanggap.linkage.normalise.lists import Lists
from tanggap.linkage.normalise.locations import Locations, read_locations
from tanggap.linkage.normalise.names import read_names
from tanggap.linkage.normalise.numbers import are_niks
from tanggap.linkage.normalise.phones import read_phones
from tanggap.linkage.normalise.slices import Int32s, Text, as_strings, as_text, factorise, no_text
from tanggap.linkage.normalise.vocabulary import WordList, count_words, vocabulary
from tanggap.linkage.schema import MOTHER_TOKENS, NAME_TOKENS, NO_CODE, Quality, Records

Country = Literal["id", "other"]

_INDONESIAN_COLUMNS: Final = ("family_id", "rt", "rw", "rt_rw", "birth_place_and_date")


class _Columns:
    """The text columns of a raw frame; one that is not there, or empty, is missing everywhere."""

    def __init__(self, raw: pl.DataFrame) -> None:
        self._raw = raw

    def __contains__(self, name: str) -> bool:
        return name in self._raw.columns and self._raw[name].null_count() < self._raw.height

    def text(self, *names: str) -> Text:
        """Return a column, or several joined by blanks."""
        present = [self._raw[name] for name in names if name in self]
        if not present:
            return no_text(self._raw.height)
        if len(present) == 1:
            return as_text(present[0])
        parts = [pl.lit(as_strings(column)) for column in present]
        joined = pl.select(pl.concat_str(parts, separator=" ", ignore_nulls=True))
        return as_text(joined.to_series())

    def marks(self, name: str) -> NDArray[np.bool_]:
        """Return a boolean column, false where it is missing."""
        if name not in self._raw.columns:
            return np.zeros(self._raw.height, np.bool_)
        column = self._raw[name].cast(pl.Boolean, strict=False).fill_null(value=False)
        return column.to_numpy().astype(np.bool_)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What one run was told or found out before reading."""

    style: Style
    indonesian_ids: bool
    regencies: tuple[str, ...] | None
    reference_year: int | None


def normalise(
    raw: pl.DataFrame, *, region: str | None = None, country: Country | None = None,
    reference_year: int | None = None,
) -> Records:  # fmt: skip
    """Turn raw text into records, row by row in the same order. It never raises on odd values.

    `raw` has any of the columns RAW_FIELDS, NUMERIC_MARKS and PROVENANCE of `linkage.schema`;
    others are ignored. `region` is the Kemendagri code of the regency that the lists are about
    (default: found by the names of districts and villages); `country` chooses how spellings are
    folded (default: by the numbers and columns); `reference_year` is the latest possible year of
    birth (default: the latest that the dates show, at least 2020).
    """
    columns = _Columns(raw)
    digits = read_digits(columns.text("national_id"))
    setting = _setting(columns, digits, region, country, reference_year)
    return _read(columns, digits, setting, Lists(), None)


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
    setting = _Setting(style, known.indonesian_ids, tuple(codes), None)
    columns = _Columns(raw)
    digits = read_digits(columns.text("national_id"))
    return _read(columns, digits, setting, Lists.of(known), known, sources)


def source_names(raw: pl.DataFrame) -> list[str]:
    """Return the lists of a raw frame in the order of their codes in `Records.source`."""
    names = WordList()
    _sources(_Columns(raw), names)
    return names.words


def _setting(
    columns: _Columns, digits: Digits, region: str | None, country: Country | None, year: int | None
) -> _Setting:
    niks = are_niks(digits)
    style = country or ("id" if _is_indonesian(columns, digits, niks=niks) else "other")
    code = (region or "").replace(".", "")[:4]
    regencies = (code,) if code else (None if style == "id" else ())
    return _Setting(style, niks and style == "id", regencies, year)


def _is_indonesian(columns: _Columns, digits: Digits, *, niks: bool) -> bool:
    """Judge by NIKs, by columns that only Indonesian lists have, and by family names."""
    if digits.count.any() and niks:
        return True
    if any(name in columns for name in _INDONESIAN_COLUMNS):
        return True
    return niks and "surname" not in columns


def _read(
    columns: _Columns, digits: Digits, setting: _Setting, lists: Lists, known: Records | None,
    sources: Sequence[str] = (),
) -> Records:  # fmt: skip
    style = setting.style
    source = _sources(columns, WordList(sources))
    name = read_names(_names(columns), lists.names, width=NAME_TOKENS, style=style)
    mother = read_names(columns.text("mother_name"), lists.names, width=MOTHER_TOKENS, style=style)
    place_text, birth = _births(columns, source, setting)
    sex, sex_quality = simple.read_sexes(columns.text("sex"))
    identity = read_identity(
        digits, read_digits(columns.text("family_id")),
        (columns.marks("national_id_is_number"), columns.marks("family_id_is_number")),
        name.tokens[:, 0], dates=birth, sex=sex, indonesian=setting.indonesian_ids,
    )  # fmt: skip
    phone, phone_quality = read_phones(read_digits(columns.text("phone")), indonesian=style == "id")
    address, rt, rw, house, location, address_quality = _dwelling(columns, lists, setting)
    quality = (
        name.quality | birth.quality | sex_quality | identity.quality | phone_quality
        | location.quality | address_quality
    )  # fmt: skip
    return Records(
        source=source,
        nik=identity.nik.value,
        nik_known=identity.nik.known,
        nik_birth=identity.birth,
        nik_sex=identity.sex,
        kk=identity.kk.value,
        kk_known=identity.kk.known,
        birth=birth.value,
        birth_other=birth.other,
        sex=sex,
        name=name.tokens,
        mother=mother.tokens,
        birth_place=simple.read_birth_places(place_text, lists.places),
        phone=phone,
        village=location.village,
        district=location.district,
        rt=rt,
        rw=rw,
        street=address.street,
        house=house,
        postcode=simple.read_postcodes(columns.text("postcode")),
        occupation=simple.read_occupations(columns.text("occupation"), lists.occupations),
        quality=quality,
        name_words=vocabulary(
            lists.names,
            counts=count_words(len(lists.names), name.tokens, mother.tokens),
            fold=lambda words: fold_words(words, style),
            known=known.name_words if known else None,
        ),
        street_words=vocabulary(
            lists.streets,
            counts=count_words(len(lists.streets), address.street),
            fold=fold_street,
            known=known.street_words if known else None,
        ),
        places=lists.places.words,
        villages=lists.villages.words,
        districts=lists.districts.words,
        houses=lists.houses.words,
        occupations=lists.occupations.words,
        indonesian_ids=setting.indonesian_ids,
        extra={"patronym": name.patronym},
    )


def _sources(columns: _Columns, names: WordList) -> Int32s:
    """Number the lists: programmes, and files where a row has no programme."""
    programmes, programme_names = factorise(columns.text("programme"))
    files, file_names = factorise(columns.text("file"))
    of_programme = names.codes_of(programme_names)[programmes] if programme_names else programmes
    rest = programmes < 0
    if not rest.any():
        return of_programme
    used = np.unique(files[rest])
    to_source = np.full(len(file_names) + 1, NO_CODE, np.int32)
    for code in used.tolist():
        to_source[code] = names.code_of(file_names[code] if code >= 0 else "")
    return np.where(rest, to_source[files], of_programme).astype(np.int32)


def _names(columns: _Columns) -> Text:
    """Take the full name; where a list keeps its parts apart, the parts."""
    apart = columns.text("given_name", "surname")
    return _first_filled(columns.text("name"), apart) if "name" in columns else apart


def _births(columns: _Columns, source: Int32s, setting: _Setting) -> tuple[Text, dates.Dates]:
    """Read dates of birth, and return places of birth; either may share a column."""
    place, date = columns.text("birth_place"), columns.text("birth_date")
    if "birth_place_and_date" in columns:
        both = dates.split_place_and_date(columns.text("birth_place_and_date"))
        place, date = _first_filled(place, both[0]), _first_filled(date, both[1])
    read = dates.read_dates(
        date, source, day_first=setting.style == "id", reference_year=setting.reference_year
    )
    return place, read


def _first_filled(text: Text, other: Text) -> Text:
    """Take the slices of one column, and those of another where it is empty."""
    starts = np.where(text.filled, text.starts, other.starts + len(text.raw))
    return Text(text.raw + other.raw, starts, np.where(text.filled, text.lengths, other.lengths))


def _dwelling(
    columns: _Columns, lists: Lists, setting: _Setting
) -> tuple[
    addresses.Addresses, NDArray[np.int16], NDArray[np.int16], Int32s, Locations, NDArray[np.uint32]
]:
    """Read where people live; columns of their own come before what the address says."""
    text = columns.text("address")
    address = addresses.read_addresses(text, lists.streets, style=setting.style)
    pair_rt, pair_rw = addresses.read_unit_pairs(columns.text("rt_rw"))
    rt = _first_known(addresses.read_units(columns.text("rt")), pair_rt, address.rt)
    rw = _first_known(addresses.read_units(columns.text("rw")), pair_rw, address.rw)
    own_house = addresses.house_numbers(columns.text("street_number"))
    house = _house_codes(np.where(own_house > 0, own_house, address.house), lists.houses)
    location = read_locations(
        (columns.text("village"), columns.text("district"), columns.text("city")),
        (address.village, address.district),
        lists.villages, lists.districts, regency_codes=setting.regencies,
    )  # fmt: skip
    quality = np.where(text.filled, np.uint32(0), np.uint32(Quality.ADDRESS_MISSING))
    quality |= np.where((rt < 0) | (rw < 0), np.uint32(Quality.RT_RW_MISSING), np.uint32(0))
    return address, rt, rw, house, location, quality


def _first_known(*columns: NDArray[np.int16]) -> NDArray[np.int16]:
    known = columns[0]
    for column in columns[1:]:
        known = np.where(known < 0, column, known)
    return known


def _house_codes(packed: NDArray[np.int64], houses: WordList) -> Int32s:
    values, rows = np.unique(packed, return_inverse=True)
    codes = [
        houses.code_of(addresses.house_name(value)) if value else NO_CODE
        for value in values.tolist()
    ]
    return np.array(codes, dtype=np.int32)[rows] if len(values) else np.zeros(0, np.int32)
