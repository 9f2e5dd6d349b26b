"""Who lives in an applicant's family, as told: ages and relations, no name and no number."""

from dataclasses import dataclass
from datetime import date

from tanggap.applications.models import Application


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody of the family; the head's `relation` is "", `born` None where nobody told it."""

    relation: str
    born: date | None


def of(application_id: int) -> list[Told]:
    """Return the family of an application, the head first; the caller checks access."""
    query = Application.objects.unscoped(reason="the caller checks the region or the PIN")
    head = query.values_list("head_birth_date", flat=True).get(pk=application_id)
    found = query.get(pk=application_id).members.values_list("relation", "birth_date")
    return [Told("", head), *(Told(relation, born) for relation, born in found)]
