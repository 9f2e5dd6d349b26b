"""The rows behind the figures, for those who may see them: codes and places; numbers masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tanggap.accounts.access import actor_of, allowed, require, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.queries import behind
from tanggap.audit import services as audit
from tanggap.command.domain import conditions
from tanggap.command.views.figures import condition_labels
from tanggap.command.views.looking import VILLAGE
from tanggap.core import clock
from tanggap.people.queries import conditions as list_rows
from tanggap.people.queries import lists as imported
from tanggap.regions import queries as regions


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page of rows says."""

    region: str
    programme: str
    month: str
    after: int


@requires(Permission.AWARD_VIEW)
def recipients(request: HttpRequest) -> HttpResponse:
    """Show the people whom aid reaches."""
    asked = _asked(request)
    found = behind.recipients(
        actor_of(request), region=asked.region, programme=asked.programme, month=asked.month,
        after=asked.after,
    )  # fmt: skip
    last = found[-1].person_id if len(found) == behind.PAGE else None
    lines = [((one.code,), one.region_code, one.programmes) for one in found]
    return _page(request, _("Penerima bantuan"), lines, last)


@requires(Permission.AWARD_VIEW)
def households(request: HttpRequest) -> HttpResponse:
    """Show the households that aid reaches."""
    asked = _asked(request)
    found = behind.households_with_aid(
        actor_of(request), region=asked.region, programme=asked.programme, month=asked.month,
        after=asked.after,
    )  # fmt: skip
    return _households(request, _("Rumah tangga penerima"), found)


@requires(Permission.AWARD_VIEW)
def missed(request: HttpRequest) -> HttpResponse:
    """Show the households of a register that no aid reaches."""
    asked = _asked(request)
    found = behind.households_without_aid(actor_of(request), region=asked.region, after=asked.after)
    return _households(request, _("Rumah tangga terdata tanpa bantuan"), found)


@requires(Permission.AWARD_VIEW)
def together(request: HttpRequest) -> HttpResponse:
    """Show the households that receive exactly the programmes of one column of the picture."""
    asked = _asked(request)
    programmes = [code for code in request.GET.get("gabungan", "").split(".") if code]
    if not programmes:
        raise Http404
    found = behind.households_together(
        actor_of(request), region=asked.region, programmes=programmes, after=asked.after
    )
    return _households(request, " + ".join(programmes), found)


@requires(Permission.PERSON_VIEW)
@transaction.atomic
def rows_of_list(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show the rows of a list whose NIK is in a condition; who looked is on the record."""
    actor, condition = actor_of(request), request.GET.get("keadaan", conditions.MISSING)
    found = imported.of(actor).filter(pk=list_id).first()
    if found is None or condition not in condition_labels():
        raise Http404
    require(actor, Permission.PERSON_VIEW, region_code=found.region_code)
    rows = list_rows.rows_where(
        actor,
        list_id,
        lambda problems: conditions.condition_of(problems) == condition,
        after=_number(request.GET.get("setelah", "")),
        most=behind.PAGE,
    )
    audit.record(
        "command.rows.seen", by=actor, at=clock.now(), subject=f"list:{list_id}",
        region_code=found.region_code, facts={"condition": condition, "rows": len(rows)},
    )  # fmt: skip
    context = {
        "list": found,
        "rows": rows,
        "condition": condition,
        "conditions": condition_labels(),
        "next": _next(request, rows[-1].record_id if len(rows) == behind.PAGE else None),
    }
    return render(request, "command/list_rows.html", context)


def _households(
    request: HttpRequest, heading: str, found: Sequence[behind.HouseholdRow]
) -> HttpResponse:
    last = found[-1].household_id if len(found) == behind.PAGE else None
    lines = [(one.person_codes, one.region_code, one.programmes) for one in found]
    return _page(request, heading, lines, last, are_households=True)


def _page(
    request: HttpRequest, heading: str, lines: Sequence[Any], last: int | None,
    *, are_households: bool = False,
) -> HttpResponse:  # fmt: skip
    asked = _asked(request)
    names = regions.names_of({region for _codes, region, _programmes in lines})
    context = {
        "heading": heading,
        "lines": [
            (codes, names.get(region, regions.dotted(region)), programmes)
            for codes, region, programmes in lines
        ],
        "are_households": are_households,
        "has_programmes": any(programmes for _codes, _region, programmes in lines),
        "asked": asked,
        "place": regions.name_of(asked.region),
        "next": _next(request, last),
        "is_first": not asked.after,
        "may_open": allowed(actor_of(request), Permission.PERSON_VIEW),
    }
    return render(request, "command/rows.html", context)


def _asked(request: HttpRequest) -> Asked:
    region, month = request.GET.get("wilayah", ""), request.GET.get("bulan", "")
    known = region.isascii() and region.isdigit() and len(region) <= VILLAGE
    return Asked(
        region if known else "",
        request.GET.get("program", ""),
        month,
        _number(request.GET.get("setelah", "")),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _next(request: HttpRequest, last: int | None) -> str:
    """Return the address of the next page; empty where this is the last."""
    if last is None:
        return ""
    given = {key: value for key, value in request.GET.items() if key != "setelah"}
    return "?" + urlencode({**given, "setelah": last})
