"""Counting the ledger into a snapshot."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import transaction
from django.db.models import Count

from tanggap.assistance.queries import facts
from tanggap.command.models import (
    AidFigure,
    CaseFigure,
    CombinationFigure,
    PlaceFigure,
    QualityFigure,
    Snapshot,
)
from tanggap.intake.problems import codes_of

BATCH: Final = 1_000
WHOLE: Final = "quality of all lists, shown to each officer only for theirs"
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
    lists = apps.get_model("people", "RecipientList").objects.unscoped(reason=WHOLE)
    records = apps.get_model("people", "SourceRecord").objects.unscoped(reason=WHOLE)
    for one in lists.filter(state="committed"):
        groups = records.filter(list=one, state="current").values_list("quality")
        counts: Counter[str] = Counter()
        for quality, count in groups.annotate(n=Count("pk")).order_by():
            counts[_condition(quality)] += count
        yield {
            "region_code": one.region_code,
            "list_id": one.pk,
            "file_name": one.file_name,
            "programme": one.programme_code,
            "rows": counts.total(),
            **{name: counts[name] for name in ("missing", "impossible", "destroyed", "other")},
        }


def _condition(quality: int) -> str:
    codes = set(codes_of(quality))
    return next(
        (name for name, signs in CONDITIONS if codes & signs), "other" if codes else "sound"
    )
