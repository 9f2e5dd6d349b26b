"""Writing the log."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from tanggap.audit import append_only, chain
from tanggap.audit.models import ChainLink, ChainLock, Event, Waiting
from tanggap.audit.queries import document_of
from tanggap.core.actor import Actor
from tanggap.core.masking import mask_numbers_in

NO_FACTS: Final[Mapping[str, Any]] = {}


class OutsideTransaction(Exception):
    """An act and its record must be written in one transaction."""


def record(
    code: str,
    *,
    by: Actor,
    at: datetime,
    subject: str = "",
    region_code: str = "",
    reason: str = "",
    facts: Mapping[str, Any] = NO_FACTS,
) -> Event:
    """Write down an act in the transaction that performs it.

    `code` is a dotted name (`people.dossier.opened`), `subject` an id such as `person:17`, never a
    name or a NIK. `facts` hold text, whole numbers, truth values, lists and dicts; NotPlain
    otherwise. Numbers of people that an officer wrote into the reason, or that stand in a fact,
    are masked: what is written here can never be taken back. The event joins the chain right
    after the commit, so that no transaction waits for another one's audit.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(code)
    chain.check_plain(facts)
    event: Event = Event.objects.create(
        at=at,
        code=code,
        actor_id=by.user_id,
        actor_name=by.name,
        subject=subject,
        region_code=region_code,
        reason=mask_numbers_in(reason),
        facts=_masked(dict(facts)),
    )
    Waiting.objects.create(event=event)
    promised: list[Any] = [work for _, work, *_ in connection.run_on_commit]
    if lengthen_chain not in promised:  # once, however much a transaction records
        transaction.on_commit(lengthen_chain)
    return event


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_numbers_in(value)
    if isinstance(value, Mapping):
        return {key: _masked(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(inner) for inner in value]
    return value


@transaction.atomic
def lengthen_chain() -> int:
    """Chain every committed event that waits for its place; return how many.

    Whatever a crash left out is chained by the next call.
    """
    ChainLock.objects.select_for_update().get(pk=1)
    last = ChainLink.objects.order_by("-number").first()
    number, previous = (last.number, last.hash) if last else (0, chain.START)
    waiting = list(Waiting.objects.select_related("event"))
    links = []
    for event in (one.event for one in waiting):
        number, previous = number + 1, chain.hash_after(previous, document_of(event))
        links.append(ChainLink(number=number, event=event, hash=previous))
    ChainLink.objects.bulk_create(links, batch_size=500)
    Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    return len(links)


@contextmanager
def unlocked() -> Iterator[None]:
    """Let a restore fill the log of an emptied database; only `config.upkeep` may want this."""
    append_only.lift(connection)
    yield
    append_only.impose(connection)


def lock() -> None:
    """Let the database refuse changes of the log; the migrations have done so already."""
    ChainLock.objects.get_or_create(pk=1)
    append_only.impose(connection)
