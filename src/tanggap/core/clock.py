"""The one place that reads the clock. Rules take the moment as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return the calendar date in Asia/Jakarta."""
    return timezone.localdate()
