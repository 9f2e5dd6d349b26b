"""The officers' figures as pictures."""

from tanggap.fostering.queries.figures import Row
from tanggap.fostering.views import figure_pictures as pictures


def row(*, known: int = 10, served: int = 0, wait: int | None = None, rupiah: int = 0) -> Row:
    return Row("x", known, 0, 0, 0, served, 0, 0, rupiah, wait)


def test_the_longest_wait_is_drawn_whole_and_nobody_waiting_is_left_out() -> None:
    bars = pictures.waits([("A", row(wait=10)), ("B", row(wait=40)), ("C", row())])
    assert [(bar.name, bar.width) for bar in bars] == [("B", 100.0), ("A", 25.0)]
    assert pictures.rupiah([("A", row())]) == []


def test_dots_lie_by_share_and_pile_up_within_the_picture() -> None:
    rows = [(f"K{n}", row()) for n in range(68)] + [("Z", row(served=10))]
    found = pictures.spread(rows, usual=1)
    assert found.dots[-1].x == pictures.LEFT + pictures.WIDE
    assert all(0 < dot.y < found.floor < found.height <= 130 for dot in found.dots)
    assert len({(dot.x, dot.y) for dot in found.dots}) == 69
    assert found.last == ("K0", "K1", "K10")
