"""What a proposed rule would do to the awards that are there: told before it is approved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tanggap.assistance.domain.judging import Clash, clashes
from tanggap.assistance.models import Award, ExclusionRule
from tanggap.assistance.queries import awards, books
from tanggap.core.actor import Actor
from tanggap.overlap import Rulebook, programme_of

EFFECT = "a rule is judged by all awards that it would touch"
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two awards (by number) that would stand against each other, and what the second pays."""

    one: int
    other: int
    months: tuple[str, ...]
    rupiah: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Conflicts that a proposal would make and undo: pairs of awards, awards, rupiah at stake.

    `conflicts` are those it would make, the most rupiah first. `undecided` counts the pairs that
    it would forbid or not by a component that nobody knows.
    """

    new_conflicts: int
    solved_conflicts: int
    awards: int
    rupiah: int
    conflicts: tuple[Conflict, ...]
    undecided: int = 0


def of_proposal(rule: ExclusionRule) -> Effect:
    """Return the effect of a proposal on the active awards."""
    held = _awards_named_by(rule)
    before, after = books.book(), books.book(instead=rule)
    old, new = _conflicts(held, before), _conflicts(held, after)
    unsure = _conflicts(held, after, counts=lambda clash: clash.might_block)
    added = {pair: months for pair, months in new.items() if pair not in old}
    return Effect(
        new_conflicts=len(added),
        solved_conflicts=len(old.keys() - new.keys()),
        awards=len({award for pair in added for award in pair}),
        rupiah=_rupiah(added),
        conflicts=_listed(added),
        undecided=len(unsure),
    )


def awards_in(actor: Actor, conflicts: Iterable[Conflict]) -> dict[int, Award]:
    """Return the awards of conflicts that an officer may see, by number."""
    numbers = {number for one in conflicts for number in (one.one, one.other)}
    found = Award.objects.visible_to(actor).filter(pk__in=numbers)
    related = ("programme", "person", "recipient_list", "record")
    return {award.pk: award for award in found.select_related(*related)}


def _awards_named_by(rule: ExclusionRule) -> list[awards.HeldAward]:
    versions = ExclusionRule.objects.filter(code=rule.code, status="approved")
    named = {programme_of(m) for one in [rule, *versions] for m in (*one.between, *one.other)}
    query = Award.objects.unscoped(reason=EFFECT).filter(status=Award.Status.ACTIVE)
    if not any(one.same_twice for one in [rule, *versions]):
        query = query.filter(programme__code__in=named)
    return awards.active(query)


def _blocks(clash: Clash) -> bool:
    return clash.action == "block"


def _conflicts(
    held: list[awards.HeldAward], book: Rulebook, *, counts: Callable[[Clash], bool] = _blocks
) -> dict[Pair, tuple[str, ...]]:
    """Return the blocked pairs, the award that comes first in the order of the doors first."""
    enrolments = [one.enrolment for one in held]
    found: dict[Pair, tuple[str, ...]] = {}
    for place, some in clashes(enrolments, [], book).items():
        for clash in some:
            if counts(clash):
                pair = _in_order(held[place], held[clash.other], book)
                found[pair] = clash.months
    return found


def _in_order(one: awards.HeldAward, another: awards.HeldAward, book: Rulebook) -> Pair:
    def rank(held: awards.HeldAward) -> tuple[int, int]:
        return book.programmes[held.enrolment.programme].door, held.award

    first, second = sorted((one, another), key=rank)
    return first.award, second.award


def _listed(conflicts: dict[Pair, tuple[str, ...]]) -> tuple[Conflict, ...]:
    pays = awards.amounts({other for _, other in conflicts})
    listed = [
        Conflict(one, other, months, sum(pays[other].get(month) or 0 for month in months))
        for (one, other), months in conflicts.items()
    ]
    return tuple(sorted(listed, key=lambda found: (-found.rupiah, found.one, found.other)))


def _rupiah(conflicts: dict[Pair, tuple[str, ...]]) -> int:
    return awards.total(
        (other, month) for (_, other), months in conflicts.items() for month in months
    )
