"""By what a family with an open application is known, and who holds it: the guard of the race."""

from collections.abc import Iterable
from typing import Any

from tanggap.applications.domain.desk import Linkage
from tanggap.applications.models import Application, FamilyKey
from tanggap.applications.types import NotAllowed


def keys_of(
    *, unit: str, kk: bytes | None, niks: Iterable[bytes], head: bytes | None, linkage: Linkage
) -> list[bytes]:
    """Return the keys of a family in a programme, sorted so that two takers never wait in a ring.

    Everybody's NIK and the card count where the programme helps families; where it helps persons,
    the head's NIK only; the household counts where it helps households, for two families may live
    under one roof and both ask. Who is only similar in the registry proves nothing.
    """
    if unit == "person":
        return [b"N" + head] if head else []
    found = {b"N" + index for index in niks} | ({b"K" + kk} if kk else set())
    if linkage.tie != "similar":
        if linkage.family_id is not None:
            found.add(b"F" + linkage.family_id.to_bytes(8, "big"))
        if unit == "household" and linkage.household_id is not None:
            found.add(b"H" + linkage.household_id.to_bytes(8, "big"))
    return sorted(found)


def take(application: Application, keys: list[bytes]) -> Application | None:
    """Take the keys for an application; return the earlier application where somebody has one.

    Which of two is the earlier, the unique constraint decides. Takes all or none.
    """
    fresh = [
        FamilyKey(programme_id=application.programme_id, application=application, key=key)
        for key in keys
    ]
    FamilyKey.objects.bulk_create(fresh, ignore_conflicts=True)
    held = FamilyKey.objects.filter(programme=application.programme_id, key__in=keys)
    other = held.exclude(application=application).order_by("application_id").first()
    if other is None:
        return None
    release(application.pk)
    return other.application


def release(application_id: int) -> None:
    """Give the keys of a closed application back: the family may ask anew."""
    FamilyKey.objects.filter(application=application_id).delete()


def take_again(application: Any, keys: list[bytes]) -> None:
    """Take the keys for an application that is opened again; NotAllowed where the family asked."""
    if take(application, keys) is not None:
        raise NotAllowed("asked anew")


def keys_of_kept(application: Any) -> list[bytes]:
    """Return the keys of an application that is in the database."""
    members = application.members.exclude(nik_index=None).values_list("nik_index", flat=True)
    head = bytes(application.nik_index) if application.nik_index is not None else None
    niks = [bytes(index) for index in members] + ([head] if head else [])
    return keys_of(
        unit=application.programme.unit,
        kk=bytes(application.kk_index) if application.kk_index is not None else None,
        niks=niks,
        head=head,
        linkage=Linkage("nik", family_id=application.family_id)
        if application.household_id is None
        else Linkage("nik", family_id=application.family_id, household_id=application.household_id),
    )
