"""The effects of a plan as pictures: plain SVG whose numbers stand beside it as text, too."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from tanggap.decisions.domain.effects import Effects, Share
from tanggap.regions import queries as regions

WIDE: Final = 100
TALL: Final = 120
STEP: Final = 40
TENTHS: Final = 10


def tenths(effects: Effects) -> list[dict[str, Any]]:
    """Return a column for each tenth of need, the neediest first: how much of it is reached.

    Nothing where there are fewer families than tenths: the empty ones would say "none is reached".
    """
    if effects.all.whole < TENTHS:
        return []
    return [
        {
            "number": number,
            "x": STEP * (number - 1) + 6,
            "middle": STEP * (number - 1) + STEP // 2,
            "height": TALL * one.reached // one.whole if one.whole else 0,
            "y": TALL - (TALL * one.reached // one.whole if one.whole else 0),
            "percent": round(100 * one.reached / one.whole) if one.whole else 0,
            "share": one,
        }
        for number, one in enumerate(effects.tenths, start=1)
    ]


def by_region(effects: Effects, before: Effects | None = None) -> list[dict[str, Any]]:
    """Return a line for each kelurahan, with what changes against another plan."""
    names = regions.names_of(set(effects.by_region))
    return [
        {
            "code": code,
            "name": names.get(code, regions.dotted(code)),
            "share": one,
            "bar": bar(one),
            "change": _change(one, before.by_region.get(code) if before else None),
        }
        for code, one in effects.by_region.items()
    ]


def by_sex(effects: Effects) -> list[dict[str, Any]]:
    """Return a line for women, men and unknown heads of families."""
    names: Mapping[str, str] = {
        "P": _("Kepala keluarga perempuan"),
        "L": _("Kepala keluarga laki-laki"),
        "": _("Tidak disebut"),
    }
    return [
        {"name": names.get(code, code), "share": effects.by_sex[code],
         "bar": bar(effects.by_sex[code])}
        for code in ("P", "L", "") if code in effects.by_sex
    ]  # fmt: skip


def bar(share: Share) -> dict[str, int]:
    """Return the widths of a bar of a hundred: reached, waiting; the rest is out."""
    whole = share.whole or 1
    reached = WIDE * share.reached // whole
    waiting = WIDE * share.waiting // whole
    return {"reached": reached, "waiting": waiting, "from": reached}


def _change(share: Share, before: Share | None) -> int:
    return share.reached - before.reached if before is not None else 0
