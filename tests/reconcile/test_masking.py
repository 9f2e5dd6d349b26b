"""Numbers and names that nobody else can use."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.reconcile.masking import (
    masked_name,
    masked_number,
    masked_numbers,
    masked_numbers_inside,
)


def test_a_nik_keeps_its_first_and_last_four_digits() -> None:
    assert masked_number("3271010101800001") == "3271********0001"


@given(st.text("0123456789", min_size=5, max_size=18))
def test_a_number_never_shows_itself(number: str) -> None:
    shown = masked_number(number)
    assert len(shown) == len(number)
    assert sum(a == b for a, b in zip(shown, number, strict=True)) <= 8
    assert shown != number


@given(st.lists(st.none() | st.text("0123456789' .", max_size=20), max_size=20))
def test_a_column_is_masked_as_single_numbers_are(numbers: list[str | None]) -> None:
    shown = pl.DataFrame({"nik": numbers}, schema={"nik": pl.String}).select(masked_numbers("nik"))
    for number, masked in zip(numbers, shown["nik"].to_list(), strict=True):
        digits = None if number is None else "".join(c for c in number if c.isalnum())
        if digits is None:
            assert masked is None
        else:
            assert len(masked) == len(digits)
            assert "*" in masked or not digits
            assert len([c for c in masked if c != "*"]) <= 8


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("KK 3271010101100001, telepon 081234567890", "KK 3271********0001, telepon 0812****7890"),
        ("Jl. Melati No. 12 RT 03", "Jl. Melati No. 12 RT 03"),
    ],
)
def test_long_numbers_inside_text_are_masked(text: str, shown: str) -> None:
    assert masked_numbers_inside(text) == shown


def test_a_name_keeps_two_letters_of_each_word() -> None:
    assert masked_name("Siti Aminah") == "Si•• Am••••"
