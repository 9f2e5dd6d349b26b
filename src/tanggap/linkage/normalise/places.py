"""Villages, districts and places of birth: names recognised as Kemendagri codes, else folded."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from tanggap.linkage.normalise.folding import to_ascii
from tanggap.linkage.normalise.regions import Place, children, districts, regencies
from tanggap.linkage.normalise.spelling import NearNames

_LEVELS: Final = frozenset(
    {
        "kota", "kab", "kabupaten", "kodya", "kotamadya", "adm", "administrasi", "kec", "kecamatan",
        "distrik", "kel", "kelurahan", "desa", "ds", "gampong", "provinsi", "prov", "propinsi",
    }
)  # fmt: skip
_PROVINCES: Final = (
    "jawa barat", "jawa tengah", "jawa timur", "jabar", "jateng", "jatim", "dki", "dki jakarta",
    "banten", "lampung", "sumatera utara", "sumatera barat", "sumatera selatan", "di yogyakarta",
)  # fmt: skip
_BIRTH_PLACES: Final = {
    "bgr": "bogor", "jkt": "jakarta", "bdg": "bandung", "sby": "surabaya", "tsm": "tasikmalaya",
    "skb": "sukabumi", "jogja": "yogyakarta", "jogjakarta": "yogyakarta", "yogya": "yogyakarta",
    "solo": "surakarta", "tng": "tangerang", "bks": "bekasi", "dpk": "depok", "smg": "semarang",
    "cjr": "cianjur", "mdn": "medan", "plg": "palembang", "bwi": "banyuwangi",
}  # fmt: skip
_LEAST_SHARE: Final = 0.3  # of the records with a district or village, before a region is believed

Triple = tuple[str, str, str]
"""Village, district and city as one record writes them; empty where it does not."""


def plain(name: str) -> str:
    """Return a name as lower-case ASCII words with single blanks."""
    letters = "".join(letter if letter.isalnum() else " " for letter in to_ascii(name.lower()))
    return " ".join(letters.split())


@lru_cache(maxsize=65_536)
def joined(name: str) -> str:
    """Return a name without its level and without blanks: "Kel. Tegal Gundil" = "tegalgundil"."""
    words = plain(name).split()
    while len(words) > 1 and words[0] in _LEVELS:
        words = words[1:]
    return "".join(words)


def read_birth_place(name: str) -> str:
    """Fold a place of birth: "KOTA BOGOR", "BGR" and "BOGOR JAWA BARAT" are "bogor"."""
    words = plain(name).split()
    while len(words) > 1 and words[0] in _LEVELS:
        words = words[1:]
    folded = " ".join(words)
    for province in _PROVINCES:
        if folded.endswith(" " + province):
            folded = folded.removesuffix(" " + province)
    folded = _BIRTH_PLACES.get(folded, folded)
    if "jakarta" in words:
        return "jakarta"
    if not folded or folded in _birth_places():
        return folded
    return _near_birth_places().closest(folded) or folded


@lru_cache(maxsize=1)
def _birth_places() -> frozenset[str]:
    found = (plain(place.name).split() for place in regencies())
    names = {" ".join(word for word in words if word not in _LEVELS) for words in found}
    return frozenset(names | {"jakarta"})


@lru_cache(maxsize=1)
def _near_birth_places() -> NearNames:
    return NearNames(_birth_places())


class Gazetteer:
    """The districts and villages of some regencies, found by name."""

    def __init__(self, regency_codes: Sequence[str]) -> None:
        self.regency_codes = tuple(regency_codes)
        inside = [place for code in regency_codes for place in children(code)]
        self._districts = _by_name(inside)
        self._villages = {place.code: _by_name(children(place.code)) for place in inside}
        everywhere: defaultdict[str, list[str]] = defaultdict(list)
        for names in self._villages.values():
            for name, codes in names.items():
                everywhere[name].extend(codes)
        self._everywhere = dict(everywhere)
        self._near_districts = NearNames(self._districts)
        self._near_villages = NearNames(self._everywhere)
        self._near_within = {code: NearNames(names) for code, names in self._villages.items()}

    def __bool__(self) -> bool:
        """Tell whether it knows any region."""
        return bool(self.regency_codes)

    def locate(self, village: str, district: str, city: str = "") -> tuple[str, str]:
        """Return the codes of a village and its district; "" for what is not recognised.

        A code (ten or six digits) is taken as it is. A village name of several districts is
        settled by the district; a village that is not in its district is looked for in the
        others, because people and lists mistake districts more often than villages.
        """
        if (code := _digits(village, 10)) or (code := _digits(district, 10)):
            return code, code[:6]
        candidates = self._district_codes(district, city)
        for code in candidates:
            if found := self._within(joined(village), code):
                return found, code
        if found := self._anywhere(joined(village), city):
            return found, found[:6]
        return "", candidates[0] if len(candidates) == 1 else ""

    def learn(self, village: str, code: str) -> None:
        """Take another spelling of a village as known, so that slips from it are understood."""
        name, within = joined(village), self._villages.get(code[:6])
        if name and within is not None and name not in within and name not in self._everywhere:
            within[name] = [code]
            self._everywhere[name] = [code]
            self._near_within[code[:6]].add(name)
            self._near_villages.add(name)

    def _district_codes(self, district: str, city: str) -> list[str]:
        if code := _digits(district, 6):
            return [code]
        name = joined(district)
        codes = self._districts.get(name)
        if codes is None and name:
            near = self._near_districts.closest(name)
            codes = self._districts[near] if near else None
        return self._of_city(codes or [], city)

    def _of_city(self, codes: Iterable[str], city: str) -> list[str]:
        regency = regencies_named(city) if city else ()
        within = [code for code in codes if code.startswith(regency)]
        return within or list(codes)

    def _within(self, village: str, district: str) -> str:
        if not village or district not in self._villages:
            return ""
        names = self._villages[district]
        near = village if village in names else self._near_within[district].closest(village)
        return names[near][0] if near and len(names[near]) == 1 else ""

    def _anywhere(self, village: str, city: str) -> str:
        if not village:
            return ""
        codes = self._everywhere.get(village)
        if codes is None:
            near = self._near_villages.closest(village)
            codes = self._everywhere[near] if near else []
        found = self._of_city(codes, city)
        return found[0] if len(found) == 1 else ""


def _digits(text: str, width: int) -> str:
    digits = text.replace(".", "").strip()
    return digits if len(digits) == width and digits.isascii() and digits.isdigit() else ""


def _by_name(found: Iterable[Place]) -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for place in found:
        names[joined(place.name)].append(place.code)
    return dict(names)


@lru_cache(maxsize=4096)
def regencies_named(city: str) -> tuple[str, ...]:
    """Return the codes of the regencies that a city column can mean ("Bogor": kota, kabupaten)."""
    if code := _digits(city, 4):
        return (code,)
    words = plain(city).split()
    named = _regency_codes().get(joined(city), ()) if words else ()
    urban = words[:1] in (["kota"], ["kodya"], ["kotamadya"])
    rural = words[:1] in (["kab"], ["kabupaten"])
    fitting = [code for code in named if not (urban or rural) or urban == (code[2:] >= "71")]
    return tuple(fitting or named)


@lru_cache(maxsize=1)
def _regency_codes() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in regencies():
        found[joined(place.name)].append(place.code)
    return {name: tuple(codes) for name, codes in found.items()}


def regencies_of(triples: Sequence[tuple[Triple, int]]) -> tuple[str, ...]:
    """Find the regencies that a table is about from its triples and how many records bear each.

    Every city that the table names counts; else the regency that holds most of its districts
    (among equals most of its villages). None where too few names fit: a foreign table.
    """
    if named := _named_regencies(triples):
        return named
    located = sum(count for (village, district, _), count in triples if village or district)
    votes = _votes(triples, by_village=False) or _votes(triples, by_village=True)
    best = [code for code, count in votes.most_common(5) if count >= _LEAST_SHARE * located]
    if not best:
        return ()
    return (max(best, key=lambda code: (votes[code], _villages_held(code, triples))),)


def _named_regencies(triples: Sequence[tuple[Triple, int]]) -> tuple[str, ...]:
    found, filled = Counter[str](), 0
    for (_, _, city), count in triples:
        filled += count if city else 0
        for code in regencies_named(city) if city else ():
            found[code] += count
    if max(found.values(), default=0) < _LEAST_SHARE * max(filled, 1):
        return ()
    return tuple(sorted(code for code, count in found.items() if count * 1000 >= filled))


def _votes(triples: Sequence[tuple[Triple, int]], *, by_village: bool) -> Counter[str]:
    votes = Counter[str]()
    names = _regencies_by_village() if by_village else _regencies_by_district()
    for (village, district, _), count in triples:
        code = _digits(village, 10) or _digits(district, 6)
        name = joined(village if by_village else district)
        for regency in [code[:4]] if code else names.get(name, ()):
            votes[regency] += count
    return votes


def _villages_held(code: str, triples: Sequence[tuple[Triple, int]]) -> int:
    names = {joined(place.name) for district in children(code) for place in children(district.code)}
    return sum(count for (village, _, _), count in triples if joined(village) in names)


@lru_cache(maxsize=1)
def _regencies_by_district() -> dict[str, tuple[str, ...]]:
    return _regencies_by_name(districts())


@lru_cache(maxsize=1)
def _regencies_by_village() -> dict[str, tuple[str, ...]]:
    return _regencies_by_name(
        place for district in districts() for place in children(district.code)
    )


def _regencies_by_name(found: Iterable[Place]) -> dict[str, tuple[str, ...]]:
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place in found:
        names[joined(place.name)][place.code[:4]] = None
    return {name: tuple(codes) for name, codes in names.items()}
