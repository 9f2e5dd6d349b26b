"""The pure rules: what is typed, codes, criteria, the journey, moves."""

import tomllib
from datetime import date, datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tanggap.applications.domain import codes, criteria, desk, journey, timeline, typed
from tanggap.applications.domain.criteria_text import written
from tanggap.applications.domain.desk import Linkage
from tanggap.applications.domain.statuses import AT_THE_DESK, CLOSED, MOVES, check
from tanggap.applications.domain.typed import Mistyped
from tanggap.applications.types import NotAllowed, Status
from tanggap.core.permissions import Permission

TODAY = date(2026, 11, 24)
DIGITS = st.text("0123456789", min_size=1, max_size=20)


@pytest.mark.parametrize(
    "text",
    ["3271011503850001", "3271 0115 0385 0001", "32.71.01.150385-0001", " 3271/0115 03850001"],
)
def test_a_nik_is_read_whatever_stands_between_its_digits(text: str) -> None:
    assert typed.read_nik(text) == "3271011503850001"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("327101150385000", "short"),
        ("32710115038500011", "long"),
        ("32710115038500O1", "letters"),
        ("3271013213850001", "impossible"),
        ("3271015513850001", "impossible"),
        ("3271011503850000", "impossible"),
        ("", "short"),
    ],
)
def test_an_impossible_nik_says_why(text: str, why: str) -> None:
    with pytest.raises(Mistyped) as fault:
        typed.read_nik(text)
    assert fault.value.code == why


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("(0251) 123456", "+62251123456"),
    ],
)
def test_a_telephone_number_is_read(text: str, number: str) -> None:
    assert typed.read_phone(text) == number


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("600000", 600_000),
        ("Rp 1.500.000,-", 1_500_000),
        ("1,500,000", 1_500_000),
        ("2,5 juta", 2_500_000),
        ("1.5jt", 1_500_000),
        ("600 ribu", 600_000),
        ("0", 0),
    ],
)
def test_rupiah_are_read_as_people_write_them(text: str, rupiah: int) -> None:
    assert typed.read_rupiah(text) == rupiah


@pytest.mark.parametrize("text", ["banyak", "", "1.2.3 juta", "-5"])
def test_what_is_no_sum_says_so(text: str) -> None:
    with pytest.raises(Mistyped):
        typed.read_rupiah(text)


@given(DIGITS, st.sampled_from(["", " ", ".", "-", " - "]))
def test_signs_between_digits_never_matter(digits: str, between: str) -> None:
    assert typed.digits_of(between.join(digits)) == digits


@given(st.dates(date(1910, 1, 1), TODAY), st.booleans())
def test_a_nik_tells_birth_and_sex(born: date, woman: bool) -> None:
    if TODAY.year - born.year >= 100:
        return
    day = born.day + (40 if woman else 0)
    digits = f"327101{day:02d}{born:%m%y}0001"
    assert typed.birth_in_nik(digits, today=TODAY) == (born, "P" if woman else "L")


def test_a_code_forgives_how_it_is_typed() -> None:
    code = codes.new_code()
    assert codes.read_code(codes.spelled(code).lower().replace("-", " ")) == code
    assert codes.read_code(code.replace("0", "O").replace("1", "l")) == code


@given(st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.SIGNS))
def test_a_code_with_one_wrong_sign_is_none(place: int, sign: str) -> None:
    code = codes.new_code()
    wrong = code[:place] + sign + code[place + 1 :]
    assert (codes.read_code(wrong) == code) == (wrong == code)


def test_the_seeds_can_be_read_and_their_weights_make_the_whole() -> None:
    sets = {one["programme"]: criteria.read(one["content"]) for one in criteria.seeds()}
    assert len(sets["BLT-DD"].criteria) == 14
    assert len(sets["KOTA"].criteria) == 9
    for known in sets.values():
        best = {c.code: max(c.choices, key=lambda one: one.points).code for c in known.criteria}
        assert known.points(best) == criteria.WHOLE
        assert known.points({}) == 0


def test_nine_of_fourteen_reach_the_threshold_and_eight_do_not() -> None:
    content = next(one["content"] for one in criteria.seeds() if one["programme"] == "BLT-DD")
    known = criteria.read(content)
    ticked = [one.code for one in known.criteria]
    nine, eight = (dict.fromkeys(ticked[:n], criteria.YES) for n in (9, 8))
    assert known.points(nine) >= known.threshold > known.points(eight)


@pytest.mark.parametrize("seed", criteria.seeds(), ids=lambda one: one["programme"])
def test_criteria_are_the_same_after_editing_nothing(seed: dict[str, Any]) -> None:
    assert tomllib.loads(written(seed["content"])) == seed["content"]


@pytest.mark.parametrize(
    "change",
    [
        {"code": "Huruf Besar"},
        {"weight": 0},
        {"weight": "banyak"},
        {"kind": "number"},
        {"text": {"id": ""}},
        {"kind": "choice", "choices": []},
        {"kind": "choice", "choices": [{"code": "a", "points": 101}, {"code": "b", "points": 0}]},
    ],
)
def test_bad_criteria_are_told_and_not_kept(change: dict[str, Any]) -> None:
    good = {"code": "a", "weight": 1, "kind": "yes_no", "text": {"id": "Apakah?"}}
    with pytest.raises(criteria.BadCriteria):
        criteria.read({"threshold": 0, "criteria": [{**good, **change}]})


@given(st.lists(st.sampled_from("abcdef"), unique=True))
def test_the_journey_goes_on_and_back_through_every_page(known: list[str]) -> None:
    pages, seen, page = journey.pages(known), [], "kecamatan"
    while page != journey.CHECK:
        seen.append(page)
        following = journey.after(page, pages)
        assert journey.before(following, pages) == page
        page = following
    assert tuple(seen) == pages
    assert journey.first_open(pages, set(pages)) == journey.CHECK


@pytest.mark.parametrize(
    ("linkage", "ledger", "answer"),
    [
        (Linkage("nik", 1), "clear", "clear"),
        (Linkage("nik", 1), "overlap", "overlap"),
        (Linkage("nik", 1), "unknown", "unknown"),
        (Linkage("nik", 1, several=True), "overlap", "unknown"),
        (Linkage("nik", 1, deceased=True), "clear", "unknown"),
        (Linkage("similar", 1, score=0.95), "clear", "unknown"),
        (Linkage("similar", 1, score=0.95), "overlap", "unknown"),
        (Linkage("card", family_id=1), "overlap", "overlap"),
        (Linkage("card", family_id=1), None, "unknown"),
    ],
)
def test_the_desk_is_never_surer_than_its_evidence(
    linkage: Linkage, ledger: Any, answer: str
) -> None:
    assert desk.answer(linkage, ledger) == answer


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2020-04", "2020-06", ("2020-04", "2020-05", "2020-06")),
        ("", "", ("2026-11", "2026-12", "2027-01")),
        ("2027-02", "", ("2027-02", "2027-03", "2027-04")),
    ],
)
def test_which_months_are_looked_at(first: str, last: str, months: tuple[str, ...]) -> None:
    assert desk.months_wanted(first, last, today="2026-11") == months


def test_what_was_decided_has_no_steps_to_come() -> None:
    at = datetime(2026, 11, 24, tzinfo=timezone.utc)  # noqa: UP017
    open_steps = timeline.steps(at, [])
    assert [one.when for one in open_steps] == ["now", "later", "later", "later"]
    closed = timeline.steps(at, [(Status.REFUSED, at, "di luar kota")])
    assert [one.when for one in closed] == ["done", "now"]
    assert closed[-1].reason == "di luar kota"


def test_every_status_can_be_told() -> None:
    at = datetime(2026, 11, 24, tzinfo=timezone.utc)  # noqa: UP017
    assert all(timeline.steps(at, [(status, at, "")]) for status in Status)


def test_the_desk_decides_nothing_that_needs_a_plan() -> None:
    assert set(MOVES) >= AT_THE_DESK
    assert not {after for _before, after in AT_THE_DESK} & {Status.APPROVED, Status.WAITING}
    assert all(needs.permission != Permission.PLAN_APPROVE
               for move, needs in MOVES.items() if move in AT_THE_DESK)  # fmt: skip


@pytest.mark.parametrize("after", list(Status))
@pytest.mark.parametrize("before", list(Status))
def test_a_move_that_the_table_does_not_know_is_none(before: Status, after: Status) -> None:
    if (before, after) in MOVES:
        assert before != after
    else:
        with pytest.raises(NotAllowed):
            check(before, after, by_id=1, earlier=set(), reason="alasan")


class Walk(RuleBasedStateMachine):
    """Officers who try any move in any order: none decides alone, and nothing closed moves on."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.RECEIVED
        self.movers: list[int] = []
        self.decided_by: int | None = None

    @rule(
        after=st.sampled_from(list(Status)),
        by=st.integers(1, 3),
        reason=st.sampled_from(["", " ", "alasan"]),
    )
    def move(self, after: Status, by: int, reason: str) -> None:
        before = self.status
        try:
            needs = check(before, after, by_id=by, earlier=set(self.movers), reason=reason)
        except NotAllowed:
            return
        assert not needs.reason or reason.strip()
        if before == Status.VISITED and after in {
            Status.APPROVED,
            Status.WAITING,
            Status.REFUSED,
        }:
            assert by not in self.movers, "four eyes"
        if after == Status.APPROVED:
            assert before in {Status.VISITED, Status.WAITING}
            assert self.movers, "somebody visited before"
        self.status = after
        self.movers.append(by)

    @precondition(lambda self: self.status in {Status.JOINED, Status.WITHDRAWN})
    @rule(after=st.sampled_from(list(Status)))
    def stays(self, after: Status) -> None:
        assert (self.status, after) not in MOVES

    @invariant()
    def closed_is_reopened_by_an_objection_only(self) -> None:
        for (before, _after), needs in MOVES.items():
            if before in CLOSED:
                assert needs.permission == Permission.OBJECTION_DECIDE


TestWalk = Walk.TestCase


@pytest.mark.parametrize("month", ["2", "02", "Februari", "feb.", "pebruari", "February"])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    read = typed.read_date("28", month, "1985", today=date(2026, 11, 24))
    assert read == date(1985, 2, 28)


@pytest.mark.parametrize("month", ["13", "0", "x", "fe"])
def test_what_is_no_month_is_told(month: str) -> None:
    with pytest.raises(typed.Mistyped, match="no_date"):
        typed.read_date("28", month, "1985", today=date(2026, 11, 24))


def test_there_is_no_rt_zero() -> None:
    assert typed.read_unit("RT 05") == "005"
    with pytest.raises(typed.Mistyped, match="missing"):
        typed.read_unit("000")
