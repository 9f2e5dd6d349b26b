"""What aid stands for one person and their family, as they may see it after they proved it.

One query, whatever there is: who asks for nobody costs the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from tanggap.assistance.models import Award, EndedMonth, Programme
from tanggap.assistance.models.programmes import Unit
from tanggap.core.prepared import Asking, Prepared, Value
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


def aid_of(person_id: int, family_id: int) -> Asking[list[AidMonth]]:
    """Ask for the months of aid of a person, and of their family, by programme and month."""
    values: dict[str, Value] = {"person": person_id, "family": family_id}
    return Asking(_AID, values, lambda rows: list(_months(rows, person_id)))


def _aid(person: int, family: int) -> Any:
    ended = EndedMonth.objects.filter(award=OuterRef("pk"), month=OuterRef("round__months__month"))
    own = Q(person=person)
    shared = Q(family=family) & ~Q(unit=Unit.PERSON)
    query = Award.objects.unscoped(reason=OWN).filter(own | shared)
    return (
        query.exclude(status=Award.Status.WITHDRAWN)
        .annotate(lost=Exists(ended))
        .order_by("programme__door", "programme__code", "round__months__month", "pk")
        .values_list(
            "pk", "programme__code", "programme__name_id", "programme__name_en",
            "programme__source", "programme__benefit", "round__months__month",
            "round__months__amount", "amount", "status", "answer", "person_id", "lost",
        )[:MOST]
    )  # fmt: skip


_AID: Final = Prepared(_aid, person=int, family=int)


def _months(rows: Iterator[tuple[Any, ...]], person_id: int) -> Iterator[AidMonth]:
    for (award, code, name_id, name_en, source, benefit, month, usual, own, status, answer,
         holder, lost) in rows:  # fmt: skip
        if month is None:
            continue
        yield AidMonth(
            award=award,
            programme=code,
            name=text_of(Sentence(name_id, name_en or name_id)),
            source=str(Programme.Source(source).label),
            in_goods=benefit == Programme.Benefit.GOODS,
            month=month,
            rupiah=usual if own is None else own,
            ended=bool(lost) or status == Award.Status.ENDED,
            waits=answer == Award.Answer.UNKNOWN,
            for_family=holder != person_id,
        )
