"""Pure rules of the dashboard: shades and the UpSet picture."""

from hypothesis import given
from hypothesis import strategies as st

from tanggap.command.domain.shades import SHADES, legend, shades
from tanggap.command.domain.upset import Combination, draw

values = st.dictionaries(st.text("0123456789", min_size=1), st.integers(0, 10_000), max_size=30)


@given(values)
def test_more_is_never_drawn_lighter_and_nothing_is_blank(given_values) -> None:
    drawn = shades(given_values)
    assert all((drawn[place] == 0) == (value == 0) for place, value in given_values.items())
    assert all(0 <= shade <= SHADES for shade in drawn.values())
    for one, value in given_values.items():
        for other, another in given_values.items():
            assert value > another or drawn[one] <= drawn[other]


@given(values)
def test_the_legend_tells_every_place_once(given_values) -> None:
    told = legend(given_values)
    for value in given_values.values():
        assert sum(low <= value <= high for _, low, high in told) == 1


def test_the_upset_picture_shows_the_largest_first_and_marks_what_is_forbidden() -> None:
    picture = draw(
        [
            Combination(("PKH",), 50, breaks=False),
            Combination(("BPNT", "PKH"), 30, breaks=False),
            Combination(("BST", "PKH"), 40, breaks=True),
        ]
    )
    assert picture is not None
    assert [c.combination.households for c in picture.columns] == [40, 30]
    assert picture.columns[0].combination.breaks
    assert [(row.code, row.total) for row in picture.rows] == [
        ("PKH", 120),
        ("BST", 40),
        ("BPNT", 30),
    ]
    assert len(picture.columns[0].dots) == 2


def test_without_shared_households_there_is_no_picture() -> None:
    assert draw([Combination(("PKH",), 50, breaks=False)]) is None
