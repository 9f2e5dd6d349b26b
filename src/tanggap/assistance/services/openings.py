"""Cases that open, change and lapse as places of the ledger are taken and given back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from tanggap.assistance.models import Award, CaseStep, OverlapCase
from tanggap.assistance.queries import awards as award_queries
from tanggap.assistance.services import tallies
from tanggap.assistance.services.claims import Missed
from tanggap.assistance.types import WAITING
from tanggap.core import bulk
from tanggap.core.batches import batches

KEEPING = "cases follow the ledger, whatever the region"
SYSTEM = "Tanggap"


@dataclass(frozen=True, slots=True)
class _Conflict:
    group: int
    one: int
    other: int


def with_opponents(award_ids: Iterable[int]) -> list[int]:
    """Return awards together with those that they are in a case with."""
    numbers = set(award_ids)
    cases = OverlapCase.objects.unscoped(reason=KEEPING)
    for some in batches(sorted(numbers)):
        for field in ("one", "other"):
            pairs = cases.filter(**{f"{field}__in": some}).values_list("one_id", "other_id")
            numbers.update(number for pair in pairs for number in pair)
    return sorted(numbers)


def bring_up_to_date(
    award_ids: Collection[int], missed: Collection[Missed], *, cause: str, at: datetime
) -> None:
    """Open a case for every conflict, change those that are open, let the others lapse.

    Each missed place names the awards that hold it: one case for each of them and each rule.
    """
    months: dict[_Conflict, set[str]] = {}
    kinds: dict[_Conflict, str] = {}
    rank = _ranks({one.award for one in missed} | {by for one in missed for by in one.by})
    for place in missed:
        for holder in place.by:
            first, second = sorted((place.award, holder), key=rank.__getitem__)
            conflict = _Conflict(place.group, first, second)
            months.setdefault(conflict, set()).add(place.month)
            kinds[conflict] = place.subject_kind
    known = _cases_of({*award_ids, *rank})
    _lapse([case for key, case in known.items() if key not in months], at)
    _renew({known[key]: found for key, found in months.items() if key in known}, at)
    _open({key: found for key, found in months.items() if key not in known}, kinds, cause, at)


def _ranks(numbers: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return for each award its place in the order of the doors; the earlier award first."""
    ranks: dict[int, tuple[int, int]] = {}
    for some in batches(sorted(numbers)):
        query = Award.objects.unscoped(reason=KEEPING).filter(pk__in=some)
        ranks |= {pk: (door, pk) for pk, door in query.values_list("pk", "programme__door")}
    return ranks


def _cases_of(award_ids: Collection[int]) -> dict[_Conflict, OverlapCase]:
    found: dict[_Conflict, OverlapCase] = {}
    for some in batches(sorted(award_ids)):
        for case in OverlapCase.objects.unscoped(reason=KEEPING).filter(one__in=some):
            found[_Conflict(case.group_id, case.one_id, case.other_id)] = case
    return found


def _lapse(cases: list[OverlapCase], at: datetime) -> None:
    gone = [case for case in cases if case.status in WAITING]
    for case in gone:
        case.status = OverlapCase.Status.LAPSED
    _store(gone, at)


def _renew(cases: dict[OverlapCase, set[str]], at: datetime) -> None:
    """Bring months and rupiah up to date; what had ended is open again."""
    pays = award_queries.amounts({case.other_id for case in cases})
    changed = []
    for case, months in cases.items():
        before = (case.status, case.months, case.at_stake)
        if case.status == OverlapCase.Status.LAPSED:
            case.status = OverlapCase.Status.OPEN
        elif case.status == OverlapCase.Status.SETTLED:
            case.status = OverlapCase.Status.REOPENED
        case.months = sorted(months)
        case.at_stake = _sum(pays[case.other_id], case.months)
        if before != (case.status, case.months, case.at_stake):
            changed.append(case)
    _store(changed, at)


def _open(
    conflicts: dict[_Conflict, set[str]], kinds: dict[_Conflict, str], cause: str, at: datetime
) -> None:
    pays = award_queries.amounts({conflict.other for conflict in conflicts})
    regions = _regions({conflict.other for conflict in conflicts})
    cases = [
        OverlapCase(
            pk=number,
            group_id=conflict.group,
            one_id=conflict.one,
            other_id=conflict.other,
            subject_kind=kinds[conflict],
            months=sorted(months),
            region_code=regions[conflict.other],
            at_stake=_sum(pays[conflict.other], months),
            cause=cause,
            opened_at=at,
        )
        for number, (conflict, months) in zip(
            bulk.reserve(OverlapCase, len(conflicts)), conflicts.items(), strict=True
        )
    ]
    bulk.insert(cases)
    _tell(cases, at)


def _store(cases: list[OverlapCase], at: datetime) -> None:
    bulk.update(cases, ["status", "months", "at_stake"])
    _tell(cases, at)


def _tell(cases: list[OverlapCase], at: datetime) -> None:
    bulk.insert([_step(case, at) for case in cases])
    tallies.mark(case.region_code for case in cases)


def _step(case: OverlapCase, at: datetime) -> CaseStep:
    return CaseStep(case=case, status=case.status, by_id=None, by_name=SYSTEM, at=at)


def _regions(numbers: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in batches(sorted(numbers)):
        query = Award.objects.unscoped(reason=KEEPING).filter(pk__in=some)
        found |= dict(query.values_list("pk", "region_code"))
    return found


def _sum(pays: dict[str, int | None], months: Iterable[str]) -> int:
    return sum(pays.get(month) or 0 for month in months)
