"""The evidence of the fields adds up to the answer."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.comparisons import COMPARISONS, SAME, START
from tanggap.linkage.explain import bits_of_fields

LEVELS = st.tuples(*(st.integers(0, one.start.shape[1] - 1) for one in COMPARISONS))


@given(LEVELS)
def test_prior_andbits_of_fields_are_the_odds(levels: tuple[int, ...]) -> None:
    pattern = np.array(levels)
    prior, weights = bits_of_fields(START, pattern)
    same = START.posteriors(pattern[None, :])[0, SAME]
    assert 1 / (1 + 2.0 ** -(prior + sum(weights))) == pytest.approx(same, abs=1e-9)


@given(LEVELS)
def test_what_is_missing_says_nothing(levels: tuple[int, ...]) -> None:
    _, weights = bits_of_fields(START, np.array(levels))
    silent = pl.Series(weights).filter(pl.Series(levels) == 0)
    assert (silent == 0).all()


def test_an_equal_number_speaks_for_and_a_different_one_against() -> None:
    for level, sign in ((1, 1), (8, -1)):
        pattern = np.zeros(len(COMPARISONS), dtype=int)
        pattern[0] = level
        assert np.sign(bits_of_fields(START, pattern)[1][0]) == sign
