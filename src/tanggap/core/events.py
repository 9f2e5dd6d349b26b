"""Typed events: a lower app tells what happened, upper apps react, and neither imports the other.

Handlers of `publish` run at once and in the publisher's transaction: what they do holds or falls
with it. `publish_after_commit` is for effects that must not happen when the transaction fails.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

_EventT = TypeVar("_EventT")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[_EventT], handler: Callable[[_EventT], None]) -> None:
    """Call `handler` with every event of exactly this type; subscribing twice changes nothing."""
    if handler not in _handlers[event_type]:
        _handlers[event_type].append(handler)


def publish(event: object) -> None:
    """Hand the event to its handlers now; what they raise reaches the publisher."""
    for handler in tuple(_handlers[type(event)]):
        handler(event)


def publish_after_commit(event: object) -> None:
    """Hand the event to its handlers once the transaction has been committed."""
    transaction.on_commit(partial(publish, event))
