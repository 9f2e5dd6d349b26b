"""What the page of one case shows: two awards side by side, their months, what may be done."""

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tanggap.accounts.access import allowed
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months, timeline
from tanggap.assistance.domain.consequences import consequences
from tanggap.assistance.domain.timeline import Aid
from tanggap.assistance.forms import ReasonForm, SettlementForm
from tanggap.assistance.models import Award, OverlapCase
from tanggap.assistance.pictures import picture
from tanggap.assistance.queries import awards
from tanggap.assistance.queries import cases as case_queries
from tanggap.assistance.types import WAITING
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.people.queries import people
from tanggap.regions import queries as regions

MOST_BESIDE = 20
TIES: Final = {
    "person": gettext_lazy("Keduanya untuk orang yang sama."),
    "family": gettext_lazy("Kedua penerima ada di satu keluarga (KK)."),
    "household": gettext_lazy("Kedua penerima tinggal di satu rumah tangga."),
}
"""Why two awards of perhaps two people meet."""


def context(case: OverlapCase, form: SettlementForm, actor: Actor) -> dict[str, Any]:
    """Return everything that the template of a case needs."""
    pays = awards.amounts({case.one_id, case.other_id})
    names = people.names_for(actor, {case.one.person_id, case.other.person_id})
    sides = [_side(one, case, pays[one.pk], actor, names) for one in (case.one, case.other)]
    _tell_apart(sides)
    form.name_sides(*(side["title"] for side in sides))
    return {
        "case": case,
        "rule": case.group.rule,
        "tie": _tie(case),
        "months": text_of(months.in_words(case.months)),
        "sides": sides,
        "picture": _picture(case, pays, sides),
        "choices": _choices(case, form, sides),
        "beside": case_queries.beside(actor, case)[:MOST_BESIDE],
        "steps": case.steps.all(),
        "form": form,
        "outcome": form.name_of(case.outcome),
        "reason_form": ReasonForm(),
        **_may(case, actor),
    }


def _tie(case: OverlapCase) -> Any:
    is_one = case.one.person_id == case.other.person_id
    return TIES["person" if is_one else case.subject_kind]


def _may(case: OverlapCase, actor: Actor) -> dict[str, bool]:
    proposed = case.status == OverlapCase.Status.PROPOSED
    is_own = proposed and case.proposed_by_id == actor.user_id
    may_approve = allowed(actor, Permission.CASE_APPROVE, region_code=case.region_code)
    may_propose = allowed(actor, Permission.CASE_PROPOSE, region_code=case.region_code)
    return {
        "may_propose": may_propose and case.status in ("open", "reopened"),
        "may_take": may_propose and case.status in WAITING,
        "is_mine": case.assigned_to_id is not None and case.assigned_to_id == actor.user_id,
        "may_approve": proposed and may_approve and not is_own,
        "is_own": is_own,
        "may_reopen": case.status == OverlapCase.Status.SETTLED and may_approve,
    }


def _side(
    award: Award,
    case: OverlapCase,
    pays: dict[str, int | None],
    actor: Actor,
    names: dict[int, tuple[str, str]],
) -> dict[str, Any]:
    """Return one award as its half of the page shows it; no number, the name where it may be."""
    ended = set(award.ended_months.values_list("month", flat=True))
    left = {month: amount for month, amount in pays.items() if month not in ended}
    record = award.record
    return {
        "award": award,
        "title": award.programme.name,
        "name": names.get(award.person_id, ("", ""))[1],
        "left": left,
        "months": text_of(months.in_words(left)),
        "ended_months": ended,
        "ended": text_of(months.in_words(ended)) if ended else "",
        "contested": sum(pays.get(month) or 0 for month in case.months),
        "list": award.recipient_list.file_name if award.recipient_list else "",
        "row": f"{record.sheet} {record.row}".strip() if record else "",
        "region": regions.name_of(award.region_code),
        "may_open": allowed(actor, Permission.PERSON_VIEW, region_code=award.region_code),
    }


def _tell_apart(sides: list[dict[str, Any]]) -> None:
    """Add list and row to the titles; the row only where the list does not tell them apart."""
    same_list = sides[0]["list"] == sides[1]["list"]
    for side in sides:
        row = _("baris %(row)s") % {"row": side["row"]} if same_list and side["row"] else ""
        source = ", ".join(part for part in (side["list"], row) if part)
        if source:
            side["title"] = f"{side['title']} ({source})"


def _picture(
    case: OverlapCase, pays: dict[int, dict[str, int | None]], sides: list[dict[str, Any]]
) -> dict[str, Any]:
    contested = case.months if case.status in WAITING else ()
    aids = [
        Aid(
            award=side["award"].pk,
            programme=side["award"].programme.code,
            name=side["title"],
            pays=pays[side["award"].pk],
            ended=frozenset(side["ended_months"]),
        )
        for side in sides
    ]
    span = timeline.axis(aids)
    lines = [timeline.lines([aid], {aid.award: contested}, span)[0] for aid in aids]
    return picture(span, lines)


def _choices(
    case: OverlapCase, form: SettlementForm, sides: list[dict[str, Any]]
) -> list[tuple[Any, dict[str, Any]]]:
    """Return each choice with what it would do, in words and rupiah."""
    one, other = sides
    loses = {"keep_one": other, "keep_other": one, "keep_both": other}
    effects = [
        {
            "effect": effect,
            "months": text_of(months.in_words(effect.months)),
            "loses": loses[effect.outcome]["title"],
        }
        for effect in consequences(case.months, one["left"], other["left"])
    ]
    return list(zip(form["outcome"], effects, strict=True))
