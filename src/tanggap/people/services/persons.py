"""What an officer may change about one person, always with evidence, always to be undone."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import events
from tanggap.core.actor import Actor
from tanggap.people.domain.values import NotAValue, checked
from tanggap.people.events import PeopleRelinked, PersonStatusChanged
from tanggap.people.models import Correction, Family, FamilyMembership, MatchDecision, Person
from tanggap.people.sealing import sealed
from tanggap.people.services import decisions, linking, refreshing
from tanggap.people.services.linking import Move
from tanggap.people.services.refusals import (
    DecidedOtherwise,
    EvidenceMissing,
    NothingToUndo,
    RowsImpossible,
    ValueImpossible,
)
from tanggap.people.types import CorrectedField, PersonStatus, Verdict


@transaction.atomic
def split(
    person_id: int, record_ids: Sequence[int], *, by: Actor, at: datetime, evidence: str
) -> Person:
    """Give some rows of a person a person of their own; return the new person.

    Every row that moves is decided to be somebody else than every row that stays, so that no
    later run puts them together. Raises RowsImpossible, EvidenceMissing, DecidedOtherwise.
    """
    person = _editable(person_id, by)
    _insist_on(evidence)
    rows = set(decisions.rows_of(person.pk))
    moving = set(record_ids)
    if not moving or not moving < rows:
        raise RowsImpossible
    same, different = decisions.decided_among(sorted(rows))
    if any((a in moving) != (b in moving) for a, b in same):
        raise DecidedOtherwise
    (fresh,) = linking.found_people(1)
    linking.apply([Move(row, fresh) for row in sorted(moving)], by=by, at=at, reason=evidence)
    moves = [[row, person.pk, fresh] for row in sorted(moving)]
    _keep_apart(moving, rows - moving, set(different), moves, by=by, at=at, reason=evidence)
    _audit("people.person.split", person, by, at, evidence, rows=sorted(moving), new=fresh)
    return _anybody(fresh)


def _keep_apart(
    moving: set[int],
    staying: set[int],
    decided: set[tuple[int, int]],
    moves: list[list[int]],
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    batch, effect = secrets.token_hex(8), {"moves": moves}
    for a in sorted(moving):
        for b in sorted(staying):
            low, high = min(a, b), max(a, b)
            if (low, high) not in decided:
                decisions.write(
                    low, high, Verdict.DIFFERENT,
                    by=by, at=at, reason=reason, effect=effect, batch=batch,
                )  # fmt: skip
                effect = {}


@transaction.atomic
def undo_split(batch: str, *, by: Actor, at: datetime) -> None:
    """Put the rows of a split back together; raises NothingToUndo."""
    several = list(MatchDecision.objects.filter(batch=batch, undone_at=None).order_by("pk"))
    moves = next((one.effect["moves"] for one in several if one.effect.get("moves")), None)
    if not moves:
        raise NothingToUndo
    person = _editable(moves[0][1], by)
    decisions.take_back(several, by=by, at=at)
    _audit("people.person.split_undone", person, by, at, "", rows=[row for row, *_ in moves])


@transaction.atomic
def correct_field(
    person_id: int,
    field: CorrectedField,
    value: str,
    *,
    by: Actor,
    at: datetime,
    evidence: str,
    effective_on: date | None = None,
) -> Correction:
    """Set a value above what any list says. Raises ValueImpossible, EvidenceMissing."""
    person = _editable(person_id, by)
    _insist_on(evidence)
    try:
        value = checked(field, value)
    except NotAValue as error:
        raise ValueImpossible(error.sentence) from error
    text, secret = sealed(field, value)
    Correction.objects.filter(person=person, field=field, undone_at=None).update(
        undone_at=at, undone_by=by.user_id
    )
    correction = Correction.objects.create(
        person=person,
        field=field,
        value=text,
        sealed=secret,
        effective_on=effective_on,
        evidence=evidence[:500],
        by_id=by.user_id,
        at=at,
    )
    _renew(person, field, at=at)
    _audit("people.person.corrected", person, by, at, evidence, field=str(field))
    return correction


@transaction.atomic
def undo_correction(correction_id: int, *, by: Actor, at: datetime) -> None:
    """Let the lists speak again; raises NothingToUndo."""
    correction = Correction.objects.get(pk=correction_id)
    person = _editable(correction.person_id, by)
    held = Correction.objects.filter(pk=correction_id, undone_at=None)
    if not held.update(undone_at=at, undone_by=by.user_id):
        raise NothingToUndo
    if correction.field == CorrectedField.HEAD:
        Family.objects.unscoped(reason="the family of a person whom the actor may edit").filter(
            head=person
        ).update(head=correction.before or None)
    _renew(person, CorrectedField(correction.field), at=at)
    _audit("people.person.correction_undone", person, by, at, "", field=str(correction.field))


def mark_deceased(
    person_id: int, *, on: date, by: Actor, at: datetime, evidence: str
) -> Correction:
    """Write down that a person died."""
    return correct_field(
        person_id,
        CorrectedField.STATUS,
        PersonStatus.DECEASED,
        by=by,
        at=at,
        evidence=evidence,
        effective_on=on,
    )


def mark_moved(person_id: int, *, on: date, by: Actor, at: datetime, evidence: str) -> Correction:
    """Write down that a person lives elsewhere now."""
    return correct_field(
        person_id,
        CorrectedField.STATUS,
        PersonStatus.MOVED,
        by=by,
        at=at,
        evidence=evidence,
        effective_on=on,
    )


@transaction.atomic
def change_head(person_id: int, *, by: Actor, at: datetime, evidence: str) -> Correction:
    """Make a person the head of the family on whose card they stand. Raises ValueImpossible."""
    person = _editable(person_id, by)
    _insist_on(evidence)
    families = Family.objects.unscoped(reason="the family of a person whom the actor may edit")
    membership = FamilyMembership.objects.filter(person=person, superseded_at=None).first()
    if membership is None:
        raise ValueImpossible
    family = families.get(pk=membership.family_id)
    Correction.objects.filter(person=person, field=CorrectedField.HEAD, undone_at=None).update(
        undone_at=at, undone_by=by.user_id
    )
    correction = Correction.objects.create(
        person=person,
        field=CorrectedField.HEAD,
        value=family.code,
        before=str(family.head_id or ""),
        evidence=evidence[:500],
        by_id=by.user_id,
        at=at,
    )
    families.filter(pk=family.pk).update(head=person)
    _audit("people.family.head_changed", person, by, at, evidence, family=family.pk)
    return correction


def _editable(person_id: int, by: Actor) -> Person:
    person: Person = Person.objects.visible_to(by, Permission.PERSON_EDIT).get(pk=person_id)
    access.require(by, Permission.PERSON_EDIT, region_code=person.region_code)
    return person


def _anybody(person_id: int) -> Person:
    person: Person = Person.objects.unscoped(reason="a person that was just made").get(pk=person_id)
    return person


def _insist_on(evidence: str) -> None:
    if not evidence.strip():
        raise EvidenceMissing


def _renew(person: Person, field: CorrectedField, *, at: datetime) -> None:
    refreshing.refresh([person.pk], at=at)
    if field is CorrectedField.STATUS:
        events.publish(PersonStatusChanged(person.pk))
    events.publish(PeopleRelinked(frozenset({person.pk})))


def _audit(  # type: ignore[no-untyped-def]
    code: str, person: Person, by: Actor, at: datetime, evidence: str, **facts
) -> None:
    record(
        code,
        by=by,
        at=at,
        subject=f"person:{person.pk}",
        region_code=person.region_code,
        reason=evidence,
        facts=facts,
    )
