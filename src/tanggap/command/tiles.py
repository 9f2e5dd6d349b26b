"""What waits for an officer, and the figure that matters most, on the first page.

A tile that says how much `waits` is shown only while something does.
"""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from tanggap.accounts.types import Permission
from tanggap.assistance.queries import waiting
from tanggap.command import queries
from tanggap.command.queries import View
from tanggap.core.actor import Actor
from tanggap.core.registry import Tile
from tanggap.people.queries import lists
from tanggap.people.types import ListState

TEMPLATE: Final = "command/tile.html"


def _lists(actor: Actor) -> dict[str, Any]:
    found = lists.of(actor).filter(state=ListState.STAGED)
    return _tile(found.count(), _("Daftar menunggu disimpan"), "people:lists", "file-import")


def _cases(actor: Actor) -> dict[str, Any]:
    counts = waiting.cases(actor)
    untouched = counts.get("open", 0) + counts.get("reopened", 0)
    address = reverse("assistance:cases") + "?keadaan=untouched"
    return _tile(untouched, _("Tumpang tindih belum ditangani"), address, "scale", tone="warn")


def _settlements(actor: Actor) -> dict[str, Any]:
    count = waiting.proposals_of_others(actor, Permission.CASE_APPROVE)
    address = reverse("assistance:cases") + "?keadaan=proposed"
    return _tile(count, _("Penyelesaian menunggu persetujuan Anda"), address, "gavel", tone="warn")


def _rules(actor: Actor) -> dict[str, Any]:
    count = waiting.rules_proposed(actor)
    return _tile(count, _("Aturan menunggu persetujuan Anda"), "assistance:rules", "checks")


def _missed(actor: Actor) -> dict[str, Any]:
    snapshot = queries.newest()
    if snapshot is None:
        return {}
    totals = queries.totals(actor, snapshot, View())
    return {
        "label": _("Rumah tangga terdata tanpa bantuan"),
        "count": totals.missed,
        "whole": totals.registered,
        "url": reverse("command:dashboard"),
        "icon": "home-question",
        "tone": "danger",
    }


def _tile(count: int, label: str, to: str, icon: str, *, tone: str = "info") -> dict[str, Any]:
    url = to if to.startswith("/") else reverse(to)
    return {"waits": count, "count": count, "label": label, "url": url, "icon": icon, "tone": tone}


TILES: Final = (
    Tile("lists", TEMPLATE, Permission.LIST_COMMIT, 15, _lists),
    Tile("cases", TEMPLATE, Permission.CASE_PROPOSE, 20, _cases),
    Tile("settlements", TEMPLATE, Permission.CASE_APPROVE, 25, _settlements),
    Tile("rules", TEMPLATE, Permission.RULE_APPROVE, 30, _rules),
    Tile("missed", TEMPLATE, Permission.DASHBOARD_VIEW, 50, _missed),
)
