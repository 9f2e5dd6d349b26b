"""What each decision would do to the money: exactly the contested months of one award."""

from hypothesis import given
from hypothesis import strategies as st

from tanggap.assistance.domain.consequences import OUTCOMES, consequences
from tanggap.assistance.domain.months import span

YEAR = span("2020-01", "2020-12")
AMOUNTS = st.one_of(st.none(), st.integers(0, 10_000_000))
PAYS = st.dictionaries(st.sampled_from(YEAR), AMOUNTS)
MONTHS = st.sets(st.sampled_from(YEAR))


@given(MONTHS, PAYS, PAYS)
def test_an_outcome_costs_one_award_exactly_its_contested_months(months, one, other) -> None:
    keep_one, keep_other, keep_both = consequences(months, one, other)
    for found, losing in ((keep_one, other), (keep_other, one), (keep_both, other)):
        assert set(found.months) == months & losing.keys()
        assert list(found.months) == sorted(found.months)
        assert found.rupiah == sum(losing[month] or 0 for month in found.months)
        assert found.is_exact == all(losing[month] is not None for month in found.months)
    assert [one.outcome for one in (keep_one, keep_other, keep_both)] == list(OUTCOMES)
    assert (keep_one.ends_nothing, keep_both.ends_nothing) == (False, True)


@given(MONTHS, PAYS, PAYS)
def test_changing_sides_changes_the_outcomes_round(months, one, other) -> None:
    there, back = consequences(months, one, other), consequences(months, other, one)
    assert (there[0].months, there[0].rupiah) == (back[1].months, back[1].rupiah)
    assert (there[1].months, there[1].rupiah) == (back[0].months, back[0].rupiah)
