"""Addresses: RT and RW, house, the street's distinguishing words, village and district inside."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.linkage.normalise import address_scan as scan
from tanggap.linkage.normalise.folding import Style, to_ascii
from tanggap.linkage.normalise.slices import Int32s, Text, factorise
from tanggap.linkage.normalise.vocabulary import WordList
from tanggap.linkage.schema import NO_CODE, STREET_TOKENS

Int16s = NDArray[np.int16]

_WORDS: Final[dict[Style, dict[int, str]]] = {
    "id": {
        scan.TYPE: "jl jln jalan jala jaln jlan gg gang gng kp kpg kamp kampung kampong perum "
        "perumahan prm perumnas komplek kompleks komp kompl kmp kav kavling dusun dsn lingkungan "
        "lingk lk link dr ir kh jend jenderal jendral letjen mayjen brigjen kol kolonel kapt "
        "kapten",
        scan.NUMBER: "no nomor nomer nmr nom",
        scan.BLOCK: "blok blk block bloc",
        scan.RT: "rt",
        scan.RW: "rw",
        scan.RT_RW: "rtrw",
        scan.VILLAGE: "kel kelurahan desa ds gampong gampoeng nagari",
        scan.DISTRICT: "kec kecamatan distrik",
        scan.CITY: "kota kab kabupaten prov provinsi propinsi kodya",
    },
    "other": {
        scan.TYPE: "street st road rd avenue ave place pl crescent cres court ct drive dr close "
        "circuit cct way lane ln terrace tce parade pde boulevard blvd highway hwy",
        scan.NUMBER: "no number unit flat lot apt apartment",
    },
}
_KINDS: Final = {
    style: {word: kind for kind, words in groups.items() for word in words.split()}
    for style, groups in _WORDS.items()
}
_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18,
    "xix": 19, "xx": 20,
}  # fmt: skip
_UNIT: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Addresses:
    """What n addresses say; −1 and empty slices where they do not say it."""

    rt: Int16s
    rw: Int16s
    house: NDArray[np.int64]  # packed, see `house_name`; 0 missing
    street: Int32s  # (n, STREET_TOKENS)
    village: Text
    district: Text


def read_addresses(text: Text, street_words: WordList, *, style: Style = "id") -> Addresses:
    """Read addresses; `street_words` grows by the words that it did not hold."""
    codes, begins, widths, offsets = scan.split_address(text.bytes, text.starts, text.lengths)
    is_word = codes == -1
    word_codes, words = factorise(Text(text.raw, begins[is_word], widths[is_word]))
    codes[is_word] = word_codes
    kinds, numerals, letters = _describe(words, style)
    spans, lengths = scan.take_regions(codes, begins, widths, offsets, kinds)
    rt, rw, house, street = scan.parse_addresses(
        codes, begins, widths, offsets, kinds, numerals, letters, STREET_TOKENS
    )
    return Addresses(
        rt, rw, house, _renumbered(street, words, street_words),
        Text(text.raw, spans[0], lengths[0]), Text(text.raw, spans[1], lengths[1]),
    )  # fmt: skip


def _describe(words: list[str], style: Style) -> tuple[NDArray[np.int8], Int16s, Int32s]:
    """Say of each word what it is, which Roman numeral, and its letters in base 27."""
    known = _KINDS[style]
    kinds, numerals = np.zeros(len(words), np.int8), np.zeros(len(words), np.int16)
    letters = np.zeros(len(words), np.int32)
    for code, word in enumerate(words):
        kind = known.get(word, scan.STREET)
        kinds[code] = scan.LETTER if len(word) == 1 else kind
        if len(word) <= 5:
            numerals[code] = _ROMAN.get(word, 0)
        if len(word) <= 3 and kind == scan.STREET and word.isascii() and word.isalpha():
            letters[code] = _base_27(word)
    return kinds, numerals, letters


def _base_27(word: str) -> int:
    number = 0
    for letter in word:
        number = number * 27 + ord(letter) - 96
    return number


def _renumbered(street: Int32s, words: list[str], street_words: WordList) -> Int32s:
    """Replace codes among an address column's own words by codes of the vocabulary."""
    used = np.unique(street[street >= 0])
    to_vocabulary = np.full(len(words) + 1, NO_CODE, np.int32)
    to_vocabulary[used] = street_words.codes_of(
        to_ascii(words[code]).replace("'", "").strip() or "?" for code in used.tolist()
    )
    return to_vocabulary[street]


def house_name(code: int) -> str:
    """Write a packed house: "12", "12a", "a9", "c2-5"."""
    rest, suffix = divmod(code, 27)
    rest, second = divmod(rest, 100_001)
    block, first = divmod(rest, 100_001)
    letters = ""
    while block:
        block, letter = divmod(block, 27)
        letters = chr(96 + letter) + letters
    numbers = "-".join(str(number - 1) for number in (first, second) if number)
    return letters + numbers + (chr(96 + suffix) if suffix else "")


def house_numbers(text: Text) -> NDArray[np.int64]:
    """Read a column of house numbers ("12", "12A", "A/9") into packed houses."""
    codes, values = factorise(text)
    packed = np.array([*(_house_number(value) for value in values), 0], dtype=np.int64)
    return packed[codes]


def _house_number(value: str) -> int:
    found = re.fullmatch(r"(?:no|blok)?[ .]*([a-z]{0,3})[ /.-]*(\d{1,5})[ ]*([a-z]?)", value)
    if not found:
        return 0
    block, number, suffix = found.groups()
    return int(scan.house_code(_base_27(block), int(number), -1, _base_27(suffix)))


def read_units(text: Text) -> Int16s:
    """Read a column of RT or RW numbers ("003", "RT 3", "V"); −1 where there is none."""
    codes, values = factorise(text)
    units = [_unit(value) for value in values]
    return np.array([*units, NO_CODE], dtype=np.int16)[codes]


def _unit(value: str) -> int:
    digits = _UNIT.search(value)
    if digits:
        return int(digits[0][:6]) if int(digits[0][:6]) <= 999 else NO_CODE
    return _ROMAN.get(value.removeprefix("rt").removeprefix("rw").strip(" ."), NO_CODE)


def read_unit_pairs(text: Text) -> tuple[Int16s, Int16s]:
    """Read a column of RT and RW in one ("002/003", "RT 02 RW 03", "2-3", "03/V")."""
    codes, values = factorise(text)
    pairs = [_unit_pair(value) for value in values]
    rt = np.array([*(pair[0] for pair in pairs), NO_CODE], dtype=np.int16)
    rw = np.array([*(pair[1] for pair in pairs), NO_CODE], dtype=np.int16)
    return rt[codes], rw[codes]


def _unit_pair(value: str) -> tuple[int, int]:
    parts = [part for part in re.split(r"[^0-9ivx]+", value) if part]
    units = [unit for unit in map(_unit, parts) if unit >= 0]
    return (units[0], units[1]) if len(units) >= 2 else (units[0] if units else NO_CODE, NO_CODE)
