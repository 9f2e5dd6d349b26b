"""At night everybody is matched with everybody, where rows were only placed since the last time."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.core.models import JobRun, JobState
from tanggap.people.models import LearnedMatching
from tanggap.people.services import learning
from tanggap.people.services.matching import rematch_all

QUIET: Final = range(1, 5)
"""Hours of the local clock at which no office works."""
NIGHT: Final = Actor.system("pencocokan malam")
_ALIVE: Final = (JobState.QUEUED, JobState.RUNNING)


def look() -> None:
    """Start the matching of everybody where it is due; the worker calls this every few seconds."""
    now = clock.now()
    if timezone.localtime(now).hour not in QUIET:
        return
    last = LearnedMatching.objects.order_by("-pk").only("run_id").first()
    runs = JobRun.objects.filter(kind=f"{rematch_all.__module__}.{rematch_all.__qualname__}")
    tonight = runs.filter(created_at__gte=now - timedelta(hours=len(QUIET)))
    if not learning.placed_since(last) or runs.filter(state__in=_ALIVE).exists():
        return
    if not tonight.exists():
        jobs.start(rematch_all, by=NIGHT, arguments={})
