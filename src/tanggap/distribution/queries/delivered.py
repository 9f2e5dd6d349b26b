"""Aid that arrived, for the apps above that ask whether it did."""

from dataclasses import dataclass

from tanggap.distribution.models import Payment
from tanggap.distribution.types import PaymentState


@dataclass(frozen=True, slots=True)
class Delivered:
    """One paid month of one award; `region_code` may be empty, `amount` is whole rupiah."""

    award_id: int
    month: str
    person_id: int
    programme: str
    programme_name: str
    channel: str
    region_code: str
    amount: int


def of(award_id: int, month: str) -> Delivered | None:
    """Return the paid payment of an award for a month. The caller checks access."""
    query = Payment.objects.unscoped(reason="the caller checks the region")
    paid = query.filter(award=award_id, month=month, state=PaymentState.PAID)
    found = paid.select_related("batch__programme").first()
    if found is None:
        return None
    return Delivered(
        award_id=award_id,
        month=month,
        person_id=found.person_id,
        programme=found.batch.programme.code,
        programme_name=found.batch.programme.name_id,
        channel=found.batch.channel,
        region_code=found.region_code or found.batch.region_code,
        amount=found.amount,
    )
