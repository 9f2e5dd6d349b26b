"""Places below the one that is looked at: the map and the table, both of the same figures."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from tanggap.command import queries
from tanggap.command.domain.shades import legend, shades
from tanggap.command.models import Snapshot
from tanggap.command.queries import Place
from tanggap.command.views import looking
from tanggap.command.views.looking import Look
from tanggap.command.views.opening import Openings
from tanggap.core.actor import Actor
from tanggap.regions import queries as regions


def of(actor: Actor, snapshot: Snapshot, look: Look, opens: Openings) -> dict[str, Any]:
    """Return what the map and the table of places need."""
    found = queries.by_place(actor, snapshot, look.view, look.length)
    values = {code: getattr(place, look.measure) for code, place in found.items()}
    whole = {code: value for code, value in values.items() if len(code) == look.length}
    names = regions.names_of({*found, *(code[: looking.DISTRICT] for code in found)})
    return {
        "map": _map(look, whole, names),
        "legend": legend(whole),
        "places": _lines(found, names, look, opens),
        "headings": _headings(look),
        "levels": _levels(look),
    }


def _map(look: Look, values: Mapping[str, int], names: Mapping[str, str]) -> dict[str, Any]:
    level = looking.VILLAGE if look.length == looking.VILLAGE else None
    drawn = regions.map_of(look.view.region, level=level)
    shade = shades(values)
    shapes = [
        {
            "shape": shape,
            "shade": shade.get(shape.code, 0),
            "value": values.get(shape.code, 0),
            "url": look.query(wilayah=shape.code, rinci=""),
        }
        for shape in drawn.shapes
    ]
    return {"drawn": drawn, "shapes": shapes, "groups": _groups(shapes, names, look)}


def _groups(
    shapes: list[dict[str, Any]], names: Mapping[str, str], look: Look
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the tiles of a map without boundaries: under their kecamatan where a city is shown."""
    if len(look.view.region) != looking.REGENCY or look.length != looking.VILLAGE:
        return [("", shapes)]
    by_district = groupby(shapes, key=lambda one: one["shape"].code[: looking.DISTRICT])
    return [(names.get(code, regions.dotted(code)), list(some)) for code, some in by_district]


def _lines(
    found: Mapping[str, Place], names: Mapping[str, str], look: Look, opens: Openings
) -> list[dict[str, Any]]:
    """Return the places, the largest first, each figure with the address of its rows."""
    view = look.view
    chosen = {"programme": view.programme, "month": view.month}
    largest = max((getattr(place, look.measure) for place in found.values()), default=0) or 1
    lines = [
        {
            "place": place,
            "name": _name(code, names, look),
            "url": look.query(wilayah=code, rinci="") if code != view.region else "",
            "width": round(100 * getattr(place, look.measure) / largest, 1),
            "missed_url": opens.missed(region=code),
            "recipients_url": opens.recipients(region=code, **chosen),
            "households_url": opens.households(region=code, **chosen),
            "rupiah_url": opens.money(region=code, **chosen),
            "open_url": opens.overlaps(region=code, status="waiting"),
        }
        if len(code) == look.length
        else {"place": place, "name": _rest(code, names)}
        for code, place in found.items()
    ]
    return sorted(
        lines, key=lambda line: ("url" in line, getattr(line["place"], look.measure)), reverse=True
    )


def _name(code: str, names: Mapping[str, str], look: Look) -> str:
    """Return a place's name, with its kecamatan where all kelurahan of a city are shown."""
    name = names.get(code, regions.dotted(code))
    if look.length == looking.VILLAGE and len(look.view.region) == looking.REGENCY:
        district = code[: looking.DISTRICT]
        return f"{name}, {names.get(district, regions.dotted(district))}"
    return name


def _rest(code: str, names: Mapping[str, str]) -> str:
    """Return what the rows are called that no list places more exactly than in a larger region."""
    name = names.get(code, regions.dotted(code))
    return _("Lainnya di %(name)s") % {"name": name}


def _headings(look: Look) -> list[dict[str, Any]]:
    """Return the columns of the table; a click sorts and shades by that measure."""
    labels = looking.labels() | {"households": _("Rumah tangga")}
    return [
        {"code": code, "label": label, "url": look.query(ukuran=code), "on": code == look.measure}
        for code, label in labels.items()
    ]


def _levels(look: Look) -> list[tuple[str, str, bool]]:
    """Return the two ways to see a city: by kecamatan, by kelurahan."""
    if len(look.view.region) != looking.REGENCY:
        return []
    return [
        (_("Kecamatan"), look.query(rinci=""), not look.in_detail),
        (_("Kelurahan"), look.query(rinci="kelurahan"), look.in_detail),
    ]
