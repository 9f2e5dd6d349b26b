"""How many families are pledged, by package."""

from typing import Final

from django.db.models import Sum

from tanggap.fostering.models import Pledge
from tanggap.fostering.types import PledgeState

COUNTED: Final = "how many are pledged of each package; nobody is named"


def open_by_package() -> dict[int, int]:
    """Return for how many families each package is pledged in pledges that are open."""
    open_ = Pledge.objects.unscoped(reason=COUNTED).filter(state=PledgeState.OPEN)
    rows = open_.order_by().values_list("package").annotate(n=Sum("families"))
    return {int(package): int(families) for package, families in rows}
