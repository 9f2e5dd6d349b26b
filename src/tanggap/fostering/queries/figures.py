"""Who waits, who is looked after, what arrived: for officers, and the totals for everybody."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from django.db.models import Sum

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.hiding import LEAST
from tanggap.fostering.domain import disclosing
from tanggap.fostering.domain.disclosing import Told
from tanggap.fostering.domain.passing import Sums
from tanggap.fostering.models import Candidate, Instalment, Match
from tanggap.fostering.queries import city
from tanggap.fostering.queries.city import ARRIVED
from tanggap.fostering.types import CandidateState, InstalmentState, MatchState

TOTALS: Final = "totals without a name; small groups are hidden"
KINDS: Final = ("children", "elderly", "disabled", "orphans", "others")
_BEGUN: Final = (
    MatchState.ACTIVE, MatchState.COMPLETED, MatchState.LAPSED, MatchState.ENDED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """Families of a group: `median_wait` in days of those who wait now, None where nobody does.

    `served` were or are looked after; `known` is everybody who was ever on the list.
    """

    name: str
    known: int
    waiting: int
    matched: int
    aided: int
    served: int
    completed: int
    lapsed: int
    rupiah: int
    median_wait: int | None

    @property
    def share(self) -> int:
        """How many percent of those known were served, rounded down."""
        return 100 * self.served // self.known if self.known else 0


@dataclass(frozen=True, slots=True)
class Public:
    """What everybody may know; None where a few families would be recognisable.

    `places` are rows with families waiting and ever served, the latter only where `tells_served`.
    """

    waiting: int | None
    matched: int | None
    served: int | None
    completed: int | None
    rupiah: int | None
    median_wait: int | None
    places: tuple[Told, ...]
    tells_served: bool
    city: Sums | None


def by_place(actor: Actor) -> list[Row]:
    """Return the figures of every kelurahan that an officer may see."""
    return _rows(_visible(actor), lambda one: (one["region_code"],))


def by_kind(actor: Actor) -> list[Row]:
    """Return the figures by kind of household; one with children and elderly counts in both."""
    return _rows(_visible(actor), _kinds)


def whole(actor: Actor) -> Row:
    """Return the figures of all that an officer may see."""
    found = _rows(_visible(actor), lambda _one: ("",))
    return found[0] if found else Row("", 0, 0, 0, 0, 0, 0, 0, 0, None)


def public() -> Public:
    """Return the totals for the public page, with small cells hidden."""
    everyone = Candidate.objects.unscoped(reason=TOTALS)
    found = _rows(everyone, lambda _one: ("",))
    all_ = found[0] if found else Row("", 0, 0, 0, 0, 0, 0, 0, 0, None)
    tells_served = _enough(all_.served) is not None
    places = {
        row.name: (row.waiting, row.served) if tells_served else (row.waiting,)
        for row in _rows(everyone, lambda one: (one["region_code"],))
    }
    matched, completed = _enough(all_.matched), _enough(all_.completed)
    if tells_served and (matched is None or completed is None):
        matched = completed = None  # either would give the other away, beside who was ever served
    return Public(
        waiting=_enough(all_.waiting),
        matched=matched,
        served=_enough(all_.served),
        completed=completed,
        rupiah=_rupiah(everyone),
        median_wait=all_.median_wait if all_.waiting >= LEAST else None,
        places=disclosing.by_place(places),
        tells_served=tells_served,
        city=None if _enough(city.families()) is None else city.public_sums(),
    )


def _rupiah(candidates: Any) -> int | None:
    """Return the rupiah that arrived, None where it would tell what a few families received."""
    money = _money(candidates)
    return None if _enough(len(money)) is None else sum(money.values())


def _enough(count: int) -> int | None:
    return None if 0 < count < LEAST else count


def _kinds(one: dict[str, Any]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS[:-1] if one[kind]) or (KINDS[-1],)


def _rows(candidates: Any, groups: Callable[[dict[str, Any]], Iterable[str]]) -> list[Row]:
    fields = ("pk", "state", "region_code", "waiting_since", *KINDS[:-1])
    by_group: dict[str, list[dict[str, Any]]] = defaultdict(list)
    found = list(candidates.order_by().values(*fields))
    for one in found:
        for name in groups(one):
            by_group[name].append(one)
    matched, money = _matches(candidates), _money(candidates)
    return [_row(name, some, matched, money) for name, some in sorted(by_group.items())]


def _row(
    name: str, some: list[dict[str, Any]], matched: dict[int, set[str]], money: dict[int, int]
) -> Row:  # fmt: skip
    today = clock.today()
    states = [one["state"] for one in some]
    begun = [matched.get(one["pk"], set()) for one in some]
    waits = [
        (today - one["waiting_since"]).days
        for one in some
        if one["state"] == CandidateState.WAITING
    ]
    return Row(
        name=name,
        known=len(some),
        waiting=states.count(CandidateState.WAITING),
        matched=states.count(CandidateState.MATCHED),
        aided=states.count(CandidateState.AIDED),
        served=sum(bool(one & {MatchState.ACTIVE, MatchState.COMPLETED}) for one in begun),
        completed=sum(MatchState.COMPLETED in one for one in begun),
        lapsed=sum(MatchState.LAPSED in one for one in begun),
        rupiah=sum(money.get(one["pk"], 0) for one in some),
        median_wait=int(median(waits)) if waits else None,
    )


def _matches(candidates: Any) -> dict[int, set[str]]:
    """Return where the matches that began of each family stand."""
    query = Match.objects.unscoped(reason=TOTALS).filter(
        candidate__in=candidates.order_by().values("pk"), state__in=_BEGUN, award_id__isnull=False
    )
    found: dict[int, set[str]] = defaultdict(set)
    for candidate, state in query.order_by().values_list("candidate_id", "state"):
        found[candidate].add(state)
    return found


def _money(candidates: Any) -> dict[int, int]:
    """Return the rupiah that arrived at each family."""
    arrived = Instalment.objects.filter(
        state=InstalmentState.RECEIVED, match__candidate__in=candidates.order_by().values("pk")
    )
    rows = arrived.order_by().values_list("match__candidate").annotate(sum=Sum(ARRIVED))
    return {int(candidate): int(rupiah) for candidate, rupiah in rows}


def _visible(actor: Actor) -> Any:
    return Candidate.objects.visible_to(actor)
