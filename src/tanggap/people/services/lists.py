"""The life of an imported list: received, read, committed or discarded, undone."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from tanggap import intake
from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.audit.services import record
from tanggap.core import events, jobs
from tanggap.core.actor import Actor
from tanggap.people import vault
from tanggap.people.events import ListChanged, ListDiscarded, ListUndoing
from tanggap.people.models import RecipientList, SourceRecord
from tanggap.people.models.lists import ALIVE_STATES
from tanggap.people.services import corrections_of_lists, linking, mappings
from tanggap.people.services.matching import link_list
from tanggap.people.services.reading import read_list
from tanggap.people.services.refusals import (
    CorrectedLater,
    NotCommitted,
    NotStaged,
    OtherProgramme,
)
from tanggap.people.types import ListState, RecordState


def receive(
    chunks: Iterable[bytes],
    *,
    file_name: str,
    programme_code: str,
    region_code: str,
    by: Actor,
    at: datetime,
    source: str = "",
    corrects: int | None = None,
) -> RecipientList:
    """Keep an uploaded file and start reading it in the background.

    The same content again gives the list that exists, whatever its name: nothing happens twice.
    Raises Forbidden, and vault.TooLarge.
    """
    access.require(by, Permission.LIST_IMPORT, region_code=region_code)
    kept = vault.keep(chunks)
    fresh = RecipientList(
        file_name=file_name[-255:],
        sha256=kept.sha256,
        size=kept.size,
        programme_code=programme_code,
        region_code=region_code,
        source=source or mappings.source_of(file_name),
        corrects_id=corrects,
        uploaded_by_id=by.user_id,
        uploaded_at=at,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            _audit("people.list.received", fresh, by, at, rows=0, size=kept.size)
            jobs.start(read_list, by=by, arguments={"list_id": fresh.pk})
    except IntegrityError:
        return _alive(kept.sha256)
    return fresh


def _alive(sha256: str) -> RecipientList:
    known: RecipientList = RecipientList.objects.unscoped(
        reason="the content is known to whoever holds the file"
    ).get(sha256=sha256, state__in=ALIVE_STATES)
    return known


@transaction.atomic
def remap(list_id: int, mapping: str, *, by: Actor, at: datetime) -> RecipientList:
    """Read a staged or unreadable list once more with a corrected mapping, which is remembered.

    Raises intake.MappingError and NotStaged.
    """
    chosen = _of(list_id, by, Permission.LIST_IMPORT)
    intake.Mapping.from_toml(mapping)
    _change(
        chosen,
        {ListState.STAGED, ListState.UNREADABLE},
        NotStaged,
        state=ListState.RECEIVED,
        mapping=mapping,
        reader="",
    )
    _records(chosen).delete()
    mappings.remember(chosen, mapping, at=at)
    events.publish(ListChanged(chosen.pk))
    _audit("people.list.remapped", chosen, by, at)
    jobs.start(read_list, by=by, arguments={"list_id": chosen.pk})
    return chosen


@transaction.atomic
def correct(list_id: int, *, corrects: int | None, by: Actor, at: datetime) -> RecipientList:
    """Say which committed list of the same programme a staged list corrects, or that it is new.

    Raises NotStaged, and OtherProgramme where the other list is of another programme.
    """
    chosen = _of(list_id, by, Permission.LIST_IMPORT)
    if corrects is not None:
        other = _of(corrects, by, Permission.LIST_IMPORT)
        if other.state != ListState.COMMITTED or other.programme_code != chosen.programme_code:
            raise OtherProgramme
    understood = {name: value for name, value in chosen.understood.items() if name != "continues"}
    _change(chosen, {ListState.STAGED}, NotStaged, corrects_id=corrects, understood=understood)
    events.publish(ListChanged(chosen.pk, corrects=corrects))
    _audit("people.list.corrects", chosen, by, at, corrects=corrects)
    return chosen


@transaction.atomic
def commit(list_id: int, *, by: Actor, at: datetime) -> RecipientList:
    """Let the rows of a staged list count; who they are is found out in the background.

    `ListLinked` is published once they have their people. Rows of a corrected file take the
    place of the rows that they correct. Raises NotStaged where somebody was faster.
    """
    chosen = _of(list_id, by, Permission.LIST_COMMIT)
    _change(chosen, {ListState.STAGED}, NotStaged, state=ListState.COMMITTED, committed_at=at)
    replaced = corrections_of_lists.take_places(chosen) if chosen.corrects_id else {}
    linking.hand_over(replaced, by=by, at=at, reason=f"list:{chosen.pk}")
    linking.unlink(replaced.values(), by=by, at=at, reason=f"list:{chosen.pk}")
    count = _records(chosen).filter(state=RecordState.STAGED).update(state=RecordState.CURRENT)
    _audit("people.list.committed", chosen, by, at, rows=count, replaced=len(replaced))
    jobs.start(link_list, by=by, arguments={"list_id": chosen.pk})
    return chosen


@transaction.atomic
def name_programme(list_id: int, code: str, *, by: Actor, at: datetime) -> RecipientList:
    """Say of which programme a committed list is; nothing happens where it is that one already.

    Raises NotCommitted.
    """
    chosen = _of(list_id, by, Permission.LIST_COMMIT)
    if chosen.programme_code != code:
        before = chosen.programme_code
        _change(chosen, {ListState.COMMITTED}, NotCommitted, programme_code=code)
        _audit("people.list.programme_named", chosen, by, at, before=before)
    return chosen


@transaction.atomic
def discard(list_id: int, *, by: Actor, at: datetime) -> RecipientList:
    """Throw away a list that was not committed, its rows and its file."""
    chosen = _of(list_id, by, Permission.LIST_IMPORT)
    waiting = {ListState.STAGED, ListState.UNREADABLE, ListState.RECEIVED}
    _change(chosen, waiting, NotStaged, state=ListState.DISCARDED, ended_at=at, reader="")
    _records(chosen).delete()
    events.publish(ListDiscarded(chosen.pk))
    _audit("people.list.discarded", chosen, by, at)
    transaction.on_commit(lambda: vault.forget(chosen.sha256))
    return chosen


@transaction.atomic
def undo(list_id: int, *, by: Actor, at: datetime, reason: str) -> RecipientList:
    """Take a whole import back: its rows count no more, those that they replaced count again.

    Raises NotCommitted, CorrectedLater, and whatever `UndoRefused` an app above raises.
    """
    chosen = _of(list_id, by, Permission.LIST_UNDO)
    _change(chosen, {ListState.COMMITTED}, NotCommitted, state=ListState.UNDONE, ended_at=at)
    if _records(chosen).filter(state=RecordState.REPLACED).exists():
        raise CorrectedLater
    events.publish(ListUndoing(chosen.pk))
    restored = corrections_of_lists.give_places_back(chosen)
    _records(chosen).update(state=RecordState.WITHDRAWN)
    linking.hand_over(restored, by=by, at=at, reason=reason)
    linking.unlink(_records(chosen).values_list("pk", flat=True), by=by, at=at, reason=reason)
    _audit("people.list.undone", chosen, by, at, reason=reason, restored=len(restored))
    return chosen


def _of(list_id: int, by: Actor, permission: Permission) -> RecipientList:
    chosen: RecipientList = RecipientList.objects.visible_to(by, permission).get(pk=list_id)
    return chosen


def _records(chosen: RecipientList):  # type: ignore[no-untyped-def]
    return SourceRecord.objects.unscoped(
        reason="the rows of one list, which the actor may change"
    ).filter(list=chosen)


def _change(  # type: ignore[no-untyped-def]
    chosen: RecipientList, before: set[ListState], refusal: type[Exception], **values
) -> None:
    """Change a list that is in one of the states `before`; somebody faster makes it refuse."""
    updated = (
        RecipientList.objects.unscoped(reason="one list, which the actor may change")
        .filter(pk=chosen.pk, state__in=before)
        .update(**values)
    )
    if not updated:
        raise refusal
    for name, value in values.items():
        setattr(chosen, name, value)


def _audit(  # type: ignore[no-untyped-def]
    code: str, chosen: RecipientList, by: Actor, at: datetime, reason: str = "", **facts
) -> None:
    record(
        code,
        by=by,
        at=at,
        subject=f"list:{chosen.pk}",
        region_code=chosen.region_code,
        reason=reason,
        facts={"programme": chosen.programme_code, "sha256": chosen.sha256, **facts},
    )
