"""The pure rules: names that stay, decisions that agree, codes, accuracy, corrected files."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.people.domain import accuracy, codes, consistency, name_search, reupload
from tanggap.people.domain.best_values import Said, best_of, best_text
from tanggap.people.domain.priority import UNKNOWN_STAKE, priority, uncertainty
from tanggap.people.domain.stability import keep_names

ROWS = st.lists(st.tuples(st.integers(0, 5), st.none() | st.integers(1, 5)), max_size=30)


@given(ROWS)
def test_two_groups_never_share_a_name_and_every_group_is_answered(rows) -> None:
    groups, names = [group for group, _ in rows], [name for _, name in rows]
    kept = keep_names(groups, names)
    assert set(kept) == set(groups)
    given_names = [name for name in kept.values() if name is not None]
    assert len(given_names) == len(set(given_names))
    assert all(name in {n for g, n in rows if g == group} for group, name in kept.items() if name)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20))
def test_the_same_grouping_again_keeps_every_name(names: list[int]) -> None:
    groups = [name * 10 for name in names]
    assert keep_names(groups, names) == {name * 10: name for name in names}


def test_a_person_stays_where_most_rows_stay() -> None:
    assert keep_names([1, 1, 2, 2, 2], [7, 7, 7, 8, 8]) == {1: 7, 2: 8}
    assert keep_names([1, 2, 2], [7, 7, 7]) == {1: None, 2: 7}


def test_who_is_the_same_as_the_same_cannot_be_different() -> None:
    with pytest.raises(consistency.ContradictsEarlier):
        consistency.check_different((1, 3), [(1, 2), (2, 3)])
    with pytest.raises(consistency.ContradictsEarlier):
        consistency.check_same((2, 3), [(1, 2)], [(1, 3)])
    consistency.check_same((2, 3), [(1, 2)], [(4, 5)])
    consistency.check_different((1, 4), [(1, 2), (4, 5)])


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_what_is_kept_as_different_never_stands_in_one_group(pairs) -> None:
    same, different = pairs[::2], dict.fromkeys(pairs[1::2])
    groups = consistency.groups_of(same)
    for a, b in consistency.consistent(same, different):
        assert a not in groups or groups.get(b) != groups[a]


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share(hits: int, more: int) -> None:
    found = accuracy.wilson(hits, hits + more)
    assert 0 <= found.low <= found.value <= found.high <= 1 or found.total == 0


def test_wilson_agrees_with_the_published_example() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    found = accuracy.wilson(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    with pytest.raises(ValueError, match="hits"):
        accuracy.wilson(3, 2)


def test_precision_and_recall_count_what_was_linked_and_what_was_missed() -> None:
    decided = [
        accuracy.Decided(*one) for one in [(True, True)] * 3 + [(True, False), (False, True)]
    ]
    found = accuracy.estimate(decided)
    assert (found.precision.hits, found.precision.total) == (3, 4)
    assert (found.recall.hits, found.recall.total) == (3, 4)


def test_a_code_is_read_back_however_it_is_typed() -> None:
    code = codes.new_code("W")
    typed = code.lower().replace("0", "o").replace("1", "l")
    assert codes.read_code(typed) == code
    assert codes.read_code(code.replace("-", " ")) == code


@given(st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_a_slip_of_one_letter_is_noticed(place: int, letter: str) -> None:
    code = "W-8JQ2KM04ZT-"
    code += next(check for check in codes.CHECKS if codes.read_code(code + check))
    body = code[2:-2]
    wrong = body[:place] + letter + body[place + 1 :]
    if wrong != body:
        assert codes.read_code(f"W-{wrong}-{code[-1]}") == ""


SLIPS = st.text("abcdefghij", min_size=4, max_size=10)


@given(SLIPS, st.data())
def test_one_slip_still_meets(word: str, data) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("klm"))
    for slipped in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + letter + word[place:],
    ):
        assert name_search.one_slip_apart(word, slipped)
        if len(slipped) >= name_search.SHORTEST_WITH_SLIP:
            assert name_search.variants(word) & name_search.variants(slipped)


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        ("siti nurhasana", "siti nurhasana", "siti nurhayati"),
        ("muhamat iusup", "iusup muhamat", "muhamat"),
        ("budi", "budi", "budi santoso"),
        ("budi santoso", "budi santos", "budi susanto"),
    ],
)
def test_the_nearer_name_scores_higher(asked: str, better: str, worse: str) -> None:
    assert name_search.score(asked.split(), better.split()) > name_search.score(
        asked.split(), worse.split()
    )


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_name_answers_itself_in_any_order(words: list[str]) -> None:
    assert name_search.score(words, words[::-1]) == pytest.approx(1)


def row(number: int, place: int, nik: bytes | None = None, name: str = "", birth: int = 0):
    return reupload.Row(number, "Data", place, nik, name, birth)


def test_rows_are_recognised_by_place_number_and_name() -> None:
    old = [row(1, 4, b"a", "siti"), row(2, 5, b"b", "budi"), row(3, 6, None, "jusup", 19900101)]
    new = [row(11, 4, None, "siti"), row(12, 9, b"b", "budi"), row(13, 7, None, "jusup", 19900101)]
    found = reupload.pair_rows(old, [*new, row(14, 20, b"z", "ani")])
    assert found.same == {11: 1, 12: 2, 13: 3}
    assert (found.added, found.missing) == ((14,), ())


def test_another_person_in_the_same_place_is_somebody_new() -> None:
    found = reupload.pair_rows(
        [row(1, 4, b"a", "siti", 19800101)], [row(2, 4, b"b", "ani", 19900101)]
    )
    assert found == reupload.Pairing({}, (2,), (1,))


ROW = st.tuples(
    st.integers(1, 6), st.none() | st.sampled_from([b"a", b"b", b"c"]), st.sampled_from("xyz")
)


@given(st.lists(ROW, max_size=8), st.lists(ROW, max_size=8))
def test_every_row_is_continued_once_added_or_missing(old, new) -> None:
    olds = [row(place, *values) for place, values in enumerate(old, 1)]
    news = [row(place, *values) for place, values in enumerate(new, 101)]
    found = reupload.pair_rows(olds, news)
    assert Counter([*found.same, *found.added]) == Counter(one.id for one in news)
    assert Counter([*found.same.values(), *found.missing]) == Counter(one.id for one in olds)


def test_a_blank_never_overwrites() -> None:
    cells, carried = reupload.effective({"a": "1", "b": "2"}, {"a": "", "b": "3"})
    assert (cells, carried) == ({"a": "1", "b": "3"}, ["a"])
    assert reupload.differences({"a": "1", "b": "2"}, {"a": "", "b": "3"}) == {"b": ("2", "3")}


def said(record: int, **more: object) -> Said:
    values = {
        "order": record, "cells": {}, "name_key": "", "birth": 0, "sex": 0, "region": "3271",
        "number": None, "card": None, "sound": False, **more,
    }  # fmt: skip
    return Said(record=record, **values)  # type: ignore[arg-type]


def test_what_most_rows_say_is_best_and_a_full_date_beats_a_year() -> None:
    best = best_of([said(1, birth=19800101), said(2, birth=19800101), said(3, birth=19810101)])
    assert (best.birth, best.sources["birth"]) == (19800101, 2)
    assert best_of([said(1, birth=19800202), said(2, birth=19800000)]).birth == 19800202


def test_a_number_that_agrees_with_its_row_is_preferred() -> None:
    rows = [said(1, number=b"good", sound=True), said(2, number=b"odd"), said(3, number=b"odd")]
    assert (best_of(rows).number, best_of(rows).number_record) == (b"good", 1)


def test_text_fields_name_their_source_and_the_dissenters() -> None:
    rows = [said(1, cells={"address": "JL  MELATI"}), said(2, cells={"address": "Jl Mawar 3"})]
    assert best_text(rows, "address") == ("Jl Mawar 3", 2, ("JL  MELATI",))
    assert best_text(rows, "village") == ("", None, ())


@given(st.floats(0, 1))
def test_doubt_is_greatest_in_the_middle(probability: float) -> None:
    assert 0 <= uncertainty(probability) <= uncertainty(0.5) == 1
    assert priority(stake=0, probability=0.5) == UNKNOWN_STAKE
