"""No hidden figure can be computed from those that are shown."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tanggap.warga.domain import places
from tanggap.warga.domain.suppression import ALL, LEAST, MARGIN, Cell, hidden, is_small

Table = dict[Cell, int]
ROOT = "3271"


def whole(leaves: dict[Cell, int]) -> tuple[Table, dict[str, str]]:
    """Return a table with its sums over columns and places, and the tree of its places."""
    parents = places.tree_of({place for place, _ in leaves}, ROOT)
    table: Table = defaultdict(int)
    for (place, column), value in leaves.items():
        for one in places.above(place, ROOT):
            table[one, column] += value
            table[one, ALL] += value
    return dict(table), parents


def sums_of(table: Table, parents: dict[str, str]) -> list[dict[Cell, int]]:
    """Return every sum that a reader knows to hold, as coefficients of figures that make zero."""
    below: dict[str, list[str]] = defaultdict(list)
    for child, parent in parents.items():
        below[parent].append(child)
    every = {place for place, _ in table}
    columns = {column for _, column in table}
    over_places = [
        {(parent, column): -1, **{(child, column): 1 for child in children}}
        for parent, children in below.items()
        for column in columns
    ]
    over_columns = [
        {(place, ALL): -1, **{(place, column): 1 for column in columns - {ALL}}} for place in every
    ]
    return over_places + over_columns


def determined(
    table: Table, parents: dict[str, str], unseen: frozenset[Cell]
) -> set[Cell]:  # by exact elimination, knowing nothing of networks
    """Return the hidden figures that the sums and the shown figures determine."""
    order = sorted(unseen)
    rows = [
        [Fraction(one.get(cell, 0)) for cell in order]
        for one in sums_of(table, parents)
        if unseen & one.keys()
    ]
    pivots: dict[int, list[Fraction]] = {}
    for given_row in rows:
        row = given_row
        for place, lead in list(pivots.items()):
            if row[place]:
                row = [a - row[place] * b for a, b in zip(row, lead, strict=True)]
        first = next((place for place, value in enumerate(row) if value), None)
        if first is None:
            continue
        lead = [value / row[first] for value in row]
        for place, other in pivots.items():
            if other[first]:
                pivots[place] = [a - other[first] * b for a, b in zip(other, lead, strict=True)]
        pivots[first] = lead
    return {order[place] for place, row in pivots.items() if sum(1 for value in row if value) == 1}


VILLAGES = [f"3271{district:02d}10{number:02d}" for district in (1, 2, 3) for number in (1, 2, 3)]
LEAVES = st.sampled_from([*VILLAGES, "327101?", "3271?"])
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 300))
TABLES = st.dictionaries(st.tuples(LEAVES, st.sampled_from("ABCD")), COUNTS, max_size=40)


@given(TABLES)
@example({("3271011001", "A"): 3})
@example({("3271011001", "A"): 3, ("3271021001", "A"): 100})
@example({(VILLAGES[0], "A"): 4, (VILLAGES[1], "A"): 4, (VILLAGES[2], "A"): 50})
def test_nothing_that_is_hidden_can_be_computed(leaves: dict[Cell, int]) -> None:
    table, parents = whole(leaves)
    assert determined(table, parents, hidden(table, parents)) == set()


@given(TABLES)
def test_all_that_is_small_is_hidden_and_no_zero_is(leaves: dict[Cell, int]) -> None:
    table, parents = whole(leaves)
    unseen = hidden(table, parents)
    assert {cell for cell, value in table.items() if 0 < value < LEAST} <= unseen
    assert not {cell for cell in unseen if not table[cell]}


@given(TABLES)
def test_hidden_figures_of_a_sum_are_together_no_few(leaves: dict[Cell, int]) -> None:
    """Else two fours beside a total that is known would be two fours."""
    table, parents = whole(leaves)
    unseen = hidden(table, parents)
    inner = set(parents.values())
    for one in sums_of(table, parents):
        if len({place for place, _ in one}) == 1 and next(iter(one))[0] in inner:
            continue  # follows from the sums of the places below
        here = [cell for cell in one if cell in unseen]
        seen = [cell for cell in one if table.get(cell) and cell not in unseen]
        assert not here or not seen or sum(table[cell] for cell in here) >= MARGIN


@given(TABLES)
def test_the_same_table_gives_the_same_answer(leaves: dict[Cell, int]) -> None:
    table, parents = whole(leaves)
    backwards = dict(reversed(table.items()))
    assert hidden(table, parents) == hidden(backwards, parents)


def test_a_table_without_small_figures_is_shown_whole() -> None:
    table, parents = whole({(place, "A"): 20 for place in VILLAGES})
    assert hidden(table, parents) == frozenset()


def test_one_small_figure_costs_few_others() -> None:
    """A circle of four is enough in a table of two directions."""
    leaves = {(place, column): 30 for place in VILLAGES for column in "ABC"}
    table, parents = whole({**leaves, (VILLAGES[0], "A"): 2})
    assert len(hidden(table, parents)) == 4


@pytest.mark.parametrize(("counts", "small"), [((0, 0), False), ((7, 4), True), ((5, 9), False)])
def test_a_figure_is_small_when_any_count_behind_it_is(
    counts: tuple[int, ...], small: bool
) -> None:
    assert is_small(*counts) is small


@pytest.mark.parametrize(
    ("codes", "root"),
    [
        ({"3271011001", "3271"}, "3271"),
        ({"3271011001", "3201011001"}, "32"),
        ({"3271011001", "3101011001"}, ""),
        ({"3271011001", ""}, ""),
        (set(), ""),
    ],
)
def test_the_root_holds_every_code(codes: set[str], root: str) -> None:
    assert places.root_of(codes) == root


def test_what_no_list_places_exactly_stands_beside_the_kelurahan() -> None:
    assert places.place_of("3271011001") == "3271011001"
    assert places.place_of("3271") == "3271?"
    assert places.above("3271?", "32") == ["3271?", "3271", "32"]
    assert places.tree_of({"3271011001", "327101?"}, "3271") == {
        "3271011001": "327101",
        "327101?": "327101",
        "327101": "3271",
    }
