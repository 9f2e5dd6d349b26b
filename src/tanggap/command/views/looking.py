"""What of the figures is looked at, read from an address and written into the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tanggap.command import queries
from tanggap.command.models import Snapshot
from tanggap.command.queries import View
from tanggap.core.actor import Actor

MEASURES: Final = ("missed", "recipients", "households", "rupiah", "open")
REGENCY, DISTRICT, VILLAGE = 4, 6, 10
"""Digits of a code."""


@dataclass(frozen=True, slots=True)
class Look:
    """A view, the measure by which places are shaded, and whether a city shows its kelurahan."""

    view: View
    measure: str = "missed"
    in_detail: bool = False

    @property
    def length(self) -> int:
        """Digits of the codes of the places that are shown."""
        if self.in_detail and len(self.view.region) == REGENCY:
            return VILLAGE
        levels = (2, REGENCY, DISTRICT, VILLAGE)
        return next((length for length in levels if length > len(self.view.region)), VILLAGE)

    def query(self, **changes: str) -> str:
        """Return the address's query with some values changed; an empty one is left out."""
        given = {
            "wilayah": self.view.region,
            "program": self.view.programme,
            "bulan": self.view.month,
            "ukuran": "" if self.measure == MEASURES[0] else self.measure,
            "rinci": "kelurahan" if self.in_detail else "",
        }
        return urlencode({key: value for key, value in (given | changes).items() if value})


def read(given: Mapping[str, Any], actor: Actor, snapshot: Snapshot | None) -> Look:
    """Return what an address or a form asks for; looking begins where all figures are."""
    region = given.get("wilayah", "")
    if not (region.isascii() and region.isdigit() and len(region) <= VILLAGE):
        region = queries.common_region(actor, snapshot) if snapshot else ""
    measure, month = given.get("ukuran", ""), given.get("bulan", "")
    return Look(
        View(region, given.get("program", ""), month if len(month) == len("2020-04") else ""),
        measure if measure in MEASURES else MEASURES[0],
        in_detail=given.get("rinci") == "kelurahan",
    )


def labels() -> dict[str, str]:
    """Return the measures in words."""
    return {
        "missed": _("Tanpa bantuan"),
        "recipients": _("Penerima"),
        "households": _("Rumah tangga penerima"),
        "rupiah": _("Rupiah"),
        "open": _("Tumpang tindih"),
    }
