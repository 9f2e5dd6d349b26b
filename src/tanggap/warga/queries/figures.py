"""The newest public figures. None means hidden: a few only, or what would give them away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Sum
from django.db.models.functions import Length

from tanggap.warga.models import AidShown, DataFile, NeedShown, Summary

ALL: Final = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """A place or a programme: households and rupiah with aid in a month, and those without any."""

    households: int | None = 0
    people: int | None = 0
    rupiah: int | None = 0
    registered: int | None = 0
    missed: int | None = 0


def newest() -> Summary | None:
    """Return the newest complete counting."""
    return Summary.objects.filter(is_complete=True).first()


def by_place(summary: Summary, programme: str, month: str) -> dict[str, Figures]:
    """Return the figures of every place for a programme (or all) in a month."""
    aid = AidShown.objects.filter(summary=summary, programme=programme, month=month)
    given = {
        place: (households, people, rupiah)
        for place, households, people, rupiah in aid.values_list(
            "place", "households", "people", "rupiah"
        )
    }
    need = _need(summary)
    return {
        place: Figures(*given.get(place, (0, 0, 0)), *need.get(place, (0, 0)))
        for place in sorted(given.keys() | need.keys())
    }


def by_programme(summary: Summary, place: str, month: str) -> dict[str, Figures]:
    """Return the figures of every programme in a place in a month, all together under ""."""
    rows = AidShown.objects.filter(summary=summary, place=place, month=month)
    return {
        programme: Figures(*values)
        for programme, *values in rows.order_by("programme").values_list(
            "programme", "households", "people", "rupiah"
        )
    }


def by_month(summary: Summary, place: str, programme: str) -> dict[str, Figures]:
    """Return the figures of every month of a programme (or all) in a place."""
    rows = AidShown.objects.filter(summary=summary, place=place, programme=programme)
    return {
        month: Figures(*values)
        for month, *values in rows.order_by("month").values_list(
            "month", "households", "people", "rupiah"
        )
    }


def told_months(summary: Summary) -> list[str]:
    """Return the months with something to see: the sum of all is shown; all where none is."""
    rows = AidShown.objects.filter(summary=summary, place=summary.root, programme=ALL)
    told = rows.filter(households__isnull=False).values_list("month", flat=True)
    return list(told) or list(summary.months)


def rupiah_so_far(summary: Summary, place: str) -> int:
    """Return the whole rupiah of all months that are shown for a place."""
    rows = AidShown.objects.filter(summary=summary, place=place, programme=ALL)
    return int(rows.aggregate(total=Sum("rupiah"))["total"] or 0)


def need_of(summary: Summary, place: str) -> Figures:
    """Return the need of one place."""
    registered, missed = _need(summary, [place]).get(place, (0, 0))
    return Figures(registered=registered, missed=missed)


def programmes(summary: Summary) -> list[str]:
    """Return the codes of all programmes with figures."""
    rows = AidShown.objects.filter(summary=summary, place=summary.root).exclude(programme=ALL)
    return list(rows.order_by("programme").values_list("programme", flat=True).distinct())


def files(summary: Summary) -> dict[str, tuple[int, int, str]]:
    """Return rows, size in bytes and SHA-256 of each file of open data."""
    found = DataFile.objects.filter(summary=summary)
    rows = found.annotate(size=Length("content")).values_list("name", "rows", "size", "sha256")
    return {name: (count, size, mark) for name, count, size, mark in rows}


def file_mark(name: str) -> tuple[str, datetime] | None:
    """Return SHA-256 and time of a file of the newest counting, None where there is none."""
    found = DataFile.objects.filter(summary__is_complete=True, name=name).order_by("-summary")
    row: tuple[str, datetime] | None = found.values_list("sha256", "summary__taken_at").first()
    return row


def file(name: str) -> DataFile | None:
    """Return a file of the newest counting."""
    query = DataFile.objects.filter(summary__is_complete=True, name=name).order_by("-summary")
    return query.select_related("summary").first()


def _need(summary: Summary, only: Collection[str] | None = None) -> dict[str, Any]:
    rows = NeedShown.objects.filter(summary=summary)
    if only is not None:
        rows = rows.filter(place__in=only)
    return {
        place: (registered, missed)
        for place, registered, missed in rows.values_list("place", "registered", "missed")
    }
