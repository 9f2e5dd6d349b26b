"""Figures by place hide nobody's neighbour: every cell is nobody or at least five."""

from hypothesis import given
from hypothesis import strategies as st

from tanggap.fostering.domain.disclosing import Told, by_place

CODES = [f"3271{district:02d}{village:04d}" for district in (1, 2, 3) for village in range(4)]
COUNTS = st.tuples(st.integers(0, 12), st.integers(0, 9))
CELLS = st.dictionaries(st.sampled_from(CODES), COUNTS, max_size=len(CODES))


@given(CELLS)
def test_every_family_is_in_one_row_and_no_row_is_small(cells) -> None:
    rows = by_place(cells)
    total = tuple(map(sum, zip(*cells.values(), strict=True))) if cells else (0, 0)
    if not rows:
        assert any(0 < count < 5 for count in total) or not any(total)
        return
    assert tuple(map(sum, zip(*(row.counts for row in rows), strict=True))) == total
    assert all(count == 0 or count >= 5 for row in rows for count in row.counts)
    assert len({(row.code, row.is_rest) for row in rows}) == len(rows)


def test_large_kelurahan_are_told_alone_and_small_ones_together() -> None:
    cells = {
        "3271010001": (20, 6), "3271010002": (3, 2), "3271010003": (4, 3),
        "3271020001": (3, 3), "3271020002": (4, 2), "3271030001": (2, 1), "3271030002": (1, 0),
    }  # fmt: skip
    assert by_place(cells) == (
        Told("3271010001", (20, 6)),
        Told("327101", (7, 5), is_rest=True),
        Told("", (10, 6), is_rest=True),
    )


def test_the_rest_of_a_kecamatan_is_called_so() -> None:
    cells = {"3271010001": (20,), "3271010002": (3,), "3271010003": (4,), "3271020001": (4,)}
    assert by_place({code: cells[code] for code in list(cells)[:3]}) == (
        Told("3271010001", (20,)),
        Told("327101", (7,), is_rest=True),
    )
    # the lone four of another kecamatan take the smallest row along
    assert by_place(cells) == (Told("3271010001", (20,)), Told("", (11,), is_rest=True))


def test_too_few_in_all_are_not_told() -> None:
    assert by_place({"3271010001": (3,)}) == ()
    assert by_place({}) == ()
