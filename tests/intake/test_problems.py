"""Every problem has a sentence in both languages that says what to do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.intake import CATALOGUE, escape_formula, problem_text, problems_of
from tanggap.linkage.schema import RAW_FIELDS, Quality


def test_every_finding_of_normalising_has_a_sentence() -> None:
    assert {bit.name for bit in Quality} <= set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_sentences_are_whole(code: str) -> None:
    problem = CATALOGUE[code]
    assert problem.column in {"", *RAW_FIELDS}
    assert problem.severity in {"error", "warning", "info"}
    for text in problem.sentence:
        assert text.endswith(".")
        assert text[0] == "“" or text[0].isupper()


def test_codes_come_row_by_row() -> None:
    quality = np.array(
        [0, Quality.NIK_MISSING | Quality.SEX_MISSING, 0, Quality.KK_MISSING], np.uint32
    )
    assert problems_of(quality).to_list() == [
        [],
        ["NIK_MISSING", "SEX_MISSING"],
        [],
        ["KK_MISSING"],
    ]
    assert problem_text(quality).to_list() == ["", "NIK_MISSING;SEX_MISSING", "", "KK_MISSING"]
    assert problem_text(np.array([], np.uint32)).to_list() == []


@given(st.text())
def test_no_escaped_text_starts_a_formula(text: str) -> None:
    escaped = escape_formula(text)
    assert escaped.endswith(text)
    assert not escaped.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
