"""How good the lists are, and how good the matching as far as clerks' decisions show."""

from collections.abc import Iterator

from django.db.models import Count

from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.intake.problems import codes_of
from tanggap.people.domain.accuracy import Decided, Estimate, estimate
from tanggap.people.models import MatchDecision, RecipientList, ReviewPair, SourceRecord
from tanggap.people.types import ListQuality, ListState, PairStatus, RecordState, Verdict


def accuracy(actor: Actor) -> Estimate:
    """Estimate precision and recall among the doubtful pairs that were decided, for a manager."""
    visible = ReviewPair.objects.visible_to(actor, Permission.DASHBOARD_VIEW)
    pairs = visible.filter(status=PairStatus.DECIDED)
    decided = MatchDecision.objects.filter(undone_at=None, pair__in=pairs)
    return estimate(
        Decided(linked=linked, same=verdict == Verdict.SAME)
        for linked, verdict in decided.values_list("pair__linked", "verdict")
    )


def waiting(actor: Actor, permission: Permission = Permission.MATCH_DECIDE) -> dict[str, int]:
    """Return how many pairs wait, were decided and were escalated, where the actor may know."""
    pairs = ReviewPair.objects.visible_to(actor, permission)
    counts = dict(pairs.values_list("status").annotate(n=Count("*")).order_by())
    return {
        str(status): counts.get(status, 0)
        for status in (PairStatus.OPEN, PairStatus.DECIDED, PairStatus.ESCALATED)
    }


def of_lists(actor: Actor) -> Iterator[ListQuality]:
    """Yield for each committed list how many of its rows that count have which problems."""
    lists = RecipientList.objects.visible_to(actor).filter(state=ListState.COMMITTED)
    rows = SourceRecord.objects.unscoped(reason="problems counted for lists the actor may see")
    for one in lists.order_by("pk"):
        current = rows.filter(list=one, state=RecordState.CURRENT).values_list("quality")
        yield ListQuality(
            list_id=one.pk,
            region_code=one.region_code,
            file_name=one.file_name,
            programme_code=one.programme_code,
            rows_by_problems={
                tuple(codes_of(quality)): count
                for quality, count in current.annotate(n=Count("pk")).order_by()
            },
        )
