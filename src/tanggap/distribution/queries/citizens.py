"""Where a citizen's own aid stands on its way, and where to collect it. One query each time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from tanggap.core.prepared import Prepared
from tanggap.distribution.models import Payment
from tanggap.distribution.types import PaymentState

OWN: Final = "the citizen proved who they are"
NOTHING: Final = -1
MOST: Final = 400
_SAID: Final = frozenset(PaymentState) - {PaymentState.DROPPED}


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """The newest try to bring an award's month; `place` and `at` where a seat was given."""

    award: int
    month: str
    state: PaymentState
    channel: str
    settled_at: datetime | None
    at: datetime | None
    place: str
    address: str


def on_its_way(awards: Collection[int]) -> dict[tuple[int, str], OnItsWay]:
    """Return the payments of awards by (award, month); one query, also for none."""
    asked = sorted(awards)[:MOST] or [NOTHING]
    size = 1 << (len(asked) - 1).bit_length()
    asked += asked[-1:] * (size - len(asked))
    rows = _payments(size).rows(**{f"award_{place}": one for place, one in enumerate(asked)})
    return {
        (award, month): OnItsWay(
            award, month, PaymentState(state), channel, settled, at, place or "", address or ""
        )
        for award, month, state, channel, settled, at, place, address in rows
    }


@cache
def _payments(size: int) -> Prepared:
    """Return the query for so many awards; sizes are powers of two, so there are few of them."""
    return Prepared(_of_awards, **{f"award_{place}": int for place in range(size)})


def _of_awards(**awards: int) -> Any:
    query = Payment.objects.unscoped(reason=OWN).filter(
        award__in=list(awards.values()), state__in=sorted(one.value for one in _SAID)
    )
    return query.order_by("attempt", "pk").values_list(
        "award_id", "month", "state", "batch__channel", "settled_at", "seat__starts_at",
        "seat__point__name", "seat__point__address",
    )[:MOST]  # fmt: skip
