"""The status of every row."""

from collections.abc import Callable
from typing import Any

import pytest

from tanggap.reconcile import STATUSES

NIK_A, NIK_B, KK_A, KK_B = (
    "3271010101800001",
    "3271014101800002",
    "3271010101100001",
    "3271010101100002",
)
Judge = Callable[..., Any]


def test_the_statuses_of_a_small_city(city: Any) -> None:
    ledger, _ = city
    assert ledger.rows["status"].to_list() == [
        "overlap",
        "overlap",
        "unknown",
        "register",
        "served",
        "register",
    ]
    assert ledger.region == "3271"


def test_every_status_is_explained() -> None:
    for status in STATUSES.values():
        assert status.label.id
        assert status.meaning.id != status.meaning.en


def test_no_nik_but_a_firm_match_is_an_answer(judged: Judge, row: Any) -> None:
    ledger, _ = judged(row("BST", 0, 0, NIK_A), row("PENGAJUAN", 0, 0), row("KOTA", 1, 1))
    assert ledger.rows["status"].to_list() == ["clear", "served", "unknown"]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("PKH", "BST", "review"),  # a yes would break a rule
        ("PKH", "BPNT", "clear"),  # allowed together: the answer changes nothing
        ("BST", "BST", "review"),  # perhaps twice on one list
        ("BST", "PENGAJUAN", "review"),  # perhaps already served
    ],
)
def test_a_doubt_counts_where_its_answer_matters(
    judged: Judge, row: Any, one: str, other: str, status: str
) -> None:
    ledger, _ = judged(row(one, 0, 0, NIK_A), row(other, 1, 1, NIK_B), review=[(0, 1, 0.6)])
    assert ledger.rows["status"].to_list() == [status, status]


def test_a_doubt_inside_one_household_changes_nothing(judged: Judge, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0, NIK_A), row("BPNT", 1, 0, NIK_B), review=[(0, 1, 0.6)])
    assert not ledger.review["telling"].any()


def test_unusable_family_cards_are_never_equal(judged: Judge, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0, NIK_A), row("BST", 1, 0, NIK_B))
    (overlap,) = ledger.overlaps
    assert overlap.tie == "household"
    assert overlap.action == "warn"


def test_a_rule_of_another_region_is_left_out(judged: Judge, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0, NIK_A, village=2))
    assert ledger.region == ""
