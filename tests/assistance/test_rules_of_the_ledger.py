"""The pure rules: months, holders, clashes, row states, settlements."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanggap.assistance.domain import months, sentences, settlement
from tanggap.assistance.domain.components import codes_in
from tanggap.assistance.domain.holders import holders
from tanggap.assistance.domain.judging import Enrolment, clashes, tie_between
from tanggap.assistance.domain.matrix import square
from tanggap.assistance.domain.places import Calendar, Membership, Promise
from tanggap.assistance.domain.row_states import RowFacts, state_of
from tanggap.assistance.types import Against, Standing
from tanggap.language import Sentence
from tanggap.overlap import ExclusionRule, Rulebook, members, rules_of_2020, unlisted

BOOK = rules_of_2020()
SPRING = frozenset({"2020-04", "2020-05", "2020-06"})
BUDI = Standing(person=1, family=10, household=100)
HIS_WIFE = Standing(person=2, family=10, household=100)
HIS_LODGER = Standing(person=3, family=11, household=100)
STRANGER = Standing(person=4, family=12, household=101)

codes = st.frozensets(st.sampled_from("ABCDE"), min_size=1)


@st.composite
def sides(draw):
    """Two sides of a rule: programmes, whole or by their components, as a rule may have them."""
    by_component = draw(st.frozensets(st.sampled_from("ABC")))
    named = [code for code in "ABCD" if code not in by_component]
    named += [f"{code}/{part}" for code in sorted(by_component) for part in "xyz"]
    some = st.frozensets(st.sampled_from(named), min_size=1)
    return draw(some), draw(some)


known = st.frozensets(st.sampled_from("xyz"))
wants = st.tuples(st.sampled_from("ABCD"), known)


def rule(between: frozenset[str], other: frozenset[str]) -> ExclusionRule:
    return ExclusionRule("R", between, other, "family", "block", Sentence("", ""), "")


@given(codes, codes, st.sampled_from("ABCDE"), st.sampled_from("ABCDE"))
def test_two_programmes_exclude_each_other_exactly_where_their_holders_differ(
    between: frozenset[str], other: frozenset[str], one: str, another: str
) -> None:
    held = holders(between, other)
    named = one in held and another in held and one != another
    assert rule(between, other).excludes(one, another) == (
        named and held[one] != held[another]
    ) or (one == another)


@given(sides(), wants, wants)
def test_claims_meet_exactly_where_the_rule_keeps_two_awards_apart(named, one, another) -> None:
    """Awards of random programmes and components under a random rule, both judged and claimed."""
    calendar = Calendar(_memberships(holders(*named)), {1: ["2020-04"]})
    needs = [
        calendar.needed(Promise(n, ord(p), 1, n, 7, None, "3271", components=parts))
        for n, (p, parts) in enumerate((one, another))
    ]
    shared = needs[0].keys() & needs[1].keys()
    met = any(needs[0][place].holder != needs[1][place].holder for place in shared)
    assert met == rule(*named).keeps_apart(members(*one), members(*another))
    told = [Enrolment(p, SPRING, person, parts) for (p, parts), person in
            zip((one, another), (BUDI, HIS_WIFE), strict=True)]  # fmt: skip
    book = Rulebook({code: unlisted(code, code) for code in "ABCD"}, (rule(*named),), None)
    assert met == bool(clashes(told[:1], told[1:], book))


@given(sides(), wants, st.sampled_from("ABCD"), known)
def test_what_is_not_known_warns_exactly_where_a_component_could_decide(
    named, one, programme, parts
) -> None:
    """Never cleared where some component would forbid it, never forbidden for lack of one."""
    book = Rulebook({code: unlisted(code, code) for code in "ABCD"}, (rule(*named),), None)
    mine = Enrolment(one[0], SPRING, BUDI, one[1])
    ways = [frozenset(some) for n in range(4) for some in combinations("xyz", n)]
    certain = {bool(clashes([mine], [Enrolment(programme, SPRING, BUDI, w)], book)) for w in ways}
    found = clashes([mine], [Enrolment(programme, SPRING, BUDI)], book).get(0, [])
    if len(certain) == 1:
        assert [clash.action for clash in found] == ["block"] * certain.pop()
    else:
        assert [clash.action for clash in found] == ["warn"]
        assert found[0].might_block
        assert {member.partition("/")[0] for member in found[0].undecided} == {programme}


def _memberships(sides: dict[str, str]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for member, holder in sides.items():
        code, _, part = member.partition("/")
        found.setdefault(ord(code), []).append(
            Membership(1, "family", holder, "", "", "", component=part)
        )
    return found


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("Ibu Hamil", {"HAMIL"}),
        ("HAMIL", {"HAMIL"}),
        ("ibu hamil/nifas, 2 SD; 1 Anak SMP", {"HAMIL", "SD", "SMP"}),
        ("Bumil, 2 SD; 1 anak SMP dan lansia", {"HAMIL", "SD", "SMP", "LANSIA"}),
        ("Disabilitas Berat + Balita", {"DISABILITAS", "BALITA"}),
        ("Anak SMA/sederajat", {"SMA"}),
        ("Ibu hamil, ???, kuliah", None),
        ("1", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_list_says_of_components(cell, codes) -> None:
    """Nothing is known where a part of it is not understood."""
    named = {one.code: one.name.id for one in BOOK.programmes["PKH"].components}
    assert codes_in(cell, named) == (None if codes is None else frozenset(codes))


@pytest.mark.parametrize(
    ("wanted", "held", "expected"),
    [
        (("BST", BUDI), ("PKH", BUDI), ("BST-REGULER", "block", "person")),
        (("BST", BUDI), ("PKH", HIS_WIFE), ("BST-REGULER", "block", "family")),
        (("BST", BUDI), ("PKH", HIS_LODGER), ("BST-REGULER", "warn", "household")),
        (("BST", BUDI), ("PKH", STRANGER), None),
        (("PKH", BUDI), ("BPNT", BUDI), None),
        (("BST", BUDI), ("BST", HIS_WIFE), ("DUA-KALI", "block", "family")),
        (("PRAKERJA", BUDI), ("PRAKERJA", HIS_WIFE), None),
        (("PRAKERJA", BUDI), ("PRAKERJA", BUDI), ("DUA-KALI", "block", "person")),
        (("KOTA", BUDI), ("BPNT", BUDI), ("SATU-PINTU-BARANG", "warn", "person")),
        (("DTKS", BUDI), ("DTKS", BUDI), None),
    ],
)
def test_what_an_award_breaks(wanted, held, expected) -> None:
    found = clashes(
        [Enrolment(wanted[0], SPRING, wanted[1])], [Enrolment(held[0], SPRING, held[1])], BOOK
    )
    told = [(c.rule.code, c.action, c.tie) for c in found.get(0, [])]
    assert told == ([expected] if expected else [])


def test_only_months_in_common_clash_and_only_while_the_rule_holds() -> None:
    wanted = Enrolment("BST", frozenset({"2020-03", "2020-06", "2020-07"}), BUDI)
    held = Enrolment("PKH", frozenset({"2020-03", "2020-06"}), BUDI)
    (clash,) = clashes([wanted], [held], BOOK)[0]
    assert clash.months == ("2020-06",)
    assert clashes([replace(wanted, months=frozenset({"2020-07"}))], [held], BOOK) == {}


def test_each_award_is_judged_by_its_own_ties() -> None:
    """A closer tie of somebody else in the house does not hide one's own."""
    wanted = [Enrolment("BST", SPRING, BUDI), Enrolment("BST", SPRING, HIS_LODGER)]
    held = [Enrolment("PKH", SPRING, HIS_LODGER), Enrolment("PKH", SPRING, HIS_WIFE)]
    found = clashes(wanted, held, BOOK)
    assert [(c.tie, c.other) for c in found[0] if not c.is_twin] == [
        ("family", 1),
        ("household", 0),
    ]
    assert [(c.tie, c.other) for c in found[1] if not c.is_twin] == [
        ("person", 0),
        ("household", 1),
    ]


def test_twins_within_one_list_are_told() -> None:
    found = clashes([Enrolment("BST", SPRING, BUDI), Enrolment("BST", SPRING, BUDI)], [], BOOK)
    assert [found[0][0].other, found[1][0].other] == [1, 0]
    assert found[0][0].is_twin


standings = st.builds(
    Standing,
    person=st.integers(1, 4),
    family=st.none() | st.integers(1, 3),
    household=st.none() | st.integers(1, 2),
)
enrolments = st.builds(
    Enrolment,
    programme=st.sampled_from(sorted(BOOK.programmes)),
    months=st.frozensets(st.sampled_from(["2020-03", "2020-04", "2020-05"])),
    standing=standings,
)


@given(st.lists(enrolments, max_size=5), st.lists(enrolments, max_size=5))
def test_a_clash_is_what_a_person_reading_the_rules_would_say(wanted, held) -> None:
    found = clashes(wanted, held, BOOK)
    for place, mine in enumerate(wanted):
        for other, theirs in enumerate(held):
            tie = tie_between(mine.standing, theirs.standing)
            clash = next(
                (c for c in found.get(place, []) if c.other == other and not c.is_twin), None
            )
            if not tie or not mine.months & theirs.months:
                assert clash is None
            elif clash:
                assert set(clash.months) <= mine.months & theirs.months
                assert all(clash.rule.holds_in(month) for month in clash.months)
                assert clash.tie == tie


@given(enrolments, enrolments)
def test_it_does_not_matter_which_of_two_awards_came_first(one, another) -> None:
    there, back = (
        [(c.rule.code, c.action, c.tie, c.months) for c in clashes([a], [b], BOOK).get(0, [])]
        for a, b in ((one, another), (another, one))
    )
    assert there == back


@pytest.mark.parametrize(
    ("facts", "broken", "expected"),
    [
        (RowFacts(False, False, False, False), None, "unreadable"),
        (RowFacts(True, True, True, True), "BST-REGULER", "overlap"),
        (RowFacts(True, True, True, False), "DUA-KALI", "served"),
        (RowFacts(True, True, True, True), None, "review"),
        (RowFacts(True, False, False, False), None, "unknown"),
        (RowFacts(True, False, True, False), None, "clear"),
        (RowFacts(True, True, False, False), None, "clear"),
        (RowFacts(True, True, False, False), "SATU-PINTU-BARANG", "warn"),
        (RowFacts(True, False, False, False), "SATU-PINTU-BARANG", "unknown"),
    ],
)
def test_the_state_of_a_row(facts, broken, expected) -> None:
    pairs = {
        None: ("BST", "DTKS"),
        "BST-REGULER": ("BST", "PKH"),
        "DUA-KALI": ("BST", "BST"),
        "SATU-PINTU-BARANG": ("KOTA", "BPNT"),
    }
    wanted, held = (Enrolment(code, SPRING, BUDI) for code in pairs[broken])
    assert state_of(facts, clashes([wanted], [held], BOOK).get(0, [])) == expected


@pytest.mark.parametrize(
    ("given_months", "expected"),
    [
        (["2020-04"], "Apr 2020"),
        (["2020-06", "2020-04", "2020-05"], "Apr–Jun 2020"),
        (["2020-04", "2020-08"], "Apr 2020, Agu 2020"),
        (["2020-12", "2021-01"], "Des 2020–Jan 2021"),
    ],
)
def test_months_in_words(given_months, expected) -> None:
    assert months.in_words(given_months).id == expected


def test_a_span_counts_both_ends_and_may_be_empty() -> None:
    assert months.span("2020-11", "2021-02") == ("2020-11", "2020-12", "2021-01", "2021-02")
    assert months.span("2020-04", "2020-03") == ()


def test_the_refusal_names_rule_basis_programme_list_and_row() -> None:
    one = Against(
        award=1,
        programme="Program Keluarga Harapan",
        rule="BST-REGULER",
        reason=Sentence("BST bukan untuk penerima PKH.", "BST is not for PKH families."),
        basis="Ketentuan BST 2020",
        action="block",
        tie="family",
        months=("2020-04", "2020-05"),
        source="PKH.xlsx, Sheet1, baris 12",
    )
    told = sentences.explain([one, one])
    assert told.id == (
        "Keluarga (KK) ini sudah menerima Program Keluarga Harapan untuk Apr–Mei 2020 "
        "(PKH.xlsx, Sheet1, baris 12). BST bukan untuk penerima PKH. Dasar: Ketentuan BST 2020. "
        "Dan 1 benturan lain."
    )
    assert sentences.told(replace(one, action="warn")).id.startswith("Periksa dahulu: keluarga")


def test_the_matrix_is_symmetric_and_forbids_the_same_twice() -> None:
    aid = [code for code, programme in BOOK.programmes.items() if programme.is_aid]
    cells = square(aid, BOOK)
    for row, line in enumerate(cells):
        assert line[row].state == "block"
        for column, cell in enumerate(line):
            assert cell.state == cells[column][row].state
    assert cells[aid.index("PKH")][aid.index("BPNT")].state == "free"
    assert cells[aid.index("PKH")][aid.index("BST")].rule == "BST-REGULER"
    by_component = cells[aid.index("PKH")][aid.index("GIZI")]
    assert (by_component.rule, by_component.state) == ("GIZI-HAMIL", "warn")
    assert by_component.by_component


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (settlement.Proposal("keep_one", "  "), "reason_missing"),
        (settlement.Proposal("keep_both", "Bencana"), "decree_missing"),
    ],
)
def test_a_proposal_says_why(proposal, code) -> None:
    with pytest.raises(settlement.CannotSettle) as refusal:
        settlement.check_proposal(proposal)
    assert refusal.value.code == code


@pytest.mark.parametrize(("proposed", "approved"), [(1, 1), (1, None), (None, 2)])
def test_nobody_approves_their_own_proposal(proposed, approved) -> None:
    with pytest.raises(settlement.CannotSettle, match="same_person"):
        settlement.check_four_eyes(proposed_by=proposed, approved_by=approved)


def test_a_settled_case_can_be_reopened_and_a_lapsed_one_revived() -> None:
    assert settlement.may_go("settled", "reopened")
    assert settlement.may_go("lapsed", "open")
    assert not settlement.may_go("open", "settled")
