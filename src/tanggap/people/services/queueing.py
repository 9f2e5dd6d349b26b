"""Which doubtful pairs wait for a clerk, after a run of the matching."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import transaction
from django.db.models import Q

from tanggap.core import events
from tanggap.core.batches import batches
from tanggap.linkage import Linkage
from tanggap.people.domain.priority import priority
from tanggap.people.events import ReviewQueueChanged
from tanggap.people.models import MatchDecision, ReviewPair, SourceRecord
from tanggap.people.services.evidence import Scales
from tanggap.people.services.loading import Registry
from tanggap.people.types import PairStatus

Doubt = tuple[int, int, float, float]
_RENEWED: Final = [
    "region_code", "probability", "household_probability", "linked", "evidence", "priority",
    "status",
]  # fmt: skip


def renew(registry: Registry, linkage: Linkage, *, at: datetime) -> int:
    """Queue the doubtful pairs, close those that are settled; return how many wait.

    Where only new rows were placed, pairs of others stay as they are.
    """
    doubts = _worth_asking(registry, linkage)
    fresh = _pairs(doubts, registry, linkage, at=at)
    placed = registry.ids[len(registry.people) :] if registry.placing else None
    with transaction.atomic():
        known = {(pair.low_id, pair.high_id): pair for pair in _in_question(placed)}
        for key, pair in fresh.items():
            if key in known:
                pair.priority = priority(stake=known[key].stake, probability=pair.probability)
                if known[key].status == PairStatus.ESCALATED:
                    pair.status = PairStatus.ESCALATED
        _close([p.pk for key, p in known.items() if key not in fresh])
        ReviewPair.objects.bulk_create(
            fresh.values(),
            update_conflicts=True,
            unique_fields=["low", "high"],
            update_fields=_RENEWED,
            batch_size=500,
        )
        new = [key for key in fresh if key not in known]
        _tell(new)
    return len(fresh)


def value(stakes: Mapping[int, int]) -> None:
    """Write down how many rupiah depend on pairs (by id); the most valuable come first."""
    for some in batches(stakes):
        pairs = list(_pairs_in_queue().filter(pk__in=some))
        for pair in pairs:
            pair.stake = stakes[pair.pk]
            pair.priority = priority(stake=pair.stake, probability=pair.probability)
        ReviewPair.objects.unscoped(reason="the value of doubtful pairs").bulk_update(
            pairs, ["stake", "priority"], batch_size=200
        )


def _worth_asking(registry: Registry, linkage: Linkage) -> list[Doubt]:
    """Keep one pair, the most doubtful, for two people, and one for each row of one person."""
    decided = set(MatchDecision.objects.filter(undone_at=None).values_list("low_id", "high_id"))
    person = linkage.person
    asked: set[tuple[int, int]] = set()
    kept: list[Doubt] = []
    for a, b, same, home in linkage.review.iter_rows():
        low, high = sorted((registry.ids[a], registry.ids[b]))
        people = (int(person[a]), int(person[b]))
        topic = (min(people), max(people)) if people[0] != people[1] else (-1 - b, people[0])
        if (low, high) not in decided and topic not in asked:
            asked.add(topic)
            kept.append((a, b, same, home))
    return kept


def _pairs(
    doubts: list[Doubt], registry: Registry, linkage: Linkage, *, at: datetime
) -> dict[tuple[int, int], ReviewPair]:
    rows = np.array([doubt[:2] for doubt in doubts], dtype=np.int32).reshape(-1, 2)
    _, evidence = Scales(linkage).weigh(rows[:, 0], rows[:, 1])
    regions = _regions({registry.ids[row] for row in rows.ravel().tolist()})
    found: dict[tuple[int, int], ReviewPair] = {}
    for (a, b, same, home), said in zip(doubts, evidence, strict=True):
        low, high = sorted((registry.ids[a], registry.ids[b]))
        found[(low, high)] = ReviewPair(
            low_id=low,
            high_id=high,
            region_code=regions[low],
            probability=same,
            household_probability=home,
            linked=bool(linkage.person[a] == linkage.person[b]),
            evidence=said,
            priority=priority(stake=0, probability=same),
            created_at=at,
        )
    return found


def _regions(records: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    rows = SourceRecord.objects.unscoped(reason="the regions of doubtful rows")
    for some in batches(sorted(records)):
        found |= dict(rows.filter(pk__in=some).values_list("pk", "region_code"))
    return found


def _in_question(placed: list[int] | None) -> Iterator[ReviewPair]:
    """Yield the undecided pairs that a run has looked at anew: all, or those of placed rows."""
    undecided = _pairs_in_queue().exclude(status=PairStatus.DECIDED)
    if placed is None:
        yield from undecided
        return
    for some in batches(placed):
        yield from undecided.filter(Q(low__in=some) | Q(high__in=some))


def _close(pairs: list[int]) -> None:
    for some in batches(pairs):
        _pairs_in_queue().filter(pk__in=some, status=PairStatus.OPEN).update(
            status=PairStatus.CLOSED, assigned_to=None, assigned_until=None
        )


def _tell(new: list[tuple[int, int]]) -> None:
    wanted, found = set(new), []
    for some in batches(sorted({low for low, _ in new})):
        rows = _pairs_in_queue().filter(status=PairStatus.OPEN, low__in=some)
        pairs = rows.values_list("pk", "low_id", "high_id")
        found += [pk for pk, *pair in pairs if tuple(pair) in wanted]
    if found:
        events.publish(ReviewQueueChanged(tuple(found)))


def _pairs_in_queue() -> Any:
    return ReviewPair.objects.unscoped(reason="the queue is renewed as a whole")
