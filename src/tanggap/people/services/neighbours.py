"""The people whom new rows may be, found by what the rows say: a part of the registry.

The reasons are those of the engine (`linkage.blocking`), as far as an index tells them. A row
whose whole number is known, with its name or its birth date, has found its person, who has a
household already. Any other row is looked for by card, telephone, name and birth as well. What
this misses a run over everybody finds.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from tanggap.core import bulk
from tanggap.core.batches import batches
from tanggap.people.models import Link, SourceRecord

MOST_NAMESAKES: Final = 12
"""A word that more people of one village bear brings nobody together, as in the engine."""

_LINKED: Final = "JOIN people_link l ON l.record_id = r.id AND l.superseded_at IS NULL"
_ASKED: Final = "WITH asked (id) AS ({rows}) SELECT DISTINCT "
_NEW: Final = "FROM asked JOIN people_sourcerecord n ON n.id = asked.id JOIN people_sourcerecord r"
_BY_NUMBER: Final = f"""{_ASKED} n.id, l.person_id, r.birth = n.birth OR r.name_key = n.name_key
{_NEW} ON r.nik_index = n.nik_index {_LINKED}"""
_BY_CARD: Final = f"{_ASKED} l.person_id {_NEW} ON r.kk_index = n.kk_index {_LINKED}"
_BY_PHONE: Final = f"{_ASKED} l.person_id {_NEW} ON r.phone_index = n.phone_index {_LINKED}"
_BY_NAME: Final = f"""{_ASKED} l.person_id {_NEW}
ON r.name_key = n.name_key AND r.region_code = n.region_code {_LINKED}
WHERE n.name_key <> '' AND (r.birth = 0 OR n.birth = 0 OR r.birth / 10000 = n.birth / 10000
OR r.birth %% 10000 = n.birth %% 10000)"""
_BY_BIRTH: Final = f"""{_ASKED} l.person_id {_NEW}
ON r.birth = n.birth AND r.region_code = n.region_code {_LINKED}
WHERE n.birth %% 10000 > 0 AND substr(r.name_key, 1, 1) = substr(n.name_key, 1, 1)"""
_BORN: Final = """
WITH asked (key, birth) AS ({rows}) SELECT DISTINCT w.person_id FROM asked
JOIN people_nameword w ON w.key = asked.key AND w.birth = asked.birth"""
_LIVING: Final = """
FROM asked JOIN people_nameword w ON w.key = asked.key AND w.region_code = asked.region"""
_THERE: Final = "WITH asked (key, region) AS ({rows}) SELECT DISTINCT w.person_id" + _LIVING
_FEW: Final = f"""WITH asked (key, region) AS ({{rows}}) SELECT asked.key, asked.region {_LIVING}
GROUP BY asked.key, asked.region HAVING count(*) <= {MOST_NAMESAKES}"""


def people_met(rows: Sequence[int]) -> set[int]:
    """Return the people whom these rows may be, or with whom they may live."""
    by_number = list(_asked(_BY_NUMBER, rows))
    people = {person for _, person, _ in by_number}
    found = {row for row, _, agrees in by_number if agrees}
    lost = [row for row in rows if row not in found]
    for statement in (_BY_CARD, _BY_PHONE, _BY_NAME, _BY_BIRTH):
        people |= {person for (person,) in _asked(statement, lost)}
    return people | _by_words(lost)


def rows_of(people: set[int]) -> dict[int, int]:
    """Return all rows of people, each with its person, in their order."""
    found: dict[int, int] = {}
    for some in batches(sorted(people)):
        links = Link.objects.filter(person__in=some, superseded_at=None)
        found |= dict(links.values_list("record_id", "person_id"))
    return dict(sorted(found.items()))


def _asked(statement: str, rows: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    yield from bulk.run(statement, ((row,) for row in rows), ("bigint",), returning=True)


def _by_words(rows: Sequence[int]) -> set[int]:
    """Find people by a word of their name and their birth; without it, by a rare word and home."""
    born: set[tuple[str, int]] = set()
    living: set[tuple[str, str]] = set()
    records = SourceRecord.objects.unscoped(reason="the rows that are being placed")
    for some in batches(rows):
        for name, birth, region in records.filter(pk__in=some).values_list(
            "name_key", "birth", "region_code"
        ):
            words = {word[:40] for word in name.split()}
            if birth % 10000:
                born |= {(word, birth) for word in words}
            else:
                living |= {(word, region) for word in words}
    types = ("text", "text")
    few = bulk.run(_FEW, sorted(living), types, returning=True)
    found = bulk.run(_BORN, sorted(born), ("text", "integer"), returning=True)
    found += bulk.run(_THERE, few, types, returning=True)
    return {person for (person,) in found}
