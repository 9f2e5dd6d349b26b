"""What an award that is wanted would break, given the awards that are held.

The rules are those of `tanggap.overlap`. Its `judge` looks at whole lists and tells the closest
tie of each household; the ledger needs an answer for each award, and knows the months of each.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tanggap.assistance.types import Level, Standing
from tanggap.overlap import NO_COMPONENTS, Components, ExclusionRule, Kept, Rulebook, programme_of
from tanggap.overlap.rulebook import Action

CLOSENESS: Final[Mapping[Level, int]] = {"person": 0, "family": 1, "household": 2}


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One promise of aid, wanted or held: to whom, from which programme, for which months.

    `components` are those of the programme that are known; None where nobody knows them.
    """

    programme: str
    months: frozenset[str]
    standing: Standing
    components: Components = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A rule that a wanted award breaks, and the one award that it breaks it with.

    `other` is a place in the sequence of held awards or, where `is_twin`, of the wanted ones.
    `months` are the months in common in which the rule holds. Where it hangs on a component that
    nobody knows, `undecided` names it (PKH/HAMIL) and the rule only warns.
    """

    rule: ExclusionRule
    action: Action
    tie: Level
    months: tuple[str, ...]
    other: int
    is_twin: bool
    undecided: tuple[str, ...] = ()

    @property
    def might_block(self) -> bool:
        """True where the rule would forbid it if the component were there."""
        return bool(self.undecided) and action_at(self.rule, self.tie) == "block"


def clashes(
    wanted: Sequence[Enrolment], held: Sequence[Enrolment], book: Rulebook
) -> dict[int, list[Clash]]:
    """Return for every wanted award that breaks a rule (by its place) what it breaks.

    Blocking rules come first, then the closer tie. Awards without a month in common never clash.
    All programmes must be in the book; registers and applications break nothing.
    """
    rules = _RulesInTime(book)
    neighbours = _Neighbours([*wanted, *held])
    found: dict[int, list[Clash]] = {}
    for place, mine in enumerate(wanted):
        clashing = [
            clash
            for other, theirs, tie in neighbours.of(place)
            if (clash := _clash(mine, theirs, tie, rules, other, len(wanted)))
        ]
        if clashing:
            found[place] = sorted(clashing, key=_strictest)
    return found


def giving_way(
    wanted: Enrolment, found: Sequence[Clash], held: Sequence[Enrolment], donors: Collection[str]
) -> list[Clash]:
    """Return the clashes of wanted official aid with what donors give, which forbid nothing.

    A family whom the state helps needs no donor any more; one whom a donor helps keeps its right.
    """
    if wanted.programme in donors:
        return []
    return [
        clash
        for clash in found
        if clash.action == "block" and not clash.is_twin and held[clash.other].programme in donors
    ]


def tie_between(one: Standing, another: Standing) -> Level | None:
    """Return what two recipients share most closely; None where they share nothing known."""
    if one.person == another.person:
        return "person"
    if one.family is not None and one.family == another.family:
        return "family"
    if one.household is not None and one.household == another.household:
        return "household"
    return None


def action_at(rule: ExclusionRule, tie: Level) -> Action | None:
    """Return what a rule does at a tie: a wider tie than its level only warns.

    A rule about persons says nothing about their relatives.
    """
    if CLOSENESS[tie] <= CLOSENESS[rule.level]:
        return rule.action
    return None if rule.level == "person" else "warn"


def _clash(
    mine: Enrolment, theirs: Enrolment, tie: Level, rules: "_RulesInTime", other: int, n_wanted: int
) -> Clash | None:
    months = tuple(sorted(mine.months & theirs.months))
    found = rules.between(mine, theirs, months) if months else ()
    acts = [(kept, action) for kept in found if (action := _action(kept, tie))]
    if not acts:
        return None
    kept, action = min(
        acts, key=lambda act: (act[1] != "block", action_at(act[0].rule, tie) != "block")
    )
    rule = kept.rule
    is_twin = other < n_wanted
    return Clash(
        rule=rule,
        action=action,
        tie=tie,
        months=tuple(month for month in months if rule.holds_in(month)),
        other=other if is_twin else other - n_wanted,
        is_twin=is_twin,
        undecided=tuple(sorted(kept.undecided)),
    )


def _action(kept: Kept, tie: Level) -> Action | None:
    action = action_at(kept.rule, tie)
    return "warn" if action and kept.undecided else action


def _strictest(clash: Clash) -> tuple[bool, int, str, bool, int]:
    return (
        clash.action != "block",
        CLOSENESS[clash.tie],
        clash.rule.code,
        clash.is_twin,
        clash.other,
    )


class _RulesInTime:
    """The rules between two programmes in given months; remembered, because lists repeat it."""

    def __init__(self, book: Rulebook) -> None:
        calendarless = {code: replace(p, payments=()) for code, p in book.programmes.items()}
        self._book = replace(book, programmes=calendarless)
        self._by_component = {
            programme_of(member)
            for rule in book.rules
            for member in rule.between | rule.other
            if "/" in member
        }
        self._known: dict[Any, list[Kept]] = {}

    def between(self, one: Enrolment, another: Enrolment, months: tuple[str, ...]) -> list[Kept]:
        pair = (one.programme, another.programme, self._asked(one), self._asked(another))
        key = (*pair, months)
        if key not in self._known:
            holding = tuple(r for r in self._book.rules if any(map(r.holds_in, months)))
            self._known[key] = replace(self._book, rules=holding).all_between(*pair)
        return self._known[key]

    def _asked(self, one: Enrolment) -> Components:
        """Return the components where a rule asks for them: few pairs to remember otherwise."""
        return one.components if one.programme in self._by_component else NO_COMPONENTS


class _Neighbours:
    """Which enrolments share a person, a family or a household with one of them."""

    def __init__(self, everyone: Sequence[Enrolment]) -> None:
        self._everyone = everyone
        self._places: dict[tuple[Level, int], list[int]] = {}
        for place, one in enumerate(everyone):
            for key in _keys(one.standing):
                self._places.setdefault(key, []).append(place)

    def of(self, place: int) -> Iterator[tuple[int, Enrolment, Level]]:
        mine = self._everyone[place].standing
        near = {other for key in _keys(mine) for other in self._places[key]} - {place}
        for other in sorted(near):
            theirs = self._everyone[other]
            tie = tie_between(mine, theirs.standing)
            if tie:
                yield other, theirs, tie


def _keys(standing: Standing) -> Iterable[tuple[Level, int]]:
    yield "person", standing.person
    if standing.family is not None:
        yield "family", standing.family
    if standing.household is not None:
        yield "household", standing.household
