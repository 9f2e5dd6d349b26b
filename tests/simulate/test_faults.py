"""Single faults: each does what its name says, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.simulate import RATES, Noise, name_faults, notations, number_faults, rate
from tanggap.simulate.habits import HABITS, SEX_STYLES, DateStyle
from tanggap.simulate.name_faults import NameFault
from tanggap.simulate.noise import Strikes
from tanggap.simulate.programmes import Programme

NIK = "3271034508900001"

draw = st.floats(0, 1, exclude_max=True)
two_draws = st.tuples(draw, draw)
three_draws = st.tuples(draw, draw, draw)
numbers = st.text("0123456789", min_size=16, max_size=16)
names = st.lists(
    st.sampled_from(["Muhammad", "Siti", "Nur", "Nurhayati", "Yusup", "Ai", "Kosim", "Fitri", "O"]),
    min_size=1,
    max_size=4,
).map(" ".join)

NAME_FAULTS: list[NameFault] = [
    name_faults.abbreviated,
    name_faults.respelled,
    name_faults.word_dropped,
    name_faults.initial_only,
    name_faults.joined_or_split,
    name_faults.reordered,
    name_faults.mistyped,
    name_faults.with_alias,
    name_faults.nickname,
]


@given(numbers, two_draws)
def test_one_digit_is_wrong(number: str, draws: number_faults.Draws) -> None:
    wrong = number_faults.wrong_digit(number, draws)
    assert sum(a != b for a, b in zip(number, wrong, strict=True)) == 1


@given(numbers, two_draws)
def test_two_neighbours_are_swapped(number: str, draws: number_faults.Draws) -> None:
    swapped = number_faults.transposed(number, draws)
    changed = [i for i, pair in enumerate(zip(number, swapped, strict=True)) if pair[0] != pair[1]]
    assert len(changed) == (0 if len(set(number)) == 1 else 2)
    assert sorted(swapped) == sorted(number)


@given(numbers, two_draws)
def test_a_digit_is_lost_or_doubled(number: str, draws: number_faults.Draws) -> None:
    assert len(number_faults.wrong_length(number, draws)) in (15, 17)


@given(numbers, two_draws)
def test_decoration_keeps_the_digits(number: str, draws: number_faults.Draws) -> None:
    bare = number_faults.decorated(number, draws).replace("O", "0").replace("l", "1")
    assert "".join(filter(str.isdigit, bare)) == number


@given(numbers, two_draws)
def test_excel_keeps_fifteen_digits_or_six(number: str, draws: number_faults.Draws) -> None:
    rounded = number_faults.rounded_cell(number, draws)
    assert rounded in (number[:15] + "0", number[:6] + "0" * 10)


def test_excel_text_is_scientific_or_ends_in_zero() -> None:
    assert number_faults.rounded_text(NIK, (0.1, 0.1)) == "3,27103E+15"
    assert number_faults.rounded_text(NIK, (0.9, 0.9)) == "3271034508900000"


@given(two_draws)
def test_an_impossible_nik_is_impossible(draws: number_faults.Draws) -> None:
    wrong = number_faults.impossible(NIK, draws)
    day, month = int(wrong[6:8]), int(wrong[8:10])
    assert len(wrong) == 16
    assert day == 0 or month > 12 or wrong.endswith("0000") or wrong.startswith("00")


@pytest.mark.parametrize("fault", NAME_FAULTS)
@given(name=names, draws=three_draws)
def test_a_damaged_name_is_still_a_name(
    fault: NameFault, name: str, draws: name_faults.NameDraws
) -> None:
    damaged = fault(name, draws)
    assert damaged.strip()
    assert damaged == " ".join(damaged.split())


@pytest.mark.parametrize(
    ("fault", "name", "draws", "written"),
    [
        (name_faults.abbreviated, "Muhammad Rizky", (0.1, 0, 0), "Moh. Rizky"),
        (name_faults.abbreviated, "Siti", (0.0, 0, 0), "St."),
        (name_faults.word_dropped, "Ade Yana Putra", (0.5, 0.9, 0), "Ade Yana"),
        (name_faults.word_dropped, "Odah", (0.5, 0.9, 0), "Odah"),
        (name_faults.initial_only, "Ade Yana Putra", (0.5, 0, 0), "Ade Yana P."),
        (name_faults.joined_or_split, "Nurhayati", (0, 0, 0), "Nur Hayati"),
        (name_faults.joined_or_split, "Rina Wati", (0, 0, 0), "Rinawati"),
        (name_faults.reordered, "Dedi Kusnadi", (0, 0, 0), "Kusnadi Dedi"),
        (name_faults.with_alias, "Odah", (0, 0, 0), "Odah alias Ujang"),
        (name_faults.respelled, "Fajar", (0, 0, 0), "Pajar"),
    ],
)
def test_names_are_damaged_as_in_life(
    fault: NameFault, name: str, draws: name_faults.NameDraws, written: str
) -> None:
    assert fault(name, draws) == written


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (DateStyle.DASHED, "17-08-1980"),
        (DateStyle.SLASHED, "17/08/1980"),
        (DateStyle.ISO, "1980-08-17"),
        (DateStyle.SHORT_YEAR, "17-08-80"),
        (DateStyle.COMPACT, "19800817"),
        (DateStyle.DOTTED, "17.8.1980"),
        (DateStyle.EXCEL, "1980-08-17"),
    ],
)
def test_notations_of_a_date(style: DateStyle, written: str) -> None:
    day = np.array([np.datetime64("1980-08-17").astype(int)], dtype=np.int32)
    text = notations.dates(np.random.default_rng(1), day, np.array([style], dtype=np.int8))
    assert text[0] == written


def test_a_date_in_words_is_indonesian() -> None:
    day = np.full(50, np.datetime64("1980-08-17").astype(int), dtype=np.int32)
    style = np.full(50, DateStyle.IN_WORDS, dtype=np.int8)
    texts = set(notations.dates(np.random.default_rng(1), day, style))
    assert texts == {"17 Agustus 1980", "17 Agt 1980"}


def test_telephones_keep_their_number() -> None:
    number = np.full(200, 81234567890, dtype=np.int64)
    texts = notations.phones(np.random.default_rng(1), number)
    assert len(set(texts)) >= 6
    assert all("".join(filter(str.isdigit, t)).endswith("81234567890") for t in texts)


@pytest.mark.parametrize("noise", list(Noise))
@pytest.mark.parametrize("fault", ["nik_missing", "kk_missing", "name_typing", "birth_missing"])
def test_faults_strike_at_the_rate_of_the_table(noise: Noise, fault: str) -> None:
    rng = np.random.default_rng(5)
    strikes = Strikes(rng, noise, np.ones(60_000))
    assert strikes.mask(fault).mean() == pytest.approx(rate(noise, fault), rel=0.12)


def test_careless_rows_have_more_faults() -> None:
    carelessness = np.repeat([0.5, 2.0], 20_000)
    struck = Strikes(np.random.default_rng(5), Noise.MEDIUM, carelessness).mask("nik_missing")
    assert struck[20_000:].mean() > 2.5 * struck[:20_000].mean()


@pytest.mark.parametrize("fault", RATES)
def test_more_noise_means_more_faults(fault: str) -> None:
    low, medium, high = (rate(noise, fault) for noise in Noise)
    assert 0 < low < medium < high < 1


@pytest.mark.parametrize("programme", list(Programme))
def test_habits_are_shares(programme: Programme) -> None:
    habits = HABITS[programme]
    assert sum(habits.dates) == pytest.approx(1)
    assert len(habits.dates) == len(DateStyle)
    assert sum(habits.sexes) == pytest.approx(1)
    assert len(habits.sexes) == len(SEX_STYLES)


def test_titles_fit_the_sex() -> None:
    titled = name_faults.titled
    assert titled("Odah", (0, 0.9, 0), sex=2, pilgrim=True) == "Hj. Odah"
    assert titled("Uus", (0, 0.9, 0), sex=1, pilgrim=True) == "H. Uus"
    assert titled("Rina", (0.5, 0, 0), sex=2, pilgrim=False) == "Rina, S.Pd"
