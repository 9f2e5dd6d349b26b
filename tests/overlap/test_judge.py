"""Who breaks which rule, how surely, and what is at stake."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.overlap import NO_FAMILY, Enrolments, answer, at_stake, judge, rules_of_2020

BOOK = rules_of_2020()
Row = tuple[str, int, int, int]  # programme, person, family, household


def enrolments(*rows: Row, rounds: tuple[str, ...] = ()) -> Enrolments:
    columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
    return Enrolments(
        programme=columns[0],
        round=rounds or ("",) * len(rows),
        person=np.array(columns[1], np.int32),
        family=np.array(columns[2], np.int32),
        household=np.array(columns[3], np.int32),
    )


def test_one_family_on_pkh_and_bst_breaks_the_rule() -> None:
    (overlap,) = judge(enrolments(("BST", 2, 7, 1), ("PKH", 1, 7, 1)), BOOK)
    assert overlap.programmes == ("PKH", "BST")
    assert overlap.action == "block"
    assert overlap.tie == "family"
    assert set(overlap.rows) == {0, 1}
    assert overlap.persons == (1, 2)
    assert overlap.monthly == 600_000
    assert overlap.total == 3 * 600_000 + 6 * 300_000
    assert overlap.months[0] == "2020-04"


def test_pkh_and_the_food_card_go_together() -> None:
    assert judge(enrolments(("PKH", 1, 7, 1), ("BPNT", 1, 7, 1)), BOOK) == []


def test_two_family_cards_in_one_household_only_warn() -> None:
    (overlap,) = judge(enrolments(("PKH", 1, 7, 1), ("BST", 2, 8, 1)), BOOK)
    assert overlap.tie == "household"
    assert overlap.action == "warn"


def test_a_row_without_family_card_is_tied_by_the_person() -> None:
    (overlap,) = judge(enrolments(("PKH", 1, NO_FAMILY, 1), ("BST", 1, NO_FAMILY, 1)), BOOK)
    assert overlap.tie == "person"
    assert overlap.action == "block"


def test_missing_family_cards_do_not_count_as_equal() -> None:
    (overlap,) = judge(enrolments(("PKH", 1, NO_FAMILY, 1), ("BST", 2, NO_FAMILY, 1)), BOOK)
    assert overlap.tie == "household"


def test_the_same_aid_twice_in_a_family() -> None:
    (overlap,) = judge(enrolments(("BST", 1, 7, 1), ("BST", 2, 7, 1)), BOOK)
    assert overlap.rule.code == "DUA-KALI"
    assert overlap.monthly == 600_000


def test_two_persons_of_one_family_may_both_have_the_card_for_persons() -> None:
    assert judge(enrolments(("PRAKERJA", 1, 7, 1), ("PRAKERJA", 2, 7, 1)), BOOK) == []
    assert len(judge(enrolments(("PRAKERJA", 1, 7, 1), ("PRAKERJA", 1, 7, 1)), BOOK)) == 1


@pytest.mark.parametrize(
    ("rounds", "overlaps"), [(("i", "ii"), 0), (("i", "i"), 1), (("i", ""), 1)]
)
def test_two_rounds_of_one_programme_are_not_twice_the_same_aid(
    rounds: tuple[str, ...], overlaps: int
) -> None:
    rows = (("PKH", 1, 7, 1), ("PKH", 1, 7, 1))
    assert len(judge(enrolments(*rows, rounds=rounds), BOOK)) == overlaps


def test_registers_and_applications_are_no_aid() -> None:
    rows = [("DTSEN", 1, 7, 1), ("PENGAJUAN", 1, 7, 1), ("BST", 1, 7, 1), ("PENGAJUAN", 1, 7, 1)]
    assert judge(enrolments(*rows), BOOK) == []


def test_what_loses_twice_is_at_stake_once() -> None:
    overlaps = judge(enrolments(("PKH", 1, 7, 1), ("BST", 1, 7, 1), ("KOTA", 1, 7, 1)), BOOK)
    assert {overlap.programmes for overlap in overlaps} == {
        ("PKH", "BST"),
        ("PKH", "KOTA"),
        ("BST", "KOTA"),
    }
    assert at_stake(overlaps) == 600_000 + 500_000


def test_no_enrolments_no_overlaps() -> None:
    assert judge(enrolments(), BOOK) == []


@pytest.mark.parametrize(
    ("overlapping", "usable_nik", "firmly_matched", "expected"),
    [
        (True, False, False, "overlap"),
        (False, True, False, "clear"),
        (False, False, True, "clear"),
        (False, False, False, "unknown"),
    ],
)
def test_three_answers(
    overlapping: bool, usable_nik: bool, firmly_matched: bool, expected: str
) -> None:
    given_answer = answer(
        overlapping=overlapping, usable_nik=usable_nik, firmly_matched=firmly_matched
    )
    assert given_answer == expected


rows = st.tuples(
    st.sampled_from(["PKH", "BPNT", "BST", "BLT-DD", "KOTA", "PROV-JABAR", "DTSEN", "PRAKERJA"]),
    st.integers(0, 5),
    st.sampled_from([NO_FAMILY, 0, 1, 2]),
    st.integers(0, 2),
)


@given(st.lists(rows, max_size=14))
def test_overlaps_are_exactly_the_pairs_that_a_rule_keeps_apart(listed: list[Row]) -> None:
    """The judgement by sets agrees with comparing every two rows of every household."""
    expected = set()
    for (p, person, _, household), (q, other, _, another) in combinations(listed, 2):
        rule = BOOK.between(p, q)
        if rule and household == another and (rule.level != "person" or person == other):
            expected.add((household, *BOOK.order(p, q)))
    found = judge(enrolments(*listed), BOOK)
    assert {(overlap.household, *overlap.programmes) for overlap in found} == expected
    assert len(found) == len(expected)


@given(st.lists(rows, max_size=14))
def test_the_order_of_the_rows_changes_nothing(listed: list[Row]) -> None:
    turned = listed[::-1]

    def essence(some: list[Row]) -> set[tuple[object, ...]]:
        return {
            (o.household, o.programmes, o.tie, o.action, o.persons, o.monthly)
            for o in judge(enrolments(*some), BOOK)
        }

    assert essence(listed) == essence(turned)
