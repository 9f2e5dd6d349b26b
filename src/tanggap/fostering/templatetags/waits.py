"""`{% load waits %}`: how long a family waits, in words."""

from django import template

from tanggap.fostering.views.waits import said

register = template.Library()


@register.filter
def waited(days: int | None) -> str:
    """Return days as people say them: 40 hari, 6 tahun 7 bulan; – where nobody waits."""
    return "–" if days is None else said(days)
