"""Figures and tables are written as they are read."""

import pytest
from benchmarks.accuracy import Score
from benchmarks.tables import megabytes, seconds, share, stratum, table


def test_a_table_has_text_left_and_figures_right():
    assert table(("method", "F1"), [("NIK", "0.5")]) == (
        "| method | F1 |\n| --- | ---: |\n| NIK | 0.5 |"
    )


def test_a_table_without_rows_says_so():
    assert table(("method", "F1"), []) == "Not measured."


@pytest.mark.parametrize(
    ("value", "written"), [(0.123, "0.12"), (4.56, "4.6"), (123.4, "123"), (None, "–")]
)
def test_seconds_have_no_false_digits(value, written):
    assert seconds(value) == written


def test_shares_and_memory():
    assert (share(0.98765), share(None), megabytes(1_234_000_000)) == ("0.9877", "–", "1,234")


def test_few_pairs_are_counted_and_not_divided():
    assert stratum(Score(right=2, found=7, wanted=3)) == "2 of 3, 5 wrong"
    assert stratum(Score(right=30, found=30, wanted=30)) == "1.0000"
