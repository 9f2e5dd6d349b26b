"""A citizen asks what aid stands under a number, and is answered only after a proof.

Whether a number is unknown, or is known and the proof does not fit: the same queries run and the
same words come back. Every question is kept; its citizen sees it in their answer, officers in the
dossier.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db import connection

from tanggap.applications.queries import of_person
from tanggap.applications.queries.of_person import Asked
from tanggap.assistance.queries import citizens as aid
from tanggap.assistance.queries.citizens import AidMonth
from tanggap.core import crypto, limits
from tanggap.core.limits import Limit
from tanggap.core.prepared import together
from tanggap.core.registry import text_of
from tanggap.distribution.queries import citizens as distribution
from tanggap.distribution.queries.citizens import OnItsWay
from tanggap.distribution.services import channels
from tanggap.people.queries import bearers
from tanggap.people.queries.bearers import Bearer
from tanggap.warga.domain import proof
from tanggap.warga.domain.proof import Held, Told
from tanggap.warga.models import Check
from tanggap.warga.queries import checks
from tanggap.warga.queries.checks import Seen

_KEEP: Final = """
INSERT INTO warga_check (number, person_id, family_id, outcome, at) VALUES (%s, %s, %s, %s, %s)
"""
PURPOSE: Final = "warga.check"
NOBODY: Final = bearers.NOBODY
PER_NUMBER: Final = Limit("warga.check.number", 10, timedelta(hours=1))
PER_ADDRESS: Final = Limit("warga.check.address", 60, timedelta(minutes=15))
"""A kelurahan office, or a whole village behind one telephone mast, asks from one address."""


class TooMany(Exception):
    """The number, or the address, was tried too often; it may be tried again after a while."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a citizen gets to see after the proof.

    `way` is how each (award, month) reaches them, `seen` who asked about them before.
    """

    months: list[AidMonth]
    way: dict[tuple[int, str], OnItsWay]
    asked: list[Asked]
    seen: list[Seen]


def check(*, number: str, told: Told, address: str, at: datetime) -> Answer | None:
    """Return what stands under a NIK or KK number of sixteen digits, None without the proof.

    Raises TooMany. `address` is where the request comes from; it is counted, never kept.
    """
    if not _may(number, address, at):
        raise TooMany
    known = bearers.of(number)
    proved = next((one for one in known if proof.proves(told, _held(one))), None)
    family = bearers.family_of((proved or known[0]).person_id if known else NOBODY)
    person, shared = (proved.person_id, family or NOBODY) if proved else (NOBODY, NOBODY)
    months, asked, seen = together(
        aid.aid_of(person, shared), of_person.of(person), checks.of(person, shared)
    )
    way = distribution.on_its_way({one.award for one in months})
    _keep(number, proved.person_id if proved else _whose(known), family, bool(proved), at)
    return Answer(months, way, asked, seen) if proved else None


@lru_cache(maxsize=128)
def channel_name(code: str, language: str) -> str:  # noqa: ARG001 - the key of the cache
    """Return what a way of bringing aid is called; read from its file once."""
    try:
        return text_of(channels.by_code(code).name)
    except KeyError:
        return code


def _may(number: str, address: str, at: datetime) -> bool:
    """Count one try of a number and of an address; both, so that neither tells of the other."""
    return limits.take_each([(PER_ADDRESS, address), (PER_NUMBER, number)], at=at)


def _keep(number: str, person: int | None, family: int | None, shown: bool, at: datetime) -> None:
    """Keep who asked about whom; in plain SQL, which Django would write anew each time."""
    outcome = Check.Outcome.SHOWN if shown else Check.Outcome.REFUSED
    index = crypto.blind_index(number, purpose=PURPOSE)
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [index, person, family, outcome.value, moment])


def _held(one: Bearer) -> Held:
    return Held(frozenset(one.births), frozenset(one.names), frozenset(one.mothers))


def _whose(known: list[Bearer]) -> int | None:
    """Return the one who bears a number; of a family card only the family is known."""
    return known[0].person_id if len(known) == 1 else None
