"""Counting the ledger for the public: once now and then, never for a visit."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tanggap.assistance.queries import facts, reach
from tanggap.core import clock
from tanggap.core.models import JobRun, JobState
from tanggap.warga.domain import places
from tanggap.warga.domain.suppression import ALL, Cell, hidden
from tanggap.warga.models import AidShown, Check, NeedShown, Summary
from tanggap.warga.services import files

KIND: Final = "tanggap.warga.tasks.count"
REST: Final = timedelta(minutes=10)
"""The public figures are counted anew at most so often."""

DAY: Final = timedelta(days=1)
"""And once a day in any case: registers and places of people change without the ledger."""

SHARE: Final = 20
"""And not before so many times as long as the last counting took."""

KEPT: Final = timedelta(days=730)
"""How long it stays known who looked at whose aid."""

BATCH: Final = 1_000
MISSED: Final = "missed"
SERVED: Final = "served"
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Figure:
    """What is given in a place: distinct households and people, promises, whole rupiah."""

    households: int = 0
    people: int = 0
    awards: int = 0
    rupiah: int = 0

    def add(self, other: "Figure") -> None:
        """Add what another place has."""
        self.households += other.households
        self.people += other.people
        self.awards += other.awards
        self.rupiah += other.rupiah

    @property
    def size(self) -> int:
        """The smallest count behind it that is not zero."""
        return min((n for n in (self.households, self.people, self.awards) if n > 0), default=0)


Month = dict[Cell, Figure]
"""The figures of one month by place and programme."""


def is_due(at: datetime) -> bool:
    """Tell whether to count now: never counted yet, the ledger has changed, a day is over."""
    newest = Summary.objects.filter(is_complete=True).first()
    if newest is None or at - newest.taken_at >= DAY:
        return True
    runs = JobRun.objects.filter(kind=KIND, state=JobState.DONE).order_by("-pk")
    last = runs.values_list("created_at", "finished_at").first()
    took = last[1] - last[0] if last and last[1] else timedelta(0)
    rested = at - newest.taken_at >= max(REST, took * SHARE)
    return rested and facts.changed_after(newest.taken_at)


def is_running() -> bool:
    """Tell whether a counting waits or runs."""
    waiting = JobRun.objects.filter(kind=KIND, state__in=[JobState.QUEUED, JobState.RUNNING])
    return waiting.exists()


def count(*, at: datetime, tell: Tell = lambda _done, _of: None) -> Summary:
    """Count everything anew and forget the older countings, all or nothing.

    `tell` hears how many steps of how many are over.
    """
    tell(0, 4)
    given, need = _given(), _need()
    tell(1, 4)
    codes = {place for month in given.values() for place, _ in month} | set(need)
    root = places.root_of({places.code_of(place) for place in codes})
    with transaction.atomic():
        summary = Summary.objects.create(taken_at=at, root=root, months=sorted(given))
        for month, cells in sorted(given.items()):
            _write(AidShown, _shown(summary, month, _with_sums(cells, root), root))
        tell(2, 4)
        _write(NeedShown, _need_shown(summary, need, root))
        tell(3, 4)
        files.write(summary)
        summary.is_complete = True
        summary.save(update_fields=["is_complete"])
        Summary.objects.exclude(pk=summary.pk).filter(taken_at__lte=at).delete()
        Check.objects.filter(at__lt=at - KEPT).delete()
    return summary


def count_now() -> Summary:
    """Count at once, in this process."""
    return count(at=clock.now())


def _given() -> dict[str, Month]:
    """Return households and people at home, rupiah and promises where the lists name them."""
    months: dict[str, Month] = defaultdict(lambda: defaultdict(Figure))
    for reached in reach.reach():
        if reached.month:
            cell = (places.place_of(reached.region_code), reached.programme)
            known = Figure(reached.households, reached.recipients)
            months[reached.month][cell].add(known)
    for aid in facts.aid():
        place = places.place_of(aid.region_code)
        for programme in (aid.programme, ALL):
            promised = Figure(awards=aid.awards, rupiah=aid.rupiah)
            months[aid.month][place, programme].add(promised)
    return months


def _need() -> dict[str, dict[str, int]]:
    """Return by place the households of a register without aid, and those with."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in facts.places():
        here = found[places.place_of(one.region_code)]
        here[MISSED] += one.missed
        here[SERVED] += one.registered - one.missed
        here[ALL] += one.registered
    return found


def _with_sums(cells: Month, root: str) -> Month:
    """Return the figures with those of every region above them."""
    found: Month = defaultdict(Figure)
    for (place, programme), figure in cells.items():
        for one in places.above(place, root):
            found[one, programme].add(figure)
    return found


def _shown(summary: Summary, month: str, cells: Month, root: str) -> Iterator[AidShown]:
    sizes = {cell: figure.size for cell, figure in cells.items()}
    unseen = hidden(sizes, _tree(sizes, root))
    for (place, programme), one in sorted(cells.items()):
        if not one.size:
            continue
        values = (one.households, one.people, one.rupiah)
        seen = values if (place, programme) not in unseen else (None, None, None)
        yield AidShown(
            summary=summary,
            month=month,
            programme=programme,
            place=place,
            households=seen[0],
            people=seen[1],
            rupiah=seen[2],
        )


def _need_shown(
    summary: Summary, need: Mapping[str, Mapping[str, int]], root: str
) -> Iterator[NeedShown]:
    cells: dict[Cell, int] = defaultdict(int)
    for place, columns in need.items():
        for column, value in columns.items():
            for one in places.above(place, root):
                cells[one, column] += value
    unseen = hidden(cells, _tree(cells, root))
    for place in sorted({place for place, _ in cells}):
        told = {
            column: None if (place, column) in unseen else cells[place, column]
            for column in (ALL, MISSED)
        }
        yield NeedShown(summary=summary, place=place, registered=told[ALL], missed=told[MISSED])


def _tree(cells: Mapping[Cell, int], root: str) -> dict[str, str]:
    return places.tree_of({place for place, _ in cells if place != root}, root)


def _write(model: type[AidShown] | type[NeedShown], rows: Iterator[AidShown | NeedShown]) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)  # type: ignore[arg-type]
