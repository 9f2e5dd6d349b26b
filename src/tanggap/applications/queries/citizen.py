"""What a citizen sees of their own application, after code and PIN."""

import hmac
from dataclasses import dataclass
from typing import Any, Final

from tanggap.applications import sealing
from tanggap.applications.domain import desk
from tanggap.applications.domain.codes import spelled
from tanggap.applications.domain.statuses import UNDECIDED
from tanggap.applications.domain.timeline import Step, steps
from tanggap.applications.models import Application
from tanggap.applications.queries import asked_photos
from tanggap.applications.types import Status
from tanggap.core.masking import mask_nik, mask_phone
from tanggap.language import Sentence

OWN: Final = "the citizen proved the code and the PIN"
CORRECTABLE: Final = frozenset({Status.RECEIVED, Status.VISITING})

WITHDRAWABLE: Final = UNDECIDED


@dataclass(frozen=True, slots=True)
class OwnView:
    """An application as its citizen sees it; numbers masked.

    `told` says what the desk check means for them, `against` the programmes and reasons, only where
    the registry confirmed who they are. `joined_into` is the code of the family's first, or "".
    `photos_asked` are the open `PhotoRequest`s, `photos_lapsed` those that nobody needs any more.
    """

    application: Any
    steps: tuple[Step, ...]
    told: Sentence
    against: tuple[tuple[str, Sentence], ...]
    nik: str
    kk: str
    phone: str
    joined_into: str
    may_correct: bool
    may_withdraw: bool
    photos_asked: tuple[Any, ...] = ()
    photos_lapsed: tuple[Any, ...] = ()


def find(code: str, pin: str) -> int | None:
    """Return the application of a code and a PIN; a wrong code costs what a wrong PIN costs."""
    query = Application.objects.unscoped(reason=OWN).filter(code=code)
    row = query.values_list("pk", "pin_hash").first()
    wanted = sealing.pin_hash(code, pin)
    pk, known = row or (None, "0" * len(wanted))
    return pk if hmac.compare_digest(wanted, known) else None


def own(application_id: int) -> OwnView | None:
    """Return what the citizen sees, None where it is gone."""
    query = Application.objects.unscoped(reason=OWN)
    found = query.select_related("programme", "joined_into").filter(pk=application_id).first()
    if found is None:
        return None
    status = Status(found.status)
    changes = [(Status(one.after), one.at, one.reason) for one in found.changes.order_by("pk")]
    told, against = _desk(found)
    return OwnView(
        application=found,
        steps=steps(found.received_at, changes),
        told=told,
        against=against,
        nik=mask_nik(sealing.number_of(found.sealed_nik)),
        kk=mask_nik(sealing.number_of(found.sealed_kk)),
        phone=mask_phone(sealing.contact_of(found.sealed_phone)),
        joined_into=spelled(found.joined_into.code) if found.joined_into else "",
        may_correct=status in CORRECTABLE,
        may_withdraw=status in WITHDRAWABLE,
        photos_asked=tuple(asked_photos.open_of(found.pk)) if status in UNDECIDED else (),
        photos_lapsed=() if status in UNDECIDED else tuple(asked_photos.lapsed_of(found.pk)),
    )


def contacts(application_id: int) -> dict[str, str]:
    """Return telephone and e-mail address in clear, for the citizen's own form and for messages."""
    found = Application.objects.unscoped(reason=OWN).get(pk=application_id)
    return {
        "phone": sealing.contact_of(found.sealed_phone),
        "email": sealing.contact_of(found.sealed_email),
    }


def _desk(found: Any) -> tuple[Sentence, tuple[tuple[str, Sentence], ...]]:
    facts = found.desk_facts
    if found.desk_answer == "unknown" or facts.get("confirmed"):
        told = desk.FOR_CITIZENS[found.desk_answer]
    else:
        told = desk.FOR_CITIZENS["hidden"]
    if not facts.get("confirmed"):
        return told, ()
    against = facts.get("against", [])
    return told, tuple((one["programme"], Sentence(**one["reason"])) for one in against)
