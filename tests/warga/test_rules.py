"""The other rules: who proves to be whom, months in words, shades, light outlines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.warga.domain import months, outlines, proof
from tanggap.warga.domain.proof import Held, Told
from tanggap.warga.domain.shades import legend, shades


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("SITI NURHALIZA", "sit"), ("Hj. Siti Aminah, S.Pd.", "SIT"), ("Soekarno", "SUK"),
        ("Sukarno", "soe"), ("Moh. Yusuf", "MUH"), ("MUHAMMAD YUSUF", "moh"), ("Djoko", "jok"),
        ("It", "it"), ("H. M. Ali", "muh"), ("Dé Wi", "dew"), ("Ibu", "ibu"),
    ],
)  # fmt: skip
def test_a_name_begins_with_its_letters(name: str, letters: str) -> None:
    assert proof.begins(name, letters)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("SITI", "sat"), ("Siti", "s"), ("Siti", "si"), ("", "sit"), ("Siti", ""), ("123", "123"),
     ("Yusuf", "muh")],
)  # fmt: skip
def test_other_letters_and_too_few_do_not(name: str, letters: str) -> None:
    assert not proof.begins(name, letters)


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=12))
def test_every_name_of_one_word_begins_with_its_own_letters(name: str) -> None:
    assert proof.begins(name, name[:3])


@given(st.text(max_size=30), st.text(max_size=5))
def test_any_text_is_answered(name: str, letters: str) -> None:
    assert proof.begins(name, letters) in {True, False}


@pytest.mark.parametrize(
    ("held", "proved"),
    [
        (Held(frozenset({19850315}), frozenset({"Siti"})), True),
        (Held(frozenset({19850000}), frozenset({"Siti"})), True),
        (Held(frozenset({19860000}), frozenset({"Siti"})), False),
        (Held(frozenset(), frozenset({"Siti"})), False),
        (Held(frozenset({19850315}), frozenset({"Budi"})), False),
        (Held(frozenset({19850315}), frozenset({"Siti"}), frozenset({"Rini"})), True),
        (Held(frozenset({19850315}), frozenset({"Siti"}), frozenset({"Sumi"})), False),
        (Held(frozenset({19850315}), frozenset({"Siti"}), frozenset({"-"})), True),
    ],
)
def test_what_is_held_must_agree(held: Held, proved: bool) -> None:
    assert proof.proves(Told(19850315, "SIT", "RIN"), held) is proved


def test_months_are_told_in_runs() -> None:
    told = months.in_words(["2020-04", "2020-05", "2020-12", "2021-01"])
    assert told.id == "Apr–Mei 2020, Des 2020–Jan 2021"
    assert months.in_words(["2020-08"]).en == "Aug 2020"


@pytest.mark.parametrize(
    ("now", "first"), [("2020-05", "2020-05"), ("2026-01", "2020-06"), ("2019-01", "2020-04")]
)
def test_the_newest_month_that_has_begun_is_shown_first(now: str, first: str) -> None:
    assert months.shown_first(["2020-04", "2020-05", "2020-06"], now) == first
    assert months.shown_first([], now) == ""


def test_hidden_places_have_a_shade_of_their_own() -> None:
    values = {"a": 0, "b": 7, "c": 90, "d": None}
    assert shades(values) == {"a": 0, "b": 1, "c": 3, "d": "hidden"}
    assert legend(values) == [(0, 0, 0), (1, 7, 7), (3, 90, 90)]


def test_outlines_are_thinned_until_they_fit() -> None:
    corners = [(x, 0) for x in range(900)] + [(900, y) for y in range(900)]
    ring = "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"
    light = outlines.light({"a": ring, "b": ring}, budget=3_000)
    assert light is not None
    assert sum(map(len, light.values())) <= 3_000
    assert light["a"].startswith("M0 0L")
    assert outlines.light({"a": ring}, budget=10) is None
