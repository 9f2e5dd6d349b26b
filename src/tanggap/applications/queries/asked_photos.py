"""Which photos the desk asked a family for, and what came."""

from typing import Any

from django.db.models import QuerySet

from tanggap.applications.models import PhotoRequest


def of(application_id: int) -> QuerySet[PhotoRequest]:
    """Return everything that was asked of one application, the newest first, with its photo."""
    return PhotoRequest.objects.filter(application=application_id).select_related("photo")


def open_of(application_id: int) -> list[Any]:
    """Return what is asked and did not come yet, the oldest first."""
    found = of(application_id).filter(state=PhotoRequest.State.OPEN)
    return list(found.order_by("pk"))


def lapsed_of(application_id: int) -> list[Any]:
    """Return what did not come before the application was decided or closed, the oldest first."""
    found = of(application_id).filter(state=PhotoRequest.State.LAPSED)
    return list(found.order_by("pk"))
