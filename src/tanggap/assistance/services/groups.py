"""Turning rules that block into places of the ledger: who holds them, at which level."""

from tanggap.assistance.domain.holders import ITSELF, holders
from tanggap.assistance.models import ExclusionRule, GroupMember, OverlapGroup, Programme


def rebuild() -> None:
    """Make the groups of every blocking rule in force, and add programmes that came later.

    Groups of a rule that no longer holds stay for the record of its cases; their claims are
    given back when awards are claimed anew.
    """
    programmes = {programme.code: programme for programme in Programme.objects.all()}
    for rule in ExclusionRule.objects.filter(
        status=ExclusionRule.Status.APPROVED, action=ExclusionRule.Action.BLOCK
    ):
        for code, members in _groups_of(rule, programmes).items():
            group, _ = OverlapGroup.objects.get_or_create(rule=rule, code=code)
            GroupMember.objects.bulk_create(
                (
                    GroupMember(
                        group=group,
                        programme=programme,
                        component=component,
                        level=level,
                        holder=holder,
                    )
                    for programme, component, level, holder in members
                ),
                ignore_conflicts=True,
            )


def _groups_of(
    rule: ExclusionRule, programmes: dict[str, Programme]
) -> dict[str, list[tuple[Programme, str, str, str]]]:
    """Return the members of each group of a rule: programme, component or "", level, holder."""
    aid = {code: p for code, p in programmes.items() if p.kind == Programme.Kind.AID}
    if rule.same_twice:
        return {f"{rule.code}:{code}": [(p, "", p.unit, ITSELF)] for code, p in aid.items()}
    sides = holders(frozenset(rule.between), frozenset(rule.other))
    named = [(*member.partition("/")[::2], side) for member, side in sides.items()]
    members = [
        (aid[code], component, rule.level, side) for code, component, side in named if code in aid
    ]
    return {rule.code: members}
