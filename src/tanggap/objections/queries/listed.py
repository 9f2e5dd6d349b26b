"""The aid of an imported list that an inclusion is about."""

from dataclasses import dataclass

from tanggap.assistance.queries import awards
from tanggap.objections.models import Ticket
from tanggap.people.queries import people


@dataclass(frozen=True, slots=True)
class ListedAid:
    """Whose aid of which programme, from which file, and whether it still runs."""

    person_id: int
    person_code: str
    programme: str
    programme_name: str
    source: str
    active: bool


def aid_of(ticket: Ticket) -> ListedAid | None:
    """Return the aid that somebody named for an inclusion, None where nobody did."""
    if ticket.award_id is None or ticket.named_by_id is None:
        return None
    for person in awards.persons_of([ticket.award_id]):
        award = next(one for one in awards.of_person(person) if one.pk == ticket.award_id)
        return ListedAid(
            person_id=person,
            person_code=people.summaries([person])[person].code,
            programme=award.programme.code,
            programme_name=award.programme.name_id,
            source=award.recipient_list.file_name if award.recipient_list else "",
            active=award.status == "active",
        )
    return None
