"""Programmes, for the apps above."""

from tanggap.assistance.models import Programme


def by_code(code: str) -> Programme | None:
    """Return a programme, None where there is none of this code."""
    return Programme.objects.filter(code=code).first()


def aid() -> list[Programme]:
    """Return the programmes that give aid, in the order of their doors."""
    return list(Programme.objects.filter(kind=Programme.Kind.AID))
