"""What was paid, written beside the award: from then on its list cannot be undone."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from tanggap.assistance.models import Award
from tanggap.core.batches import batches

PAID = "the caller has paid these awards"


@transaction.atomic
def note_paid(award_ids: Iterable[int]) -> None:
    """Count one more paid month for each mention of an award; in the payer's transaction."""
    for times, numbers in _by_count(award_ids).items():
        for some in batches(sorted(numbers)):
            Award.objects.unscoped(reason=PAID).filter(pk__in=some).update(
                paid_months=F("paid_months") + times
            )


def _by_count(award_ids: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, times in Counter(award_ids).items():
        found.setdefault(times, []).append(number)
    return found
