"""What a run over everybody learned, kept so that new rows can be placed without another one."""

from typing import Final

from django.db.models import Sum

from tanggap import __version__
from tanggap.linkage import Linkage, Model, UnreadableModel
from tanggap.linkage.census import Census
from tanggap.linkage.model import FORMAT
from tanggap.linkage.placing import Learned
from tanggap.people.models import LearnedMatching, MatchingRun
from tanggap.people.types import RunKind

ENGINE: Final = f"{__version__}/{FORMAT}"
LARGEST_SHARE: Final = 1 / 3
"""Once more new rows came than this share of those that were learned from, all is learned anew."""
SMALL: Final = 20_000
"""In a registry of fewer rows everybody is compared with everybody each time: it takes seconds."""


def for_placing(rows: int) -> Learned | None:
    """Return what places so many new rows; None where everybody must be matched anew."""
    kept = LearnedMatching.objects.filter(engine=ENGINE, records__gte=SMALL)
    last = kept.order_by("-pk").first()
    if last is None or placed_since(last) + rows > LARGEST_SHARE * last.records:
        return None
    try:
        return Learned(Model.from_json(last.model), Census.from_json(last.census))
    except (UnreadableModel, KeyError, TypeError, ValueError):
        return None


def placed_since(learned: LearnedMatching | None) -> int:
    """Return how many rows were placed since everybody was matched."""
    runs = MatchingRun.objects.filter(kind=RunKind.PLACED, state="done")
    if learned is not None:
        runs = runs.filter(pk__gt=learned.run_id)
    return runs.aggregate(rows=Sum("records"))["rows"] or 0


def keep(run: MatchingRun, linkage: Linkage) -> None:
    """Keep what a run over everybody learned, and forget what earlier ones did."""
    learned = Learned.of(linkage)
    fresh = LearnedMatching.objects.create(
        run=run,
        engine=ENGINE,
        records=len(linkage.person),
        model=learned.model.to_json(),
        census=learned.census.to_json(),
    )
    LearnedMatching.objects.exclude(pk=fresh.pk).delete()
