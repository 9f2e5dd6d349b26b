"""Which programmes may not come together, how close the recipients must be, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from tanggap.language import Sentence
from tanggap.overlap.programme import Programme, Unit

Action = Literal["block", "warn"]
SAME_TWICE = "DUA-KALI"
"""Code of the rule against the same programme twice in its own unit."""

Components = frozenset[str] | None
"""Codes of the components of a programme that somebody is known to have; None: nobody knows."""

NO_COMPONENTS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """Any member of `between` excludes any of `other`, at a level, in a time and a place.

    A member is a programme (PKH) or a component of one (PKH/HAMIL: families of PKH in which
    somebody is pregnant). A programme and its own component never stand on both sides.
    `first` and `last` are months (`yyyy-mm`, inclusive) or empty for no limit; `region` holds the
    leading digits of a Kemendagri code, empty for the whole country.
    """

    code: str
    between: frozenset[str]
    other: frozenset[str]
    level: Unit
    action: Action
    reason: Sentence
    basis: str
    first: str = ""
    last: str = ""
    region: str = ""

    def excludes(self, one: str, another: str) -> bool:
        """Tell whether the rule speaks about these two members, in either order."""
        return (one in self.between and another in self.other) or (
            another in self.between and one in self.other
        )

    def keeps_apart(self, mine: Iterable[str], theirs: Iterable[str]) -> bool:
        """Tell whether aid with these members may not come together with aid with those.

        A member beside itself is left to the rule against the same aid twice.
        """
        others = list(theirs)
        return any(one != two and self.excludes(one, two) for one in mine for two in others)

    def undecided(
        self, one: str, of_one: Components, another: str, of_another: Components
    ) -> frozenset[str]:
        """Return the members on which it hangs whether the rule keeps two programmes apart."""
        mine, theirs = self._possible(one, of_one), self._possible(another, of_another)
        unknown = (mine - members(one, of_one)) | (theirs - members(another, of_another))
        return frozenset(
            member
            for member in unknown
            if (member in mine and self.keeps_apart([member], theirs))
            or (member in theirs and self.keeps_apart([member], mine))
        )

    def components_of(self, programme: str) -> frozenset[str]:
        """Return the components of a programme that the rule names, as members."""
        own = f"{programme}/"
        return frozenset(one for one in self.between | self.other if one.startswith(own))

    def _possible(self, programme: str, known: Components) -> frozenset[str]:
        if known is not None:
            return members(programme, known)
        return self.components_of(programme) | {programme}

    def holds_in(self, month: str) -> bool:
        """Tell whether the rule is in force in a month."""
        return (not self.first or self.first <= month) and (not self.last or month <= self.last)

    def holds_at(self, region: str) -> bool:
        """Tell whether the rule is in force in a region; an unknown region is not exempt."""
        return not region or region.startswith(self.region)


def members(programme: str, components: Components) -> frozenset[str]:
    """Return what aid is to a rule: its programme, and each component that is known of it."""
    return frozenset({programme, *(f"{programme}/{code}" for code in components or ())})


def programme_of(member: str) -> str:
    """Return the programme of a member of a rule, which may be one of its components."""
    return member.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule that keeps two programmes apart; for certain, or if one of `undecided` applies."""

    rule: ExclusionRule
    undecided: frozenset[str] = NO_COMPONENTS


@dataclass(frozen=True, slots=True)
class TwiceRule:
    """What happens to a unit that stands twice on the same programme."""

    action: Action
    reason: Sentence
    basis: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Programmes by code, the rules between them, and the rule against the same aid twice."""

    programmes: dict[str, Programme]
    rules: tuple[ExclusionRule, ...]
    twice: TwiceRule | None

    def knowing(self, programmes: Iterable[Programme]) -> "Rulebook":
        """Return the book with further programmes; those it knows already stay as they are."""
        added = {programme.code: programme for programme in programmes}
        return replace(self, programmes=added | self.programmes)

    def in_region(self, programme: Programme, region: str) -> Programme:
        """Return the programme that takes the place of another in a region, itself if none does."""
        for other in self.programmes.values():
            if other.instead_of == programme.code and region.startswith(other.region):
                return other
        return programme

    def at(self, region: str) -> "Rulebook":
        """Return the book with only the rules that hold in a region (leading digits)."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.holds_at(region)))

    def between(self, one: str, another: str) -> ExclusionRule | None:
        """Return the rule that keeps two programmes apart; the strictest where several do.

        A rule is left out where the programmes have no month in common in which it holds; one
        that hangs on a component, of which nothing is known here, only warns. Both codes must be
        programmes of the book.
        """
        found = self.all_between(one, another)
        if not found:
            return None
        return replace(found[0].rule, action="warn") if found[0].undecided else found[0].rule

    def all_between(
        self, one: str, another: str, of_one: Components = None, of_another: Components = None
    ) -> list[Kept]:
        """Return the rules that keep aid of two programmes apart, the strictest first."""
        twice = self._twice_in(self.programmes[one]) if one == another else None
        found = [Kept(twice)] if twice else []
        mine, theirs = members(one, of_one), members(another, of_another)
        for rule in self.rules:
            if rule.keeps_apart(mine, theirs):
                kept = Kept(rule)
            elif undecided := rule.undecided(one, of_one, another, of_another):
                kept = Kept(rule, undecided)
            else:
                continue
            if self._ever_together(rule, one, another):
                found.append(kept)
        return sorted(found, key=lambda one: one.rule.action != "block" or bool(one.undecided))

    def months_together(self, rule: ExclusionRule, one: str, another: str) -> tuple[str, ...]:
        """Return the months in which both programmes pay and the rule holds; empty if unknown."""
        common = self.programmes[one].months() & self.programmes[another].months()
        return tuple(sorted(month for month in common if rule.holds_in(month)))

    def order(self, one: str, another: str) -> tuple[str, str]:
        """Return the two codes, first the programme that keeps the family."""
        by_door = sorted((one, another), key=lambda code: (self.programmes[code].door, code))
        return by_door[0], by_door[1]

    def _ever_together(self, rule: ExclusionRule, one: str, another: str) -> bool:
        months_known = self.programmes[one].months() and self.programmes[another].months()
        return not months_known or bool(self.months_together(rule, one, another))

    def _twice_in(self, programme: Programme) -> ExclusionRule | None:
        if self.twice is None or not programme.is_aid:
            return None
        only = frozenset({programme.code})
        return ExclusionRule(
            code=SAME_TWICE,
            between=only,
            other=only,
            level=programme.unit,
            action=self.twice.action,
            reason=self.twice.reason,
            basis=self.twice.basis,
        )
