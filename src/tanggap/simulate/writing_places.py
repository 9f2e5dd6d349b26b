"""Writing down addresses and telephones."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tanggap.simulate import name_faults, notations, number_faults
from tanggap.simulate.addresses import Addresses
from tanggap.simulate.habits import HABITS
from tanggap.simulate.noise import Strikes
from tanggap.simulate.programmes import Programme, Rows
from tanggap.simulate.town import Town
from tanggap.simulate.writing_numbers import apply as apply_to_numbers
from tanggap.simulate.writing_numbers import by_programme, has_column
from tanggap.simulate.writing_people import apply

Texts = NDArray[np.object_]

_JOINABLE_ENDS: Final = (
    "JAYA",
    "SARI",
    "GUNDIL",
    "REJA",
    "KALER",
    "KIDUL",
    "WETAN",
    "KULON",
    "RAYA",
)


def write_places(town: Town, rows: Rows, strikes: Strikes) -> dict[str, Texts]:
    """Return the cells address, rt, rw, village and district."""
    home = _where_listed(town, rows, strikes)
    village = _villages(town, home, strikes)
    district = town.setting.district_names[town.setting.village_district[home.village]]
    district = district.copy()
    district[strikes.mask("district_missing")] = None
    rt, rw = _units(home, strikes)
    address = _addresses(rows, strikes, home)
    in_city_list = rows.programme == Programme.KOTA
    address[in_city_list] = [
        _with_region(*parts)
        for parts in zip(
            address[in_city_list], village[in_city_list], district[in_city_list], strict=True
        )
    ]
    columns = {"rt": rt, "rw": rw, "village": village, "district": district}
    for name, texts in columns.items():
        texts[~has_column(rows, name)] = None
    return {"address": address, **columns}


def _where_listed(town: Town, rows: Rows, strikes: Strikes) -> Addresses:
    """Return the home that the list knows: today's, or the one before."""
    household = town.household[rows.person]
    age = by_programme(rows, lambda programme: HABITS[programme].outdated) / 1.5
    outdated = strikes.mask("address_outdated") & (strikes.rng.random(len(rows)) < age)
    home = town.homes.take(household)
    return home.replaced(outdated, town.old_homes.take(household))


def _villages(town: Town, home: Addresses, strikes: Strikes) -> Texts:
    """Return the kelurahan, some in other spellings, a few wrong, some missing."""
    setting = town.setting
    count = len(home.village)
    elsewhere = strikes.rng.integers(0, len(setting.village_names), count)
    number = np.where(strikes.mask("village_wrong"), elsewhere, home.village)
    texts = setting.village_names[number]
    apply(texts, strikes.rows("village_spelling"), strikes, _village_respelled)
    texts[strikes.mask("village_missing")] = None
    return texts


def _village_respelled(name: str, draws: name_faults.NameDraws) -> str:
    """Join or split the words of a kelurahan, or misspell it: Tegalgundil, Marga Jaya."""
    if " " in name and draws[0] < 0.75:
        return name.replace(" ", "" if draws[1] < 0.8 else "-")
    end = next(
        (end for end in _JOINABLE_ENDS if name.endswith(end) and len(name) > len(end) + 2), ""
    )
    if end and " " not in name and draws[0] < 0.75:
        return f"{name.removesuffix(end)} {end}"
    if draws[0] < 0.88:
        return name.title()
    return name_faults.mistyped(name, (draws[1], draws[2], draws[2]))


def _units(home: Addresses, strikes: Strikes) -> tuple[Texts, Texts]:
    rng = strikes.rng
    count = len(home.rt)
    form = rng.choice(3, count, p=[0.35, 0.33, 0.32]).astype(np.int8)
    wrong = strikes.mask("unit_wrong")
    rt_number = np.where(wrong, 1 + rng.integers(0, 9, count), home.rt).astype(np.int16)
    rt = notations.unit_numbers(rng, rt_number, form)
    rw = notations.unit_numbers(rng, home.rw, form)
    missing = strikes.mask("unit_missing")
    rt[missing] = None
    rw[missing] = None
    return rt, rw


def _addresses(rows: Rows, strikes: Strikes, home: Addresses) -> Texts:
    """Return the address cells, with RT/RW inside as often as the list does so."""
    rng = strikes.rng
    texts = notations.streets(rng, home, numbered=~strikes.mask("house_missing"))
    apply(texts, strikes.rows("street_typing"), strikes, name_faults.mistyped)
    inside = by_programme(rows, lambda programme: HABITS[programme].units)
    with_units = (rng.random(len(rows)) < inside) & ~strikes.mask("unit_missing")
    units = np.where(with_units, notations.units(rng, home.rt, home.rw), "").astype(object)
    written: Texts = texts + units
    upper = by_programme(rows, lambda programme: HABITS[programme].upper)
    for at in np.flatnonzero(rng.random(len(rows)) < upper * 0.8).tolist():
        written[at] = written[at].upper()
    return written


def _with_region(address: str, village: str | None, district: str | None) -> str:
    """Write kelurahan and kecamatan into the address, as the city's list does."""
    kelurahan = f" Kel. {village}" if village else ""
    kecamatan = f" Kec. {district}" if district else ""
    return f"{address}{kelurahan}{kecamatan}"


def write_phones(town: Town, rows: Rows, strikes: Strikes) -> Texts:
    """Return the telephone cells; some rows carry the number of the RT's head."""
    number = town.phone[rows.person]
    home = town.homes.take(town.household[rows.person])
    number = np.where(strikes.mask("phone_of_unit"), _unit_phone(town, home), number)
    listed = has_column(rows, "phone") & ~strikes.mask("phone_missing")
    texts = notations.phones(strikes.rng, np.where(listed, number, 0))
    written = np.array([text is not None for text in texts], dtype=bool)
    apply_to_numbers(texts, strikes.rows("phone_digit", written), strikes, _phone_digit)
    return texts


def _unit_phone(town: Town, home: Addresses) -> NDArray[np.int64]:
    """Return the number of the RT's head: one number for one RT, in every chunk."""
    unit = (home.village.astype(np.int64) * 100 + home.rw) * 100 + home.rt
    mixed = (unit * 2_654_435_761 + town.setting.seed * 40_503) % 10**8
    return 812 * 10**8 + mixed


def _phone_digit(text: str, draws: number_faults.Draws) -> str:
    """Type one digit of a telephone number wrong, never the first four signs."""
    at = 4 + int(draws[0] * (len(text) - 4))
    if not text[at].isdigit():
        at += 1
    digit = (int(text[at]) + 1 + int(draws[1] * 9)) % 10
    return f"{text[:at]}{digit}{text[at + 1 :]}"
