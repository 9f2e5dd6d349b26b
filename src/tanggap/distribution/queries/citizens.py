"""Where a citizen's own aid stands on its way, and where to collect it. One query each time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

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
    query = Payment.objects.unscoped(reason=OWN).filter(
        award__in=list(awards) or [NOTHING], state__in=[one.value for one in _SAID]
    )
    rows = query.order_by("attempt", "pk").values_list(
        "award_id", "month", "state", "batch__channel", "settled_at", "seat__starts_at",
        "seat__point__name", "seat__point__address",
    )  # fmt: skip
    return {
        (award, month): OnItsWay(
            award, month, PaymentState(state), channel, settled, at, place or "", address or ""
        )
        for award, month, state, channel, settled, at, place, address in rows[:MOST]
    }
