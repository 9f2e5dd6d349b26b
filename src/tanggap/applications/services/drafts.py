"""What a citizen types, kept page by page: nothing is lost by a back button or a dead battery."""

import hmac
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tanggap.applications import sealing
from tanggap.applications.domain import codes, criteria, journey
from tanggap.applications.models import Draft
from tanggap.applications.services import photos
from tanggap.applications.services.receiving import (
    APPLICANT,
    newest_criteria,
    open_programmes,
    receive,
)
from tanggap.applications.types import Asking, MemberAsked, NotOpen, Received
from tanggap.audit import services as audit
from tanggap.core import crypto

PURPOSE: Final = "applications.draft"
KEPT: Final = timedelta(days=30)
"""So long an unfinished application waits for its writer; then it is deleted."""

SWEPT_AT_ONCE: Final = 50


class NotFinished(Exception):
    """A page is still open; `page` is the first."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


class AlreadySent(Exception):
    """The draft has become an application."""


def start(*, programme: str, at: datetime) -> tuple[Draft, str]:
    """Begin an application; return its draft and the PIN. Raises NotOpen."""
    opening = next((o for o in open_programmes(at) if o.programme.code == programme), None)
    chosen = newest_criteria(opening.programme_id) if opening else None
    if opening is None or chosen is None:
        raise NotOpen(programme)
    sweep(at=at)
    code, pin = codes.new_code(), codes.new_pin()
    fresh = Draft.objects.create(
        code=code,
        pin_hash=sealing.pin_hash(code, pin),
        programme=opening.programme,
        criteria=chosen,
        sealed=_sealed({"pin": pin, "told": {}, "members": []}),
        created_at=at,
        touched_at=at,
    )
    return fresh, pin


def content(draft: Draft) -> dict[str, Any]:
    """Return what was told: "pin", "told" (values by page) and "members"."""
    found: dict[str, Any] = json.loads(crypto.unseal(bytes(draft.sealed), purpose=PURPOSE))
    return found


def pages_of(draft: Draft) -> tuple[str, ...]:
    """Return the pages of a draft, in order."""
    return journey.pages([one.code for one in criteria.read(draft.criteria.content).criteria])


@transaction.atomic
def keep(draft_id: int, page: str, values: Mapping[str, Any], *, at: datetime) -> None:
    """Keep what was told on one page. Raises AlreadySent."""
    draft, told = _locked(draft_id)
    told["told"] = journey.kept(told["told"], page, values)
    _save(draft, told, at)


@transaction.atomic
def keep_member(
    draft_id: int, place: int | None, values: Mapping[str, Any] | None, *, at: datetime
) -> None:
    """Add a member of the family, change the one at a place, or leave them out (no values)."""
    draft, told = _locked(draft_id)
    members: list[Any] = told["members"]
    if place is None and values is not None:
        members.append(dict(values))
    elif place is not None and 0 <= place < len(members):
        members[place : place + 1] = [dict(values)] if values is not None else []
    _save(draft, told, at)


def find(code: str, pin: str) -> Draft | None:
    """Return the draft of a code and a PIN; a wrong code costs what a wrong PIN costs."""
    draft = Draft.objects.select_related("programme", "criteria").filter(code=code).first()
    wanted = sealing.pin_hash(code, pin)
    known = draft.pin_hash if draft else "0" * len(wanted)
    return draft if hmac.compare_digest(wanted, known) else None


def asking_of(draft: Draft) -> Asking:
    """Return what a draft asks for. Raises NotFinished."""
    whole = content(draft)
    told, pages = whole["told"], pages_of(draft)
    open_page = journey.first_open(pages, told)
    if open_page != journey.CHECK:
        raise NotFinished(open_page)
    return asking_from(draft.programme.code, told, whole["members"])


def asking_from(programme: str, told: Mapping[str, Any], members: list[Any]) -> Asking:
    """Return what the answers of all pages ask for."""
    place, birth, numbers = told["alamat"], told["lahir"], told["nik"]
    return Asking(
        programme=programme,
        region_code=told["kelurahan"]["code"],
        rw=place.get("rw", ""),
        rt=place.get("rt", ""),
        address=place["address"],
        head_name=told["nama"]["name"],
        head_sex=birth.get("sex", ""),
        head_birth_date=_date(birth.get("date", "")),
        mother_name=told["ibu"].get("mother_name", ""),
        nik=numbers.get("nik", ""),
        no_nik_reason=numbers.get("reason", ""),
        kk=told["kk"].get("kk", ""),
        phone=told["telepon"].get("phone", ""),
        email=told["telepon"].get("email", ""),
        members=tuple(
            MemberAsked(
                name=one["name"],
                relation=one.get("relation", ""),
                sex=one.get("sex", ""),
                birth_date=_date(one.get("date", "")),
                nik=one.get("nik", ""),
            )
            for one in members
        ),
        answers={
            page.removeprefix(journey.CRITERION): values["answer"]
            for page, values in told.items()
            if page.startswith(journey.CRITERION)
        },
        circumstances={**told["penghasilan"], **told["kehilangan"]},
    )


@transaction.atomic
def send(draft_id: int, *, at: datetime) -> Received:
    """Make the draft an application under its own code and PIN.

    Raises NotFinished, AlreadySent, and what `receive` raises. Two clicks send once.
    """
    draft, told = _locked(draft_id)
    received = receive(asking_of(draft), by=APPLICANT, at=at, code=draft.code, pin=told["pin"])
    photos.hand_over(draft_id=draft.pk, application_id=received.application_id)
    draft.application_id = received.application_id
    draft.sealed = _sealed({"pin": told["pin"], "told": {}, "members": []})
    draft.touched_at = at
    draft.save(update_fields=["application", "sealed", "touched_at"])
    return received


@transaction.atomic
def sweep(*, at: datetime) -> int:
    """Delete some drafts that nobody came back to, with their photos; return how many."""
    old = Draft.objects.filter(touched_at__lt=at - KEPT).order_by("touched_at")[:SWEPT_AT_ONCE]
    ids = [one.pk for one in old]
    if ids:
        photos.forget_drafts(ids)
        Draft.objects.filter(pk__in=ids).delete()
        audit.record("applications.drafts.swept", by=APPLICANT, at=at, facts={"count": len(ids)})
    return len(ids)


def _locked(draft_id: int) -> tuple[Draft, dict[str, Any]]:
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    if draft.application_id is not None:
        raise AlreadySent
    return draft, content(draft)


def _save(draft: Draft, told: dict[str, Any], at: datetime) -> None:
    draft.sealed, draft.touched_at = _sealed(told), at
    draft.save(update_fields=["sealed", "touched_at"])


def _sealed(told: Mapping[str, Any]) -> bytes:
    return crypto.seal(json.dumps(told), purpose=PURPOSE)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
