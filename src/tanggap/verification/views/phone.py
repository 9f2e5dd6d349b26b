"""What the officer's phone asks for: the list, the worker that keeps the page, and sending.

The shell, the worker and the manifest hold nothing of anybody and are open, because a browser
fetches them without telling who asks. Names and addresses come only with the list.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any, Final
from uuid import UUID

from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import Forbidden, actor_of, public, requires
from tanggap.accounts.types import Permission
from tanggap.applications.queries import visiting
from tanggap.applications.queries.visiting import Criteria
from tanggap.audit import services as audit
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.regions import queries as regions
from tanggap.verification.domain.answers import MOST_PHOTOS
from tanggap.verification.models import Attempt
from tanggap.verification.queries import board
from tanggap.verification.queries.visits import attempts_of
from tanggap.verification.services import attempting, reporting
from tanggap.verification.types import Answer, Attempted, NotOpenAnyMore, Place, Told, Unmet
from tanggap.verification.views import words

FILES: Final = (
    "portal/tokens.css",
    "portal/public.css",
    "portal/theme.js",
    "portal/icon.svg",
    "verification/phone.css",
    "verification/store.js",
    "verification/photos.js",
    "verification/sending.js",
    "verification/place.js",
    "verification/unmet.js",
    "verification/screens.js",
)
"""What the page needs without a signal."""

WORKER: Final = "static/verification/worker.js"


@requires(Permission.VISIT_REPORT)
@never_cache
@require_GET
def day_list(request: HttpRequest) -> JsonResponse:
    """Give the phone this officer's visits: names, addresses, RT/RW and the questions."""
    actor = actor_of(request)
    visits = list(board.own(actor))
    ids = [one.application_id for one in visits]
    homes, asked = visiting.homes(ids), visiting.asked(ids)
    names = regions.names_of({one.region_code for one in visits})
    made = attempts_of([one.pk for one in visits])
    rows = [
        {
            "id": one.pk,
            "code": homes[one.application_id].code,
            "name": homes[one.application_id].head_name,
            "people": homes[one.application_id].people,
            "address": homes[one.application_id].address,
            "rt": homes[one.application_id].rt,
            "rw": homes[one.application_id].rw,
            "place": names.get(one.region_code, ""),
            "programme": homes[one.application_id].programme,
            "due_on": one.due_on.isoformat(),
            "second": one.is_second,
            "attempts": [_attempt(before) for before in made[one.pk]],
            "questions": _questions(asked[one.application_id]),
        }
        for one in visits
    ]
    with transaction.atomic():
        audit.record(
            "verification.list.taken", by=actor, at=clock.now(), facts={"visits": len(rows)}
        )
    return JsonResponse({"user": actor.user_id, "csrf": get_token(request), "visits": rows})


@requires(Permission.VISIT_REPORT)
@never_cache
@require_POST
def send(request: HttpRequest) -> JsonResponse:
    """Take one report that a phone kept; the answer says what became of it."""
    answer: Answer = "unknown"
    try:
        told = _told(request.POST)
        files = request.FILES.getlist("photos")[:MOST_PHOTOS]
        answer = reporting.report(told, files, by=actor_of(request), at=clock.now())
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"answer": answer, "words": words.answered(answer)}, status=422)
    except Forbidden:
        answer = "taken"
    return JsonResponse({"answer": answer, "words": words.answered(answer)})


@requires(Permission.VISIT_REPORT)
@never_cache
@require_POST
def send_attempt(request: HttpRequest) -> JsonResponse:
    """Take one attempt that met nobody, as a phone kept it; the answer says what became of it."""
    answer: Answer = "unknown"
    try:
        told = _attempted(request.POST)
        attempting.record(told, by=actor_of(request), at=clock.now())
        answer = "done"
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"answer": answer, "words": words.answered("unknown")}, status=422)
    except attempting.BadDay:
        return JsonResponse({"answer": "day", "words": _("Isi tanggal datang lagi.")})
    except NotOpenAnyMore:
        answer = reporting.why_not(told.visit_id)
    except Forbidden:
        answer = "taken"
    return JsonResponse({"answer": answer, "words": words.answered(answer)})


@public
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """Give the page without anybody's data; the worker keeps it for places without a signal."""
    return render(request, "verification/own.html", {"rows": None, "messages": []})


@public
@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that answers for the page where there is no signal."""
    files = [staticfiles_storage.url(name) for name in FILES]
    told = json.dumps({"shell": reverse("verification:shell"), "files": files})
    source = resources.files("tanggap.verification").joinpath(WORKER).read_text("utf-8")
    answer = HttpResponse(
        f"const KEPT = {told};\n{source}", content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_GET
def manifest(_request: HttpRequest) -> JsonResponse:
    """Say how the page is installed on a phone's first screen."""
    page = reverse("verification:own")
    told = {
        "name": _("Tanggap: kunjungan"),
        "short_name": _("Kunjungan"),
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#f4f6f7",
        "theme_color": "#0b6b6b",
        "icons": [
            {
                "src": staticfiles_storage.url("portal/icon.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
            }
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _questions(criteria: Criteria) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "text": text_of(one.text),
            "choices": [{"code": c.code, "text": text_of(c.text)} for c in one.choices],
        }
        for one in criteria.criteria
    ]


def _attempt(made: Attempt) -> dict[str, str]:
    return {
        "why": made.get_why_display(),
        "on": timezone.localtime(made.made_at).date().isoformat(),
    }


def _attempted(given: Mapping[str, Any]) -> Attempted:
    """Read an attempt. Raises ValueError, KeyError or TypeError where it is none."""
    next_on = given.get("next_on", "")
    return Attempted(
        uuid=UUID(given["uuid"]),
        visit_id=int(given["visit"]),
        why=Unmet(given["why"]),
        made_at=_aware(parse_datetime(given["made_at"])),
        next_on=date.fromisoformat(next_on) if next_on else None,
        note=given.get("note", ""),
        place=_place(given),
    )


def _told(given: Mapping[str, Any]) -> Told:
    """Read a report. Raises ValueError, KeyError or TypeError where it is none."""
    answers = json.loads(given["answers"])
    moment = parse_datetime(given["reported_at"])
    return Told(
        uuid=UUID(given["uuid"]),
        visit_id=int(given["visit"]),
        answers={str(code): str(answer) for code, answer in answers.items()},
        reported_at=_aware(moment),
        note=given.get("note", ""),
        place=_place(given),
    )


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        return clock.now()
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _place(given: Mapping[str, Any]) -> Place | None:
    if not given.get("latitude"):
        return None
    accuracy = min(max(round(float(given["accuracy"])), 0), 100_000)
    return Place(float(given["latitude"]), float(given["longitude"]), accuracy)
