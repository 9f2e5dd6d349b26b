"""What families need, in an officer's words, where they let strangers read it."""

from collections.abc import Iterable
from typing import Final

from tanggap.fostering.models import Candidate

SHOWN: Final = "only the words that a family lets strangers read"


def of(candidate_ids: Iterable[int]) -> dict[int, str]:
    """Return what is needed by family; what a family does not show is left out.

    Needs are told with the story: an officer wrote or read both, and neither holds a name.
    """
    rows = Candidate.objects.unscoped(reason=SHOWN).filter(pk__in=list(candidate_ids))
    told = rows.values_list("pk", "shown", "needs")
    return {number: needs for number, shown, needs in told if "story" in shown and needs}
