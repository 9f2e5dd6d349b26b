"""The compiled comparisons, held against plain definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.linkage.kernels import names, numbers
from tanggap.linkage.kernels.household import (
    KK_DIFFERENT,
    KK_EQUAL,
    KK_MISSING,
    KK_NEAR,
    compare_cards,
)
from tanggap.linkage.kernels.names import compare_names
from tanggap.linkage.kernels.text import (
    as_byte_rows,
    as_numbers,
    begins_with,
    edits,
    ends_with,
    is_joined,
    letter_sets,
    near_words,
)
from tanggap.linkage.kernels.words import word_tables

WORDS = st.text(alphabet="abcd", min_size=1, max_size=16)


def alignment(a: str, b: str) -> int:
    """Return the optimal string alignment distance by the textbook table."""
    table = [[i + j if i * j == 0 else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def packed(word: str) -> tuple[int, int, int]:
    rows, lengths = as_byte_rows([word])
    head, tail = as_numbers(rows)[0]
    return head, tail, lengths[0]


def near(a: str, b: str) -> bool:
    sets = letter_sets(as_byte_rows([a, b])[0])
    return bool(near_words(*packed(a), sets[0], *packed(b), sets[1]))


@given(WORDS, WORDS)
def test_edits_are_those_of_the_textbook(a: str, b: str) -> None:
    assert edits(*packed(a), *packed(b)) == alignment(a, b)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("nurhayati", "nurhaati", True),
        ("yudi", "yudy", True),
        ("lanang", "alnang", True),  # the first two letters swapped
        ("usmana", "rusmana", True),  # the first letter lost
        ("eis", "euis", True),
        ("oko", "oki", True),
        ("ani", "oni", False),  # three letters: another beginning is another name
        ("at", "ati", False),
        ("sumarni", "sumiati", False),
        ("kurniawan", "kurnlawam", True),  # two edits in a long word
    ],
)
def test_typing_errors_are_near_and_other_names_are_not(a: str, b: str, wanted: bool) -> None:
    assert near(a, b) == near(b, a) == wanted


@given(WORDS, WORDS)
def test_nearness_does_not_depend_on_who_comes_first(a: str, b: str) -> None:
    assert near(a, b) == near(b, a)


@given(WORDS, WORDS)
def test_beginnings_and_ends_are_those_of_the_text(a: str, b: str) -> None:
    long_enough = min(len(a), len(b)) >= 3
    starts = a.startswith(b) or b.startswith(a)
    ends = a.endswith(b) or b.endswith(a)
    assert begins_with(*packed(a), *packed(b)) == (long_enough and starts)
    assert ends_with(*packed(a), *packed(b)) == (long_enough and ends)


@pytest.mark.parametrize(
    ("first", "second", "whole", "joined"),
    [
        ("nur", "hayati", "nurhayati", True),
        ("abdul", "rahman", "abdurahman", True),  # the joint lost a letter
        ("su", "tisna", "sutisna", True),
        ("siti", "aminah", "nurhayati", False),
        ("a", "li", "ali", False),  # too short to say
    ],
)
def test_two_words_written_together_are_recognised(
    first: str, second: str, whole: str, joined: bool
) -> None:
    assert is_joined(*packed(first), *packed(second), *packed(whole)) == joined


def compared(one: str, other: str) -> int:
    """Compare two names of unknown but equal rarity; returns the level."""
    words = sorted({*one.split(), *other.split()})
    tables = word_tables(
        words, np.arange(len(words), dtype=np.int32), words, np.full(len(words), 8, np.float32)
    )
    small = np.full((2, 6), -1, dtype=np.int32)
    for row, name in enumerate((one, other)):
        for place, word in enumerate(name.split()):
            small[row, place] = words.index(word)
    assert compare_names(small, 0, 1, 0, 6, *tables) == compare_names(small, 1, 0, 0, 6, *tables)
    return int(compare_names(small, 0, 1, 0, 6, *tables))


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("siti nurhayati", "nurhayati siti", names.FORM_SAME),
        ("siti nurhayati", "siti nurhaati", names.FORM_SPELLED),
        ("asep hidayat", "asep hdyt", names.FORM_SPELLED),
        ("abdul rahman", "abdurahman", names.FORM_SPELLED),
        ("siti nurhayati", "nurhayati", names.FORM_SHORTER),
        ("asep hidayat", "asep h", names.FORM_SHORTER),
        ("siti nurhayati", "nurhaati", names.FORM_SHORTER_SPELLED),
        ("dedi saputra", "dedi kurniawan", names.FORM_PARTLY),
    ],
)
def test_names_agree_in_one_of_five_forms(one: str, other: str, form: int) -> None:
    assert (compared(one, other) - 1) // 4 == form


def test_names_that_share_no_word_differ_and_initials_say_little() -> None:
    assert compared("asep", "ujang") == names.NAME_DIFFERENT
    assert compared("agus k", "a kurnia") == names.NAME_INITIALS
    assert compared("agus", "") == names.NAME_MISSING


NIK = 3271_0150_0680_0001


@pytest.mark.parametrize(
    ("a", "known_a", "b", "known_b", "level"),
    [
        (0, 0, NIK, 16, numbers.ID_MISSING),
        (NIK, 16, NIK, 16, numbers.ID_EQUAL),
        (NIK, 16, NIK // 10000 * 10000, 12, numbers.ID_EQUAL_PREFIX),
        (NIK, 16, NIK // 10**10 * 10**10, 6, numbers.ID_EQUAL_REGION),
        (NIK, 16, 3201 * 10**12, 6, numbers.ID_MISSING),  # six other digits prove nothing
        (NIK, 16, NIK + 1, 16, numbers.ID_OTHER_SERIAL),
        (NIK, 16, NIK + 10**6, 16, numbers.ID_ONE_SLIP),
        (NIK, 16, 3217_0150_0680_0001, 16, numbers.ID_ONE_SLIP),  # two neighbours swapped
        (NIK, 16, 3578_2650_0680_0001, 16, numbers.ID_OTHER_REGION),
        (NIK, 16, 3578_2650_0690_0007, 16, numbers.ID_DIFFERENT),
    ],
)
def test_niks_are_compared_on_the_digits_that_both_can_trust(
    a: int, known_a: int, b: int, known_b: int, level: int
) -> None:
    assert numbers.compare_niks(a, known_a, b, known_b) == level
    assert numbers.compare_niks(b, known_b, a, known_a) == level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (0, 19800415, numbers.DATE_MISSING),
        (19800415, 19800415, numbers.DATE_EQUAL),
        (19800101, 19800101, numbers.DATE_EQUAL_DEFAULT),
        (19800000, 19800000, numbers.DATE_YEAR_ONLY_KNOWN),
        (19800405, 19800504, numbers.DATE_SWAPPED),
        (19800415, 19800416, numbers.DATE_PART_SLIP),
        (19800415, 19800427, numbers.DATE_PART),
        (19800415, 19900415, numbers.DATE_YEAR_SLIP),
        (19800415, 19800701, numbers.DATE_YEAR_ONLY_KNOWN),
        (19800415, 19800627, numbers.DATE_YEAR),
        (19800415, 19820627, numbers.DATE_NEAR_YEAR),
        (19800415, 19870627, numbers.DATE_APART),
        (19800415, 20040627, numbers.DATE_GENERATION),
    ],
)
def test_dates_are_compared_part_by_part(a: int, b: int, level: int) -> None:
    assert numbers.compare_dates(a, b) == level
    assert numbers.compare_dates(b, a) == level


def test_the_date_in_a_nik_stands_in_only_where_the_niks_are_not_the_same() -> None:
    birth = 19800415
    assert numbers.compare_births(0, 0, birth, birth, 0, 0, False) == numbers.DATE_EQUAL
    assert numbers.compare_births(0, 0, birth, birth, 0, birth, True) == numbers.DATE_MISSING
    assert numbers.compare_births(19750101, 0, birth, birth, 0, 0, False) == numbers.DATE_IN_NIK


@pytest.mark.parametrize(
    ("a", "known_a", "b", "known_b", "level"),
    [
        (0, 0, NIK, 16, KK_MISSING),
        (NIK, 16, NIK, 16, KK_EQUAL),
        (NIK, 16, NIK + 10, 16, KK_NEAR),
        (NIK, 16, NIK + 1, 16, KK_DIFFERENT),  # the next card that was issued that day
        (NIK, 16, NIK // 10000 * 10000, 12, KK_NEAR),
        (NIK, 16, NIK // 10**10 * 10**10, 6, KK_MISSING),
        (NIK, 16, NIK + 1234567, 16, KK_DIFFERENT),
    ],
)
def test_family_cards_are_compared_on_the_digits_that_both_can_trust(
    a: int, known_a: int, b: int, known_b: int, level: int
) -> None:
    assert compare_cards(a, known_a, b, known_b) == level


@given(st.integers(0, 10**16 - 1), st.integers(0, 10**16 - 1))
def test_slips_count_like_a_person_would(a: int, b: int) -> None:
    differing = sum(x != y for x, y in zip(f"{a:016}", f"{b:016}", strict=True))
    slips = numbers.digit_slips(np.int64(a), np.int64(b))
    assert slips <= min(differing, 3)
    assert (slips == 0) == (a == b)
