"""A doubtful pair as the clerk sees it: both rows, what differs, what speaks for and against."""

from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction

from tanggap.audit.services import record
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.linkage import findings
from tanggap.people.domain.best_values import differing
from tanggap.people.models import FamilyMembership, Link, MatchDecision, ReviewPair, SourceRecord
from tanggap.people.queries.fields import LABELS
from tanggap.people.queries.showing import cells_shown, date_shown
from tanggap.people.types import PairStatus

STRONG: Final = 15.0
"""Bits that fill the bar of evidence."""
_ORDER: Final = (
    ("national_id", "number"), ("name", "name"), ("birth_date", "birth"),
    ("birth_place", "birth_place"), ("birth_place_and_date", "birth"), ("sex", "sex"),
    ("mother_name", "mother"),
    ("family_id", "home"), ("address", "home"), ("rt", ""), ("rw", ""), ("rt_rw", ""),
    ("village", ""), ("district", ""), ("phone", ""), ("relation", ""),
    ("occupation", "occupation"), ("postcode", "postcode"),
)  # fmt: skip
LISTS: Final = "list"
"""The comparison of where the two rows come from; other lists are no difference of people."""
Said = list[list[object]]


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both rows; `weight` from −1 (against) to 1 (for), None without evidence."""

    label: Sentence
    cells: tuple[str, str]
    differs: bool
    weight: float | None
    finding: Sentence | None


@dataclass(frozen=True, slots=True)
class Side:
    """One row and the family around it."""

    record_id: int
    programme: str
    row: int
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """A doubtful pair, numbers masked."""

    pair_id: int
    status: PairStatus
    probability: float
    linked: bool
    stake: int
    sides: tuple[Side, Side]
    fields: tuple[ComparedField, ...]
    note: str


@transaction.atomic
def of(actor: Actor, pair: ReviewPair) -> PairView:
    """Return a pair as it is shown, and record that it was."""
    record(
        "people.pair.seen",
        by=actor,
        at=clock.now(),
        subject=f"pair:{pair.pk}",
        region_code=pair.region_code,
        facts={"records": [pair.low_id, pair.high_id]},
    )
    rows = SourceRecord.objects.unscoped(reason="both rows of a pair that the actor holds")
    known = rows.select_related("list").in_bulk([pair.low_id, pair.high_id])
    low, high = known[pair.low_id], known[pair.high_id]
    return PairView(
        pair_id=pair.pk,
        status=PairStatus(pair.status),
        probability=pair.probability,
        linked=pair.linked,
        stake=pair.stake,
        sides=(_side(low), _side(high)),
        fields=tuple(_fields(low, high, pair.evidence)),
        note=pair.note,
    )


def last_decision(actor: Actor) -> MatchDecision | None:
    """Return the actor's newest decision that holds, to be undone."""
    mine = MatchDecision.objects.filter(by=actor.user_id, undone_at=None, pair__isnull=False)
    return mine.order_by("-at", "-pk").first()


def one(actor: Actor, pair_id: int) -> ReviewPair:
    """Return a pair that the actor may see; raises ReviewPair.DoesNotExist."""
    pair: ReviewPair = ReviewPair.objects.visible_to(actor).get(pk=pair_id)
    return pair


def escalated(actor: Actor) -> list[ReviewPair]:
    """Return the pairs that clerks left to others."""
    pairs = ReviewPair.objects.visible_to(actor).filter(status=PairStatus.ESCALATED)
    return list(pairs.order_by("-priority", "pk")[:100])


def _fields(
    low: SourceRecord, high: SourceRecord, evidence: list[list[object]]
) -> list[ComparedField]:
    left, right = cells_shown(low), cells_shown(high)
    said = {str(name): (int(str(level)), float(str(bits))) for name, level, bits in evidence}
    fields, used = [], set()
    for name, comparison in _ORDER:
        cells = left.get(name, ""), right.get(name, "")
        if not any(cells):
            continue
        evidence_here = said.get(comparison) if comparison not in used else None
        used.add(comparison)
        fields.append(_compared(LABELS[name], cells, comparison, evidence_here))
    fields += [
        _compared(findings.LABELS[name], ("", ""), name, one)
        for name, one in said.items()
        if name not in used and name != LISTS
    ]
    origin = _compared(findings.LABELS[LISTS], ("", ""), LISTS, said.get(LISTS))
    return [*fields, replace(origin, cells=(low.list.file_name, high.list.file_name))]


def _compared(
    label: Sentence, cells: tuple[str, str], comparison: str, said: tuple[int, float] | None
) -> ComparedField:
    level, bits = said or (0, 0.0)
    return ComparedField(
        label=label,
        cells=cells,
        differs=differing(cells),
        weight=max(-1.0, min(1.0, bits / STRONG)) if level else None,
        finding=findings.finding(comparison, level) if level else None,
    )


def _side(row: SourceRecord) -> Side:
    link = Link.objects.filter(record=row, superseded_at=None).first()
    family: tuple[str, ...] = ()
    if link is not None:
        mine = FamilyMembership.objects.filter(person=link.person_id, superseded_at=None)
        members = (
            FamilyMembership.objects.filter(family__in=mine.values("family"), superseded_at=None)
            .exclude(person=link.person_id)
            .select_related("person")
        )
        family = tuple(
            f"{one.person.name} ({date_shown(one.person.birth) or '?'})" for one in members[:8]
        )
    return Side(row.pk, row.list.programme_code, row.row, family)
