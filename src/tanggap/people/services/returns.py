"""Lists that go back to the office they came from, sealed until somebody fetches them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core.actor import Actor
from tanggap.people import vault
from tanggap.people.models import RecipientList
from tanggap.people.queries import lists


@contextmanager
def clear_file(list_id: int) -> Iterator[tuple[RecipientList, Path]]:
    """Give a list and its file in the clear, in a folder that lasts as long as the block.

    What a killed process leaves of it the next worker sweeps away. The caller checks access.
    """
    rows = RecipientList.objects.unscoped(reason="for the job whose asker was checked")
    found = rows.get(pk=list_id)
    with vault.opened(found.sha256, found.file_name) as path:
        yield found, path


def keep(list_id: int, chunks: Iterable[bytes]) -> None:
    """Seal the workbook that goes back for a list; a later one takes its place."""
    vault.keep(chunks, name=_name(list_id))


def content(actor: Actor, list_id: int) -> Iterator[bytes]:
    """Yield the workbook of a list that the actor may import.

    Raises Forbidden, and FileNotFoundError where none was made (any more).
    """
    found = lists.one(actor, list_id)
    access.require(actor, Permission.LIST_IMPORT, region_code=found.region_code)
    chunks = vault.content(_name(list_id))
    first = next(chunks, b"")

    def all_of_it() -> Iterator[bytes]:
        yield first
        yield from chunks

    return all_of_it()


def forget(list_id: int) -> None:
    """Remove the workbook of a list, for example because its verdict changed."""
    vault.forget(_name(list_id))


def _name(list_id: int) -> str:
    return f"returned-{list_id}"
