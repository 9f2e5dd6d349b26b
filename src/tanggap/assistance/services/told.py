"""What rows of lists tell of an award beyond the person: the components of its programme."""

from collections.abc import Iterable, Sequence

from tanggap.assistance.models import Award, OverlapCase
from tanggap.assistance.queries import components
from tanggap.assistance.services import ledger
from tanggap.core import bulk, clock


def by_new_rows(list_id: int, programme_id: int, pairs: Iterable[tuple[int, int]]) -> None:
    """Write down the components of new awards of a list, as (award, row), where rows tell them."""
    awards = dict(pairs)
    told = components.told_by_list(list_id, list(awards.values()), programme_id)
    if not told:
        return
    _keep(
        Award(pk=award, components=sorted(codes))
        for award, row in awards.items()
        if (codes := told.get(row)) is not None
    )


def by_corrected_rows(awards: Iterable[Award], pairs: Sequence[tuple[int, int]]) -> None:
    """Let awards have the components that their rows tell now, (earlier, now), if these changed.

    What an officer corrected stays where the corrected list says the same as before.
    """
    before = {now: earlier for earlier, now in pairs}
    own: dict[int, list[tuple[Award, int]]] = {}
    for award in awards:
        if award.record_id is not None:
            own.setdefault(award.programme_id, []).append((award, award.record_id))
    changed = []
    for programme, some in own.items():
        rows = [row for _, now in some for row in (now, before[now])]
        told = components.told_by_rows(rows, programme)
        for award, now in some:
            codes = told.get(now)
            if codes is not None and codes != told.get(before[now]):
                award.components = sorted(codes)
                changed.append(award)
    _keep(changed)
    if changed:
        numbers = [award.pk for award in changed]
        ledger.reclaim(numbers, cause=OverlapCase.Cause.LIST, at=clock.now())


def _keep(awards: Iterable[Award]) -> None:
    bulk.update(list(awards), ["components"])
