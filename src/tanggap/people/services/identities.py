"""Who the rows of a staged list would be, for the verdict before anything is committed."""

from collections.abc import Collection

from tanggap.core.batches import batches
from tanggap.linkage import Linkage
from tanggap.linkage.schema import Quality
from tanggap.people.domain.stability import keep_names
from tanggap.people.models import FamilyMembership
from tanggap.people.services import loading
from tanggap.people.services.loading import Registry
from tanggap.people.types import StagedIdentity

NO_NUMBER = (
    Quality.NIK_MISSING
    | Quality.NIK_IMPOSSIBLE
    | Quality.NIK_TRUNCATED
    | Quality.NIK_PLACEHOLDER
    | Quality.NIK_IS_KK
)


def identities(
    registry: Registry, linkage: Linkage, staged: Collection[int]
) -> list[StagedIdentity]:
    """Return who each of the staged rows would be, in the order of their ids."""
    wanted = set(staged)
    clusters: list[int] = linkage.person.tolist()
    homes: list[int] = linkage.household.tolist()
    before = registry.persons()
    person_of = keep_names(clusters, before)
    household_of = _households(registry, homes, before)
    would_be = {person_of[clusters[row]] for row, one in enumerate(registry.ids) if one in wanted}
    family_of = _families(person for person in would_be if person is not None)
    doubts = _doubts(linkage)
    quality: list[int] = linkage.records.quality.tolist()
    return [
        StagedIdentity(
            record_id=record,
            person_id=(person := person_of[clusters[row]]),
            group=clusters[row],
            household_id=household_of[homes[row]],
            household_group=homes[row],
            family_id=family_of.get(person) if person is not None else None,
            has_number=not quality[row] & NO_NUMBER,
            doubtful=row in doubts,
            probability=doubts.get(row, 1.0),
        )
        for row, record in enumerate(registry.ids)
        if record in wanted
    ]


def _doubts(linkage: Linkage) -> dict[int, float]:
    """Return the rows that stand in a doubtful pair, with the probability nearest to a toss-up."""
    found: dict[int, float] = {}
    for a, b, probability, _ in linkage.review.iter_rows():
        found.setdefault(a, probability)
        found.setdefault(b, probability)
    return found


def _households(
    registry: Registry, homes: list[int], before: list[int | None]
) -> dict[int, int | None]:
    if registry.placing:
        known = [home if home > 0 else None for home in registry.homes]
        return dict.fromkeys(homes) | keep_names(homes[: len(known)], known)
    now = loading.households_of(person for person in set(before) if person is not None)
    names = [now[person][1] if person in now else None for person in before]
    return keep_names(homes, names)


def _families(people: object) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in batches(sorted(people)):  # type: ignore[call-overload]
        rows = FamilyMembership.objects.filter(person__in=some, superseded_at=None)
        found |= dict(rows.values_list("person_id", "family_id"))
    return found
