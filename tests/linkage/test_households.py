"""Who lives with whom: what card, house and telephone are worth is read from the lists."""

import numpy as np
import polars as pl
import pytest

from tanggap.linkage import families, households, link
from tanggap.linkage.comparisons import COMPARISONS, HOME_COLUMN, levels_of
from tanggap.linkage.crowding import crowding
from tanggap.linkage.kernels import household as home
from tanggap.linkage.normalise import normalise


def level(card: int, place: int) -> int:
    return 1 + 8 * card + place


def learned(**seen: int) -> np.ndarray:
    """Learn from how often cards are equal or different in one house."""
    strangers = np.zeros(home.HOME_LEVELS, dtype=np.int64)
    strangers[level(home.KK_EQUAL, home.PLACE_HOUSE)] = seen["equal"]
    strangers[level(home.KK_DIFFERENT, home.PLACE_HOUSE)] = seen["different"]
    selves = np.zeros(home.HOME_LEVELS, dtype=np.int64)
    selves[level(home.KK_EQUAL, home.PLACE_HOUSE)] = 950
    selves[level(home.KK_DIFFERENT, home.PLACE_HOUSE)] = 50
    return households.home_bits_counted(strangers=strangers, selves=selves)


def test_in_a_hamlet_a_house_is_a_home_and_in_a_boarding_house_it_is_not() -> None:
    unknown = level(home.KK_MISSING, home.PLACE_HOUSE)
    hamlet = learned(equal=1000, different=40)
    boarding = learned(equal=100, different=900)
    assert hamlet[unknown] > 2
    assert boarding[unknown] < -2


def test_different_cards_of_one_house_may_be_outdated_cards_of_one_family() -> None:
    different = level(home.KK_DIFFERENT, home.PLACE_HOUSE)
    assert learned(equal=1000, different=50)[different] > 0
    assert learned(equal=500, different=500)[different] < -2


def test_a_common_card_is_a_home_wherever_it_is_and_a_common_village_is_none() -> None:
    bits = learned(equal=10, different=10)
    assert bits[level(home.KK_EQUAL, home.PLACE_ELSEWHERE)] > 5
    assert bits[level(home.KK_MISSING, home.PLACE_VILLAGE)] < -5
    assert bits[level(home.KK_NEAR, home.PLACE_DISTRICT)] < -5


def lists(*rows: tuple[str, ...]) -> pl.DataFrame:
    columns = ["programme", "national_id", "family_id", "name", "birth_date", "address", "village"]
    return pl.DataFrame(list(rows), schema=columns, orient="row")


def household_of(count: int, *, address: str, cards: bool) -> list[tuple[str, ...]]:
    names = ["ASEP", "UJANG", "DEDE", "ENTIN", "NENG", "RINA", "YAYAT", "OTONG", "IMAS", "CECEP"]
    return [
        (
            "DTSEN",
            f"32710{place % 6 + 1}150680{place:04}",
            f"32710112030{place + 11:05}" if cards else "",
            f"{names[place % 10]} {names[(place * 3 + 1) % 10]}",
            f"{place % 28 + 1:02}-06-{1950 + place}",
            address,
            "KATULAMPA",
        )
        for place in range(count)
    ]


def test_strangers_of_a_boarding_house_share_no_household() -> None:
    found = link(lists(*household_of(9, address="Jl. Mawar No. 12 RT 03/05", cards=True)))
    assert len(set(found.household.tolist())) == 9


@pytest.mark.parametrize(
    ("rows", "cards", "crowd"),
    [
        (3, False, 0),
        (3, True, home.CROWDED_STREET),
        (6, True, home.CROWDED_HOUSE | home.CROWDED_STREET),
        (45, False, home.CROWDED_HOUSE | home.CROWDED_STREET),
    ],
)
def test_many_cards_or_rows_make_a_place_crowded(rows: int, cards: bool, crowd: int) -> None:
    table = lists(*household_of(rows, address="Jl. Mawar No. 12 RT 03/05", cards=cards))
    assert set(crowding(normalise(table)).tolist()) == {crowd}


def test_a_wife_who_is_found_makes_her_husband_likelier() -> None:
    """The husband's rows share a common name and nothing else but his family."""
    left, right = np.array([0, 2], dtype=np.int32), np.array([1, 3], dtype=np.int32)
    homes = np.array([-10.0, 10.0])
    household = np.array([7, 7, 7, 7], dtype=np.int32)
    person = np.array([0, 1, 2, 3], dtype=np.int32)
    met = families.met_through_others(left, right, homes, person, household)
    assert met.tolist() == [True, False]  # the second pair has its own reason
    same = families.met_through_others(left, right, homes, np.zeros(4, np.int32), household)
    assert not same.any()


def test_common_family_changes_the_home_and_nothing_else() -> None:
    levels = [min(2, comparison.start.shape[1] - 1) for comparison in COMPARISONS]
    packed = sum(n << c.position for n, c in zip(levels, COMPARISONS, strict=True))
    pattern = np.array([packed], dtype=np.uint32)
    before, after = levels_of(pattern)[0], levels_of(families.with_common_family(pattern))[0]
    assert after[HOME_COLUMN] == families.SAME_FAMILY
    others = np.arange(len(before)) != HOME_COLUMN
    assert (before[others] == after[others]).all()
