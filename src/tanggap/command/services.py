"""Counting the ledger into a snapshot."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.assistance.queries import facts, reach
from tanggap.command.domain.conditions import condition_of
from tanggap.command.models import (
    AidFigure,
    CaseFigure,
    CombinationFigure,
    PlaceFigure,
    QualityFigure,
    ReachFigure,
    Snapshot,
)
from tanggap.core.actor import Actor
from tanggap.people.queries import quality

BATCH: Final = 1_000
COUNTER: Final = Actor.system("papan data")
"""Counts all lists; each officer is shown only theirs."""
COUNTINGS: Final[tuple[tuple[Any, Callable[[], Iterable[Any]]], ...]] = (
    (AidFigure, facts.aid),
    (ReachFigure, reach.reach),
    (PlaceFigure, facts.places),
    (CombinationFigure, facts.combinations),
    (CaseFigure, facts.cases),
)
"""What is counted, and by whom."""


def take_snapshot(*, at: datetime, tell: Callable[[int, int], None] | None = None) -> Snapshot:
    """Count everything anew and forget the older countings, all or nothing.

    `tell` hears how many countings of how many are over.
    """
    with transaction.atomic():
        snapshot = Snapshot.objects.create(taken_at=at)
        steps = len(COUNTINGS) + 1
        for done, (model, count) in enumerate(COUNTINGS):
            if tell:
                tell(done, steps)
            _write(model, snapshot, (asdict(one) for one in count()))
        _write(QualityFigure, snapshot, _quality())
        snapshot.is_complete = True
        snapshot.save(update_fields=["is_complete"])
        Snapshot.objects.exclude(pk=snapshot.pk).filter(taken_at__lte=at).delete()
    return snapshot


def _write(model: Any, snapshot: Snapshot, rows: Iterable[dict[str, Any]]) -> None:
    model.objects.bulk_create((model(snapshot=snapshot, **row) for row in rows), batch_size=BATCH)


def _quality() -> Iterable[dict[str, Any]]:
    for one in quality.of_lists(COUNTER):
        counts: Counter[str] = Counter()
        for problems, count in one.rows_by_problems.items():
            counts[condition_of(set(problems))] += count
        yield {
            "region_code": one.region_code,
            "list_id": one.list_id,
            "file_name": one.file_name,
            "programme": one.programme_code,
            "rows": counts.total(),
            **{name: counts[name] for name in ("missing", "impossible", "destroyed", "other")},
        }
