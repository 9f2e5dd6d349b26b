"""Which programmes may not come together, how close the recipients must be, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tanggap.language import Sentence
from tanggap.overlap.programme import Programme, Unit

Action = Literal["block", "warn"]
SAME_TWICE = "DUA-KALI"
"""Code of the rule against the same programme twice in its own unit."""


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """Any programme of `between` excludes any of `other`, at a level, in a time and a place.

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
        """Tell whether the rule speaks about these two programmes, in either order."""
        return (one in self.between and another in self.other) or (
            another in self.between and one in self.other
        )

    def holds_in(self, month: str) -> bool:
        """Tell whether the rule is in force in a month."""
        return (not self.first or self.first <= month) and (not self.last or month <= self.last)

    def holds_at(self, region: str) -> bool:
        """Tell whether the rule is in force in a region; an unknown region is not exempt."""
        return not region or region.startswith(self.region)


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

        A rule is left out where the programmes have no month in common in which it holds. Both
        codes must be programmes of the book.
        """
        if one == another:
            return self._twice_in(self.programmes[one])
        found = [
            rule
            for rule in self.rules
            if rule.excludes(one, another) and self._ever_together(rule, one, another)
        ]
        return min(found, key=lambda rule: rule.action != "block", default=None)

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
