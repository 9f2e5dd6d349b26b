"""New photos on the desk's request: it says why, the family sends one, nothing is replaced."""

from datetime import datetime
from typing import IO, Any, Final

from django.db import IntegrityError, transaction

from tanggap.accounts.access import require
from tanggap.accounts.types import Permission
from tanggap.applications.domain.statuses import UNDECIDED
from tanggap.applications.models import Application, Photo, PhotoRequest
from tanggap.applications.services import photos, telling
from tanggap.applications.services.receiving import APPLICANT
from tanggap.applications.services.registry import DESK
from tanggap.applications.types import NotAllowed
from tanggap.audit import services as audit
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in

LONGEST: Final = 500
_CHECKED: Final = "the region is checked here"


@transaction.atomic
def ask(*, application_id: int, kind: str, reason: str, by: Actor, at: datetime) -> PhotoRequest:
    """Ask the family for a new photo of a kind ("kk", "rumah"), and tell it by message.

    Raises NotAllowed("reason"), ("kind"), ("closed"), ("asked already"), and Forbidden.
    """
    found = _locked(application_id, by)
    if not reason.strip():
        raise NotAllowed("reason")
    if kind not in Photo.Kind.values:
        raise NotAllowed("kind")
    if found.status not in UNDECIDED:
        raise NotAllowed("closed")
    try:
        with transaction.atomic():
            request: PhotoRequest = PhotoRequest.objects.create(
                application=found,
                kind=kind,
                reason=mask_numbers_in(reason.strip())[:LONGEST],
                asked_by_id=by.user_id,
                asked_by_name=by.name,
                asked_at=at,
            )
    except IntegrityError as error:
        raise NotAllowed("asked already") from error
    _record("applications.photo.asked", found, kind, by, at, reason=request.reason)
    telling.photo_asked(application_id, kind, request.reason, at)
    return request


@transaction.atomic
def answer(
    *, application_id: int, kind: str, file: IO[bytes], size: int, at: datetime
) -> PhotoRequest:
    """Keep the photo that a family sends, beside the earlier ones, and close what was asked.

    Raises NotAllowed("not asked") where nothing is open, and photos.BadPhoto.
    """
    query = PhotoRequest.objects.select_for_update(of=("self",)).select_related("application")
    request = query.filter(
        application=application_id, kind=kind, state=PhotoRequest.State.OPEN
    ).first()
    if request is None or request.application.status not in UNDECIDED:
        raise NotAllowed("not asked")
    request.photo = photos.keep(file, size=size, kind=kind, at=at, application_id=application_id)
    _close(request, PhotoRequest.State.ANSWERED, at)
    _record("applications.photo.sent", request.application, kind, APPLICANT, at)
    return request


@transaction.atomic
def call_off(*, application_id: int, kind: str, by: Actor, at: datetime) -> None:
    """Take back what was asked, because it is no longer needed. Raises NotAllowed, Forbidden."""
    found = _locked(application_id, by)
    request = PhotoRequest.objects.filter(
        application=found, kind=kind, state=PhotoRequest.State.OPEN
    ).first()
    if request is None:
        raise NotAllowed("not asked")
    _close(request, PhotoRequest.State.CALLED_OFF, at)
    _record("applications.photo.called_off", found, kind, by, at)


@transaction.atomic
def lapse(application_id: int, *, at: datetime) -> None:
    """Close what an application still waits for once a photo can change nothing any more."""
    waiting = PhotoRequest.objects.select_for_update(of=("self",)).select_related("application")
    still = waiting.filter(application=application_id, state=PhotoRequest.State.OPEN)
    for request in still.order_by("pk"):
        _close(request, PhotoRequest.State.LAPSED, at)
        _record("applications.photo.lapsed", request.application, request.kind, DESK, at)


def _locked(application_id: int, by: Actor) -> Any:
    query = Application.objects.unscoped(reason=_CHECKED)
    found = query.select_for_update(of=("self",)).get(pk=application_id)
    require(by, Permission.APPLICATION_ENTER, region_code=found.region_code)
    return found


def _close(request: PhotoRequest, state: PhotoRequest.State, at: datetime) -> None:
    request.state, request.closed_at = state, at
    request.save(update_fields=["state", "closed_at", "photo"])


def _record(code: str, found: Any, kind: str, by: Actor, at: datetime, *, reason: str = "") -> None:
    audit.record(
        code,
        by=by,
        at=at,
        subject=f"application:{found.pk}",
        region_code=found.region_code,
        reason=reason,
        facts={"kind": kind},
    )
