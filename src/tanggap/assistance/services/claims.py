"""Taking and giving back the places of the ledger, in set-based SQL for one award or a million.

A claim is taken by `INSERT … ON CONFLICT DO NOTHING` and counts only if afterwards a claim with
one's own holder is there: whether it is, the unique constraint decides. Nothing here looks first
and writes then. Whoever joins or empties a claim locks it, so that none vanishes under a joiner.
The same statements run on SQLite and PostgreSQL; callers hold a transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from tanggap.assistance.domain.batches import batches
from tanggap.assistance.models import Claim, Holding

ATTEMPTS: Final = 3
"""How often a place that was emptied under one's hands is tried again."""

_SUBJECT_KIND = """CASE
    WHEN m.level = 'household' AND a.household IS NOT NULL THEN 'household'
    WHEN m.level <> 'person' AND a.family IS NOT NULL THEN 'family'
    ELSE 'person' END"""
_SUBJECT_ID = """CASE
    WHEN m.level = 'household' AND a.household IS NOT NULL THEN a.household
    WHEN m.level <> 'person' AND a.family IS NOT NULL THEN a.family
    ELSE a.person_id END"""

_WANTED = f"""
SELECT a.id AS award_id, g.id AS group_id, {_SUBJECT_KIND} AS subject_kind,
       {_SUBJECT_ID} AS subject_id, rm.month AS month,
       CASE WHEN m.holder = '' THEN 'award:' || CAST(a.id AS varchar(20))
            ELSE m.holder END AS holder
FROM assistance_award a
JOIN assistance_groupmember m ON m.programme_id = a.programme_id
JOIN assistance_overlapgroup g ON g.id = m.group_id
JOIN assistance_exclusionrule r ON r.id = g.rule_id
JOIN assistance_roundmonth rm ON rm.round_id = a.round_id
WHERE a.status = 'active' AND r.status = 'approved' AND a.id IN ({{awards}})
  AND (r.region_code = '' OR a.region_code = ''
       OR substr(a.region_code, 1, length(r.region_code)) = r.region_code)
  AND (r.valid_from = '' OR r.valid_from <= rm.month)
  AND (r.valid_to = '' OR rm.month <= r.valid_to)
  AND NOT EXISTS (SELECT 1 FROM assistance_endedmonth e
                  WHERE e.award_id = a.id AND e.month = rm.month)
  AND NOT EXISTS (SELECT 1 FROM assistance_exemption x
                  WHERE x.award_id = a.id AND x.group_id = g.id AND x.month = rm.month)
"""  # noqa: S608 - constants only
_SAME_PLACE = """c.group_id = w.group_id AND c.subject_kind = w.subject_kind
  AND c.subject_id = w.subject_id AND c.month = w.month"""

_INSERT_CLAIMS = f"""
INSERT INTO assistance_claim (group_id, subject_kind, subject_id, month, holder)
SELECT group_id, subject_kind, subject_id, month, MIN(holder) FROM ({_WANTED}) w
GROUP BY group_id, subject_kind, subject_id, month
ORDER BY subject_id, group_id, month
ON CONFLICT DO NOTHING"""  # noqa: S608
_LOCK_CLAIMS = f"""
SELECT c.id FROM assistance_claim c
WHERE c.id IN (SELECT c.id FROM ({_WANTED}) w JOIN assistance_claim c ON {_SAME_PLACE}
               AND c.holder = w.holder)
ORDER BY c.id FOR UPDATE"""  # noqa: S608
_INSERT_HOLDINGS = f"""
INSERT INTO assistance_holding (claim_id, award_id)
SELECT c.id, w.award_id FROM ({_WANTED}) w
JOIN assistance_claim c ON {_SAME_PLACE} AND c.holder = w.holder
WHERE true
ON CONFLICT DO NOTHING"""  # noqa: S608
_NOT_HELD = f"""
SELECT w.award_id, w.group_id, w.subject_kind, w.subject_id, w.month FROM ({_WANTED}) w
WHERE NOT EXISTS (SELECT 1 FROM assistance_claim c
                  JOIN assistance_holding h ON h.claim_id = c.id AND h.award_id = w.award_id
                  WHERE {_SAME_PLACE})
ORDER BY w.award_id, w.group_id, w.month"""  # noqa: S608
_SUPERFLUOUS = f"""
SELECT h.id, h.claim_id FROM assistance_holding h
JOIN assistance_claim c ON c.id = h.claim_id
WHERE h.award_id IN ({{awards}})
  AND NOT EXISTS (SELECT 1 FROM ({_WANTED}) w
                  WHERE w.award_id = h.award_id AND {_SAME_PLACE} AND c.holder = w.holder)
ORDER BY h.claim_id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Missed:
    """A place that an award needs and somebody else holds; `by` are the awards that hold it."""

    award: int
    group: int
    subject_kind: str
    subject_id: int
    month: str
    by: tuple[int, ...]


def take(awards: Iterable[int]) -> list[Missed]:
    """Take the places that awards need and do not hold yet; return those that are taken."""
    missed: list[Missed] = []
    for chunk in batches(sorted(set(awards))):
        missed += _take(chunk)
    return missed


def give_back(awards: Iterable[int]) -> None:
    """Give back the places that awards hold and no longer need."""
    for chunk in batches(sorted(set(awards))):
        rows = _fetch(_SUPERFLUOUS, chunk, times=2)
        for some in batches(rows):
            Holding.objects.filter(pk__in=[holding for holding, _ in some]).delete()
            _remove_empty([claim for _, claim in some])


def _take(chunk: Sequence[int]) -> list[Missed]:
    missed: list[Missed] = []
    for _ in range(ATTEMPTS):
        _run(_INSERT_CLAIMS, chunk)
        if connection.features.has_select_for_update:
            _fetch(_LOCK_CLAIMS, chunk)
        _run(_INSERT_HOLDINGS, chunk)
        missed = _with_holders(_fetch(_NOT_HELD, chunk))
        if all(one.by for one in missed):
            break
    return missed


def _with_holders(rows: list[tuple[Any, ...]]) -> list[Missed]:
    """Return the missed places with the awards that hold them."""
    found: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for some in batches(rows):
        claims = Claim.objects.filter(
            subject_id__in={row[3] for row in some}, group_id__in={row[1] for row in some}
        )
        by_claim: dict[int, list[int]] = {}
        pairs = Holding.objects.filter(claim__in=claims).values_list("claim_id", "award_id")
        for claim, award in pairs.order_by("award_id"):
            by_claim.setdefault(claim, []).append(award)
        for one in claims:
            place = (one.group_id, one.subject_kind, one.subject_id, one.month)
            found[place] = tuple(by_claim.get(one.pk, ()))
    return [
        Missed(award, group, kind, subject, month, found.get((group, kind, subject, month), ()))
        for award, group, kind, subject, month in rows
    ]


def _remove_empty(claims: Sequence[int]) -> None:
    """Delete claims that nobody holds any more, once nobody can be joining them."""
    locked = Claim.objects.select_for_update().filter(pk__in=claims).order_by("pk")
    known = list(locked.values_list("pk", flat=True))
    Claim.objects.filter(pk__in=known, holdings__isnull=True).delete()


def _run(statement: str, chunk: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_filled(statement, chunk), list(chunk))


def _fetch(statement: str, chunk: Sequence[int], *, times: int = 1) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_filled(statement, chunk), list(chunk) * times)
        return list(cursor.fetchall())


def _filled(statement: str, chunk: Sequence[int]) -> str:
    return statement.replace("{awards}", ", ".join(["%s"] * len(chunk)))
