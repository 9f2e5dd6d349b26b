"""The table of moves, the deadlines, the draw and the hiding of small cells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.core import hiding
from tanggap.objections.domain import deadlines, states, surveying, words
from tanggap.objections.domain.holidays import CALENDAR, Calendar, WrongHolidays
from tanggap.objections.domain.kinds import OBJECTIONS, OWN, REPORTS, SENSITIVE, first_state
from tanggap.objections.domain.states import ANSWERED, DECIDED, MOVES, OPEN
from tanggap.objections.types import Kind, NotAllowed, State

KINDS, STATES = st.sampled_from(Kind), st.sampled_from(State)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def allowed(before: State, after: State, **changes: object) -> bool:
    told = {
        "kind": Kind.REFUSAL, "by_id": 1, "decided_by_id": 2, "citizen": False, "reason": "karena",
        "rule": "Syarat 1",
    }  # fmt: skip
    try:
        states.check(before, after, **{**told, **changes})  # type: ignore[arg-type]
    except NotAllowed:
        return False
    return True


@given(before=STATES, after=STATES, kind=KINDS, citizen=st.booleans())
def test_what_the_table_does_not_know_never_happens(before, after, kind, citizen) -> None:
    if (before, after) not in MOVES:
        assert not allowed(before, after, kind=kind, citizen=citizen)


@given(before=STATES, after=st.sampled_from(sorted(DECIDED)), kind=KINDS, officer=st.integers(1, 9))
def test_nobody_judges_an_objection_to_their_own_decision(before, after, kind, officer) -> None:
    assert not allowed(before, after, kind=kind, by_id=officer, decided_by_id=officer)


@given(before=STATES, after=STATES, kind=st.sampled_from(REPORTS))
def test_reports_are_not_granted_and_objections_not_solved(before, after, kind) -> None:
    if kind not in OBJECTIONS and after in DECIDED:
        assert not allowed(before, after, kind=kind)
    if kind in OBJECTIONS and after in ANSWERED - DECIDED | {State.ESCALATED}:
        assert not allowed(before, after, kind=kind)


@pytest.mark.parametrize(("before", "after"), sorted(MOVES))
@pytest.mark.parametrize("kind", Kind)
def test_a_move_of_objections_is_none_of_reports_and_the_other_way(before, after, kind) -> None:
    of = MOVES[before, after].of
    if of != "all" and (kind in OBJECTIONS) != (of == "objection"):
        assert not allowed(before, after, kind=kind, citizen=MOVES[before, after].citizen)


@given(before=STATES, after=st.sampled_from(sorted(ANSWERED)), kind=KINDS)
def test_no_answer_is_without_words_and_no_rejection_without_its_rule(before, after, kind) -> None:
    assert not allowed(before, after, kind=kind, reason=" ")
    assert not (after == State.REJECTED and allowed(before, after, kind=kind, rule=""))


@given(kind=KINDS, data=st.data())
def test_every_walk_ends_answered_merged_or_withdrawn(kind, data) -> None:
    state, again = first_state(kind), 0
    for _ in range(12):
        ways = [
            after for before, after in MOVES
            if before == state and (allowed(state, after, kind=kind)
                                    or allowed(state, after, kind=kind, citizen=True))
        ]  # fmt: skip
        if state in OPEN:
            assert ways, "an open ticket never stands in a dead end"
        if not ways:
            break
        state = data.draw(st.sampled_from(ways))
        again += state == State.RECEIVED
    assert state in set(State)


def test_citizens_never_answer_themselves_and_officers_never_withdraw() -> None:
    for before, after in MOVES:
        citizen = any(allowed(before, after, kind=kind, citizen=True) for kind in Kind)
        officer = any(allowed(before, after, kind=kind) for kind in Kind)
        assert not (citizen and after in ANSWERED | {State.ESCALATED, State.MERGED})
        assert not (officer and after == State.WITHDRAWN)


def test_what_accuses_an_official_begins_with_the_inspectorate() -> None:
    assert {kind for kind in Kind if first_state(kind) == State.ESCALATED} == SENSITIVE
    assert not SENSITIVE & OBJECTIONS


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_and_state_has_words_in_both_languages(kind: Kind) -> None:
    assert words.KINDS[kind].id
    assert words.KINDS[kind].en
    assert set(words.STATES) == set(words.FOR_CITIZENS) == set(State)
    assert set(REPORTS) | OWN | {Kind.ABUSE} == set(Kind)  # abuse is told from a foster match


@given(day=DAYS, count=st.integers(0, 70))
def test_working_days_are_counted_one_by_one(day, count) -> None:
    last = deadlines.working_days_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(CALENDAR.is_working(one) for one in between) == count
    assert count == 0 or CALENDAR.is_working(last)


@given(day=DAYS)
def test_an_accusation_has_more_time_than_a_report_and_that_more_than_an_objection(day) -> None:
    refusal = deadlines.answer_by(Kind.REFUSAL, day)
    report = deadlines.answer_by(Kind.NOT_RECEIVED, day)
    bribe = deadlines.answer_by(Kind.BRIBERY, day)
    assert day < deadlines.take_up_by(day) < refusal < report < bribe
    assert deadlines.answer_by(Kind.OTHER, day, escalated=True) == bribe


def test_a_refusal_can_be_objected_to_for_21_days_on_which_offices_are_open() -> None:
    assert deadlines.last_day_to_object(date(2020, 6, 2)) == date(2020, 7, 1)
    assert deadlines.last_day_to_object(date(2026, 3, 2)) == date(
        2026, 4, 8
    )  # Nyepi, Idul Fitri, Good Friday


def test_citizens_get_five_days_more_in_a_year_whose_holidays_are_not_known() -> None:
    assert deadlines.last_day_to_object(date(2035, 1, 1)) == date(2035, 2, 6)
    assert deadlines.answer_by(Kind.REFUSAL, date(2035, 1, 1)) == date(2035, 1, 15)


def test_holidays_stand_under_their_year_and_a_later_decree_adds_and_takes_back() -> None:
    calendar = Calendar('[2026]\n2026-12-24 = "Cuti bersama Natal"\n')
    assert not calendar.is_working(date(2026, 12, 24))
    calendar.add('[2026]\n2026-12-24 = false\n2026-12-28 = "Cuti bersama"\n')
    assert calendar.is_working(date(2026, 12, 24))
    assert not calendar.is_working(date(2026, 12, 28))


WRONG = ["2026 libur", "[2026]\n2025-12-25 = 'Natal'", "[2026]\nNatal = 1",
         "[libur]\n2026-12-25 = 'Natal'", "a = 1"]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_of_holidays_that_cannot_be_read_adds_nothing(wrong) -> None:
    with pytest.raises(WrongHolidays):
        Calendar("").add(wrong)


@given(seed=st.text(max_size=8), award=st.integers(1), share=st.integers(0, 99))
def test_a_larger_share_keeps_those_who_were_drawn(seed, award, share) -> None:
    less = surveying.is_drawn(seed, award, "2020-04", share=share)
    assert not less or surveying.is_drawn(seed, award, "2020-04", share=share + 1)
    assert not surveying.is_drawn(seed, award, "2020-04", share=0)
    assert surveying.is_drawn(seed, award, "2020-04", share=100)


def test_about_the_share_is_drawn() -> None:
    drawn = sum(surveying.is_drawn("benih", n, "2020-04", share=5) for n in range(10_000))
    assert 400 < drawn < 600


@pytest.mark.parametrize(
    ("received", "whole", "money", "kinds"),
    [
        (True, True, False, []),
        (False, None, False, [Kind.NOT_RECEIVED]),
        (True, False, False, [Kind.SHORT]),
        (True, True, True, [Kind.BRIBERY]),
        (False, None, True, [Kind.NOT_RECEIVED, Kind.BRIBERY]),
    ],
)
def test_an_answer_reports_what_is_wrong(received, whole, money, kinds) -> None:
    assert list(surveying.faults(received=received, whole=whole, money_asked=money)) == kinds


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8))
def test_no_total_gives_a_small_group_away(sizes) -> None:
    hidden = hiding.hidden_groups(sizes)
    assert all(name in hidden for name, size in sizes.items() if 0 < size < hiding.LEAST)
    together = sum(sizes[name] for name in hidden)
    shown = sum(size for name, size in sizes.items() if name not in hidden)
    assert together == 0 or together >= hiding.LEAST or shown == 0


@given(whole=st.integers(0, 40), count=st.integers(0, 40))
def test_a_part_is_shown_only_where_neither_side_is_few(whole, count) -> None:
    part = hiding.part(min(count, whole), whole)
    assert part is None or ((part == 0 or part >= 5) and (whole - part == 0 or whole - part >= 5))
