"""What happened to lists and people, for the apps above."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeopleRelinked:
    """Rows moved between people, families or households: who these people are has changed.

    Published in the transaction that moved them. A person that lost all rows is among them.
    """

    person_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class ListLinked:
    """The rows of a committed list have their people.

    Published outside a transaction while no other run is at work, and once more where a handler
    was stopped: handlers write in parts and go on where they were.
    """

    list_id: int


@dataclass(frozen=True, slots=True)
class ListUndoing:
    """A whole import is about to be undone; a handler that objects raises `UndoRefused`."""

    list_id: int


@dataclass(frozen=True, slots=True)
class ListDiscarded:
    """A staged list was thrown away."""

    list_id: int


@dataclass(frozen=True, slots=True)
class ListChanged:
    """A list that waits for its decision is read anew, or will take the place of `corrects`."""

    list_id: int
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewQueueChanged:
    """There are new doubtful pairs; whoever knows what is at stake may value them."""

    pair_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonStatusChanged:
    """A person died, moved away, or was found to have done neither."""

    person_id: int


class UndoRefused(Exception):
    """An import cannot be undone, for example because money was paid on it."""


@dataclass(frozen=True, slots=True)
class RowsReplaced:
    """Rows of a corrected file stand for earlier rows, as (earlier, now); undone the other way."""

    pairs: tuple[tuple[int, int], ...]
