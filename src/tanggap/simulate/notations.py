"""How dates, sexes, telephones and addresses are written down, without any error yet."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate.addresses import Addresses, Way
from tanggap.simulate.habits import SEX_STYLES, DateStyle
from tanggap.simulate.identity import civil
from tanggap.simulate.names import FEMALE
from tanggap.simulate.setting import place_words

Texts = NDArray[np.object_]

MONTHS: Final = np.array(
    [
        "",
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    dtype=object,
)
_SHORT_MONTHS: Final = np.array(
    [month[:3] if month != "Agustus" else "Agt" for month in MONTHS], dtype=object
)
_WAY_FORMS: Final = {
    Way.STREET: ("Jl. ", "JL ", "Jln. ", "JLN ", "Jalan ", "Jl.", ""),
    Way.LANE: ("Gg. ", "GG ", "Gang ", "Gg.", "Gg "),
    Way.KAMPUNG: ("Kp. ", "KP ", "Kampung ", "Kp.", "Kamp. "),
    Way.ESTATE: ("Perum ", "Perum. ", "Perumahan ", "Komplek ", "Komp. ", "Prm. "),
}
_NUMBER_FORMS: Final = (" No. ", " No ", " No.", " NO ", " ", " Nomor ", " #")
_UNIT_FORMS: Final = (  # before RT, between RT and RW; digits: 0 three, 1 two, 2 as few as needed
    (" RT ", "/RW ", 0),
    (" RT ", " RW ", 1),
    (" RT", "/RW", 2),
    (" ", "/", 1),
    (" RT. ", "/", 0),
    (" RT.", " RW.", 1),
    (" Rt ", " Rw ", 2),
)
_NUMBER_SHARES: Final = (0.33, 0.22, 0.20, 0.08, 0.12, 0.03, 0.02)


def _two_digits(values: NDArray[np.int64]) -> Texts:
    return _TWO[values]


_TWO: Final = np.array([f"{i:02d}" for i in range(100)], dtype=object)
_THREE: Final = np.array([f"{i:03d}" for i in range(1000)], dtype=object)
_PLAIN: Final = np.array([str(i) for i in range(1000)], dtype=object)
_YEARS: Final = np.array([str(i) for i in range(2101)], dtype=object)
_ROMAN: Final = np.array(
    [
        "0",
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XX",
    ],
    dtype=object,
)


def dates(rng: np.random.Generator, day: NDArray[np.int32], style: NDArray[np.int8]) -> Texts:
    """Write birth dates (days since 1970), each in its style."""
    year, month, date = civil(day)
    dd, mm, yyyy, yy = _TWO[date], _TWO[month], _YEARS[year], _TWO[year % 100]
    short = rng.random(len(day)) < 0.2
    names = np.where(short, _SHORT_MONTHS[month], MONTHS[month]).astype(object)
    text = np.empty(len(day), dtype=object)
    for which in DateStyle:
        at = np.flatnonzero(style == which)
        d, m, y = dd[at], mm[at], yyyy[at]
        if which == DateStyle.DASHED:
            text[at] = d + "-" + m + "-" + y
        elif which == DateStyle.SLASHED:
            text[at] = d + "/" + m + "/" + y
        elif which == DateStyle.IN_WORDS:
            text[at] = _PLAIN[date[at]] + " " + names[at] + " " + y
        elif which == DateStyle.SHORT_YEAR:
            text[at] = d + "-" + m + "-" + yy[at]
        elif which == DateStyle.COMPACT:
            text[at] = y + m + d
        elif which == DateStyle.DOTTED:
            text[at] = _PLAIN[date[at]] + "." + _PLAIN[month[at]] + "." + y
        else:
            text[at] = y + "-" + m + "-" + d
    return text


def sexes(sex: NDArray[np.int8], style: NDArray[np.int8]) -> Texts:
    """Write sexes, each in its style."""
    table = np.array(SEX_STYLES, dtype=object)
    return np.asarray(table[style, (sex == FEMALE).astype(int)], dtype=object)


def phones(rng: np.random.Generator, number: NDArray[np.int64]) -> Texts:
    """Write telephone numbers as 08…, +628…, 628…, 8…, with or without dashes; 0 is None."""
    chance = rng.random(len(number))
    return np.array(
        [
            _phone(str(n), c) if n else None
            for n, c in zip(number.tolist(), chance.tolist(), strict=True)
        ],
        dtype=object,
    )


def _phone(digits: str, chance: float) -> str:
    if chance < 0.60:
        return "0" + digits
    if chance < 0.70:
        return "+62" + digits
    if chance < 0.77:
        return "62" + digits
    if chance < 0.85:
        return digits
    if chance < 0.93:
        return f"0{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    return (
        f"0{digits[:3]} {digits[3:7]} {digits[7:]}"
        if chance < 0.98
        else f"+62 {digits[:3]}-{digits[3:]}"
    )


def streets(rng: np.random.Generator, home: Addresses, *, numbered: NDArray[np.bool_]) -> Texts:
    """Write street, estate or kampung, with block and house number where `numbered`."""
    words = place_words()
    count = len(home.way)
    word = np.empty(count, dtype=object)
    lead = np.empty(count, dtype=object)
    for way, forms in _WAY_FORMS.items():
        at = np.flatnonzero(home.way == way)
        source = {Way.KAMPUNG: "kampungs", Way.ESTATE: "estates"}.get(way, "streets")
        word[at] = words[source][home.word[at]]
        lead[at] = np.array(forms, dtype=object)[rng.integers(0, len(forms), len(at))]
    has_number = (home.number > 0) & numbered
    form = rng.choice(len(_NUMBER_FORMS), count, p=_NUMBER_SHARES)
    number = np.array(_NUMBER_FORMS, dtype=object)[form] + _PLAIN[home.number]
    blocked = _blocks(rng, home)
    tail = np.where(home.block > 0, blocked, number)
    text: Texts = lead + word + np.where(has_number, tail, "").astype(object)
    return text


def _blocks(rng: np.random.Generator, home: Addresses) -> Texts:
    """Write block and number: Blok A No 9, Blok A/9, Blok A9, A-9."""
    letter = np.array(["", *"ABCDEFGHIJKLMN"], dtype=object)[home.block]
    number = _PLAIN[home.number]
    lead = np.array([" Blok ", " Blok ", " BLOK ", " Blk ", " "], dtype=object)
    link = np.array([" No ", "/", "", " No. ", "-"], dtype=object)
    count = len(number)
    lead, link = lead[rng.integers(0, 5, count)], link[rng.integers(0, 5, count)]
    text: Texts = lead + letter + link + number
    return text


def units(rng: np.random.Generator, rt: NDArray[np.int16], rw: NDArray[np.int16]) -> Texts:
    """Write RT and RW as part of an address, in one of seven ways."""
    form = rng.integers(0, len(_UNIT_FORMS), len(rt))
    rt_forms, rw_forms = [_THREE[rt], _TWO[rt], _PLAIN[rt]], [_THREE[rw], _TWO[rw], _PLAIN[rw]]
    text: Texts = np.empty(len(rt), dtype=object)
    for which, (before, between, digits) in enumerate(_UNIT_FORMS):
        at = np.flatnonzero(form == which)
        text[at] = before + rt_forms[digits][at] + between + rw_forms[digits][at]
    return text


def unit_numbers(
    rng: np.random.Generator, number: NDArray[np.int16], form: NDArray[np.int8]
) -> Texts:
    """Write an RT or RW alone: 3, 03, 003; one in a hundred in Roman digits."""
    text = np.select([form == 0, form == 1], [_THREE[number], _TWO[number]], _PLAIN[number])
    roman = (rng.random(len(number)) < 0.01) & (number < len(_ROMAN))
    return np.where(roman, _ROMAN[np.minimum(number, len(_ROMAN) - 1)], text).astype(object)
