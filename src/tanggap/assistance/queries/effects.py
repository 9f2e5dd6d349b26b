"""What a proposed rule would do to the awards that are there: told before it is approved."""

from dataclasses import dataclass

from tanggap.assistance.domain.judging import clashes
from tanggap.assistance.models import Award, ExclusionRule
from tanggap.assistance.queries import awards, books
from tanggap.overlap import Rulebook

EFFECT = "a rule is judged by all awards that it would touch"
SHOWN = 200
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Effect:
    """Conflicts that a proposal would make and undo: pairs of awards, awards, rupiah at stake.

    `examples` are pairs of award numbers, at most SHOWN.
    """

    new_conflicts: int
    solved_conflicts: int
    awards: int
    rupiah: int
    examples: tuple[Pair, ...]


def of_proposal(rule: ExclusionRule) -> Effect:
    """Return the effect of a proposal on the active awards."""
    held = _awards_named_by(rule)
    before, after = books.book(), books.book(instead=rule)
    old, new = _conflicts(held, before), _conflicts(held, after)
    added = {pair: months for pair, months in new.items() if pair not in old}
    return Effect(
        new_conflicts=len(added),
        solved_conflicts=len(old.keys() - new.keys()),
        awards=len({award for pair in added for award in pair}),
        rupiah=_rupiah(added),
        examples=tuple(sorted(added))[:SHOWN],
    )


def _awards_named_by(rule: ExclusionRule) -> list[awards.HeldAward]:
    versions = ExclusionRule.objects.filter(code=rule.code, status="approved")
    named = {code for one in [rule, *versions] for code in (*one.between, *one.other)}
    query = Award.objects.unscoped(reason=EFFECT).filter(status=Award.Status.ACTIVE)
    if not any(one.same_twice for one in [rule, *versions]):
        query = query.filter(programme__code__in=named)
    return awards.active(query)


def _conflicts(held: list[awards.HeldAward], book: Rulebook) -> dict[Pair, tuple[str, ...]]:
    """Return the blocked pairs, the award that comes first in the order of the doors first."""
    enrolments = [one.enrolment for one in held]
    found: dict[Pair, tuple[str, ...]] = {}
    for place, some in clashes(enrolments, [], book).items():
        for clash in some:
            if clash.action == "block":
                pair = _in_order(held[place], held[clash.other], book)
                found[pair] = clash.months
    return found


def _in_order(one: awards.HeldAward, another: awards.HeldAward, book: Rulebook) -> Pair:
    def rank(held: awards.HeldAward) -> tuple[int, int]:
        return book.programmes[held.enrolment.programme].door, held.award

    first, second = sorted((one, another), key=rank)
    return first.award, second.award


def _rupiah(conflicts: dict[Pair, tuple[str, ...]]) -> int:
    return awards.total(
        (other, month) for (_, other), months in conflicts.items() for month in months
    )
