"""Counting the ledger into a snapshot."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from tanggap.assistance.queries import facts
from tanggap.command.models import (
    AidFigure,
    CaseFigure,
    CombinationFigure,
    PlaceFigure,
    QualityFigure,
    Snapshot,
)
from tanggap.core.actor import Actor
from tanggap.people.queries import quality

BATCH: Final = 1_000
COUNTER: Final = Actor.system("papan data")
"""Counts all lists; each officer is shown only theirs."""
CONDITIONS: Final = (
    ("destroyed", {"NIK_TRUNCATED"}),
    ("missing", {"NIK_MISSING"}),
    ("impossible", {"NIK_IMPOSSIBLE", "NIK_PLACEHOLDER", "NIK_IS_KK"}),
)
"""Conditions of a NIK, told by problem codes; the first that fits counts."""


@transaction.atomic
def take_snapshot(*, at: datetime) -> Snapshot:
    """Count everything anew and forget the older countings, all or nothing."""
    snapshot = Snapshot.objects.create(taken_at=at)
    for model, found in (
        (AidFigure, facts.aid()),
        (PlaceFigure, facts.places()),
        (CombinationFigure, facts.combinations()),
        (CaseFigure, facts.cases()),
    ):
        _write(model, snapshot, (asdict(one) for one in found))
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
            counts[_condition(set(problems))] += count
        yield {
            "region_code": one.region_code,
            "list_id": one.list_id,
            "file_name": one.file_name,
            "programme": one.programme_code,
            "rows": counts.total(),
            **{name: counts[name] for name in ("missing", "impossible", "destroyed", "other")},
        }


def _condition(problems: set[str]) -> str:
    return next(
        (name for name, signs in CONDITIONS if problems & signs), "other" if problems else "sound"
    )
