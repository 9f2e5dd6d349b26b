"""How long a family waits, in words."""

import pytest
from django.utils import translation

from tanggap.fostering.views.waits import said


@pytest.mark.parametrize(
    ("days", "words", "english"),
    [
        (-1, "0 hari", "0 days"),
        (1, "1 hari", "1 day"),
        (60, "60 hari", "60 days"),
        (61, "2 bulan", "2 months"),
        (360, "1 tahun", "1 year"),
        (400, "1 tahun 1 bulan", "1 year 1 month"),
        (2399, "6 tahun 7 bulan", "6 years 7 months"),
    ],
)
def test_days_become_months_and_years(days: int, words: str, english: str) -> None:
    assert said(days) == words
    with translation.override("en"):
        assert said(days) == english
