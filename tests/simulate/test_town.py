"""The true city: families, names and numbers as they are in West Java."""

import numpy as np
import pytest

from tanggap.simulate import Noise
from tanggap.simulate import town as towns
from tanggap.simulate.families import NOBODY, Kind, Role
from tanggap.simulate.identity import civil
from tanggap.simulate.names import FEMALE, MALE, full_names, word_counts
from tanggap.simulate.programmes import Programme, enrol
from tanggap.simulate.setting import Setting, describe
from tanggap.simulate.town import HOUSEHOLDS_PER_CHUNK, PEOPLE_PER_CHUNK, Town


@pytest.fixture(scope="module")
def setting() -> Setting:
    return describe("3271", 11)


@pytest.fixture(scope="module")
def town(setting: Setting) -> Town:
    return towns.build(setting, 0, HOUSEHOLDS_PER_CHUNK, np.random.default_rng(11))


def test_kota_bogor_has_its_kecamatan_and_kelurahan(setting: Setting) -> None:
    assert len(setting.village_codes) == 68
    assert sorted(setting.district_codes.tolist()) == list(range(327101, 327107))
    assert setting.full_name == "KOTA BOGOR"
    assert setting.village_share.sum() == pytest.approx(1)


def test_a_province_can_be_the_place() -> None:
    province = describe("36", 1)
    assert len({code[:4] for code in province.village_codes}) == 8


def test_nik_says_sex_and_mostly_birth(town: Town) -> None:
    day = town.nik // 10**8 % 100
    women = town.members.sex == FEMALE
    assert (day[women] > 40).all()
    assert (day[~women] <= 31).all()
    year, month, date = civil(town.members.birth)
    born = (np.where(women, date + 40, date) * 100 + month) * 100 + year % 100
    assert (town.nik // 10**4 % 10**6 == born).mean() == pytest.approx(0.975, abs=0.01)


def test_nik_is_unique_and_mostly_of_the_city(setting: Setting, town: Town) -> None:
    other = towns.build(setting, 1, HOUSEHOLDS_PER_CHUNK, np.random.default_rng(12))
    both = np.concatenate([town.nik, other.nik])
    assert len(np.unique(both)) > 0.9995 * len(both)
    assert (both // 10**12 == 3271).mean() == pytest.approx(0.70, abs=0.04)
    assert (both % 10**4 > 0).all()


def test_person_numbers_of_chunks_do_not_meet(town: Town) -> None:
    assert town.person_id.max() < PEOPLE_PER_CHUNK
    assert town.household_id.max() <= HOUSEHOLDS_PER_CHUNK


def test_twins_share_birth_and_parents_but_no_nik(town: Town) -> None:
    second = np.flatnonzero(town.members.twin_of != NOBODY)
    first = town.members.twin_of[second]
    children = (town.members.role == Role.CHILD).sum()
    assert 0.004 * children < len(second) < 0.02 * children
    assert (town.members.birth[second] == town.members.birth[first]).all()
    assert (town.members.family[second] == town.members.family[first]).all()
    assert (town.nik[second] != town.nik[first]).all()


def test_spouses_differ_in_sex_and_parents_are_older(town: Town) -> None:
    members = town.members
    wives = np.flatnonzero(members.role == Role.SPOUSE)
    assert (members.sex[wives] != members.sex[members.head[wives]]).all()
    for parent in (members.father, members.mother):
        children = np.flatnonzero(parent != NOBODY)
        assert (town.age[parent[children]] - town.age[children] > 12).mean() > 0.97
    assert (members.sex[members.father[members.father != NOBODY]] == MALE).all()


def test_some_sons_bear_the_fathers_whole_name(town: Town) -> None:
    names = full_names(town.names)
    sons = np.flatnonzero((town.members.father != NOBODY) & (town.members.sex == MALE))
    alike = (names[sons] == names[town.members.father[sons]]).mean()
    assert 0.001 < alike < 0.02


def test_one_word_names_by_generation(town: Town) -> None:
    """15 to 25 % of those born before 1970 have one word, few of the young."""
    year, _, _ = civil(town.members.birth)
    single = word_counts(town.names) == 1
    assert 0.14 < single[year < 1970].mean() < 0.27
    assert single[year >= 2000].mean() < 0.04


def test_names_are_many_and_some_frequent(town: Town) -> None:
    names, counts = np.unique(full_names(town.names), return_counts=True)
    assert len(names) > 0.85 * len(town.names)
    assert counts.max() > 10


def test_boarders_share_an_address_but_no_card(town: Town) -> None:
    boarders = np.flatnonzero(town.families.kind == Kind.BOARDER)
    homes = town.homes.take(town.families.household[boarders])
    places = np.stack([homes.village, homes.way, homes.word, homes.block, homes.number], axis=1)
    houses = len(np.unique(places, axis=0))
    assert houses < len(boarders) / 3
    heads = np.flatnonzero(town.members.role == Role.HEAD)
    assert len(np.unique(town.card[heads[boarders]])) == len(boarders)


def test_some_households_hold_several_cards(town: Town) -> None:
    pairs = np.unique(np.stack([town.household, town.card], axis=1), axis=0)
    cards = np.bincount(pairs[:, 0].astype(np.int64))
    assert 0.01 < (cards > 1).mean() < 0.12


def test_ages_are_near_the_census(town: Town) -> None:
    """Kota Bogor 2020: 24.4 % under 15, 5.5 % of 65 and more."""
    assert (town.age < 15).mean() == pytest.approx(0.244, abs=0.05)
    assert (town.age >= 65).mean() == pytest.approx(0.055, abs=0.025)
    assert (town.age > 0).all()


def test_husband_on_one_list_and_wife_on_another(town: Town) -> None:
    rows = enrol(town, Noise.MEDIUM, np.random.default_rng(1))
    role = town.members.role[rows.person]
    family = town.members.family[rows.person]
    paid = rows.programme != Programme.DTSEN
    by_head = set(family[paid & (role == Role.HEAD)].tolist())
    by_spouse = set(family[paid & (role == Role.SPOUSE)].tolist())
    assert len(by_head & by_spouse) > 0.1 * len(town.families.kind)


def test_forbidden_overlaps_and_repeated_rows_occur(town: Town) -> None:
    rows = enrol(town, Noise.MEDIUM, np.random.default_rng(1))
    family = town.members.family[rows.person]
    on = {p: set(family[rows.programme == p].tolist()) for p in Programme}
    assert len(on[Programme.BST] & on[Programme.PKH]) > 20
    keys = rows.person * 8 + rows.programme
    assert 1 - len(np.unique(keys)) / len(keys) == pytest.approx(0.014, abs=0.006)


def test_the_register_lists_whole_families(town: Town) -> None:
    rows = enrol(town, Noise.LOW, np.random.default_rng(1))
    listed = np.unique(rows.person[rows.programme == Programme.DTSEN])
    families = np.unique(town.members.family[listed])
    everyone = np.isin(town.members.family, families).sum()
    assert len(listed) / everyone == pytest.approx(0.97, abs=0.02)
