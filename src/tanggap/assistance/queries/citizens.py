"""What aid stands for one person and their family, as they may see it after they proved it.

One query, whatever there is: who asks for nobody costs the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from tanggap.assistance.models import Award, EndedMonth, Programme
from tanggap.assistance.models.programmes import Unit
from tanggap.core.registry import text_of
from tanggap.language import Sentence

OWN: Final = "the citizen proved who they are"
MOST: Final = 400


@dataclass(frozen=True, slots=True)
class AidMonth:
    """One month of one award. `rupiah` is None where nobody said how much.

    `for_family` says that another member of the family holds it for all of them. `waits` says that
    nobody proved yet who the recipient is; the money waits.
    """

    award: int
    programme: str
    name: str
    source: str
    in_goods: bool
    month: str
    rupiah: int | None
    ended: bool
    waits: bool
    for_family: bool


def aid_of(person_id: int, family_id: int) -> list[AidMonth]:
    """Return the months of aid of a person, and of their family, by programme and month."""
    ended = EndedMonth.objects.filter(award=OuterRef("pk"), month=OuterRef("round__months__month"))
    own = Q(person=person_id)
    shared = Q(family=family_id) & ~Q(unit=Unit.PERSON)
    query = Award.objects.unscoped(reason=OWN).filter(own | shared)
    rows = (
        query.exclude(status=Award.Status.WITHDRAWN)
        .annotate(lost=Exists(ended))
        .order_by("programme__door", "programme__code", "round__months__month", "pk")
        .values(
            "pk", "programme__code", "programme__name_id", "programme__name_en",
            "programme__source", "programme__benefit", "round__months__month",
            "round__months__amount", "amount", "status", "answer", "person_id", "lost",
        )
    )  # fmt: skip
    return list(_months(rows[:MOST], person_id))


def _months(rows: Any, person_id: int) -> Iterator[AidMonth]:
    for row in rows:
        if row["round__months__month"] is None:
            continue
        name = Sentence(
            row["programme__name_id"], row["programme__name_en"] or row["programme__name_id"]
        )
        usual, own = row["round__months__amount"], row["amount"]
        yield AidMonth(
            award=row["pk"],
            programme=row["programme__code"],
            name=text_of(name),
            source=str(Programme.Source(row["programme__source"]).label),
            in_goods=row["programme__benefit"] == Programme.Benefit.GOODS,
            month=row["round__months__month"],
            rupiah=usual if own is None else own,
            ended=row["lost"] or row["status"] == Award.Status.ENDED,
            waits=row["answer"] == Award.Answer.UNKNOWN,
            for_family=row["person_id"] != person_id,
        )
