"""The verdict of a staged list: counts that open their rows, its months, the file handed back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts.access import actor_of, allowed, require, requires
from tanggap.accounts.types import Permission
from tanggap.assistance import tasks
from tanggap.assistance.domain import months
from tanggap.assistance.domain.row_states import LABELS, MEANINGS, ORDER
from tanggap.assistance.forms import SpanForm
from tanggap.assistance.models import ExclusionRule, ListPlan, Round, RowVerdict
from tanggap.assistance.services import lists, returning
from tanggap.core import clock, jobs, progress
from tanggap.core.models import JobRun, JobState
from tanggap.core.registry import text_of
from tanggap.language import Sentence
from tanggap.people.queries import lists as imported
from tanggap.people.services.refusals import NotStaged
from tanggap.people.types import ListState

PER_PAGE = 100
TONES = {
    "clear": "ok", "served": "info", "overlap": "danger", "warn": "warn", "review": "warn",
    "unknown": "wait", "unreadable": "danger",
}  # fmt: skip


@requires(Permission.LIST_VIEW)
def detail(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show what a list would mean; where nobody has judged it yet, let that begin."""
    return _page(request, list_id)


def _page(request: HttpRequest, list_id: int, form: SpanForm | None = None) -> HttpResponse:
    found = list_seen(request, list_id)
    plan = lists.plan_of(list_id=list_id)
    run = _judging(request, plan) if _can_be_judged(found) else None
    state = request.GET.get("keadaan", "")
    rule = request.GET.get("aturan", "")
    page = Paginator(_rows(plan, state, rule), PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {row.record_id: row for row in page}
    cells = {one.record_id: one for one in imported.rows(actor_of(request), list_id, list(shown))}
    context = {
        "list": found,
        "plan": plan,
        "run": run,
        "counts": _counts(plan),
        "rules": _rules(plan),
        "page": page,
        "rows": [_row(row, cells.get(row.record_id)) for row in shown.values()],
        "state": state,
        "rule": rule,
        "months": in_words(plan.proposed or plan.round),
        "form": form or SpanForm(initial=_span(plan)),
        "may_commit": found.state == ListState.STAGED and _may_commit(request, found),
        "late": _late(plan) if plan.proposed else None,
        "may_give": _may_commit(request, found),
    }
    status = 422 if form is not None else 200
    return render(request, "assistance/verdict.html", context, status=status)


@requires(Permission.LIST_VIEW)
@require_GET
def judging(request: HttpRequest, list_id: int) -> HttpResponse:
    """Give how far the judging is; once it is over the page is shown anew.

    A job that failed is told and not begun again before somebody asks for the page.
    """
    found = list_seen(request, list_id)
    plan = lists.plan_of(list_id=list_id)
    run = JobRun.objects.filter(pk=plan.run_id or 0).first()
    if plan.prepared_at is not None or run is None or run.state == JobState.DONE:
        return HttpResponse(headers={"HX-Refresh": "true"})
    shown = {"list": found, "run": progress.current(run)}
    return render(request, "assistance/_judging.html", shown)


@requires(Permission.LIST_COMMIT)
@require_POST
def choose_months(request: HttpRequest, list_id: int) -> HttpResponse:
    """Say for which months the list is, and judge it anew."""
    found, form = list_seen(request, list_id), SpanForm(request.POST)
    if found.state != ListState.STAGED:
        messages.error(request, text_of(NotStaged.sentence))
        return redirect("assistance:verdict", list_id)
    if not form.is_valid():
        return _page(request, list_id, form)
    lists.choose_months(list_id=list_id, months=form.months, by=actor_of(request), at=clock.now())
    return redirect("assistance:verdict", list_id)


@requires(Permission.LIST_IMPORT)
@require_POST
def hand_back(request: HttpRequest, list_id: int) -> HttpResponse:
    """Let the same workbook be written, with the verdict beside every row."""
    found = list_seen(request, list_id)
    require(actor_of(request), Permission.LIST_IMPORT, region_code=found.region_code)
    arguments = {"list_id": list_id, "language": get_language() or "id"}
    run = jobs.start(tasks.hand_back, by=actor_of(request), arguments=arguments)
    onward = urlencode({"lanjut": reverse("assistance:handed-back", args=[list_id])})
    return redirect(f"{reverse('portal:job', args=[run.pk])}?{onward}")


@requires(Permission.LIST_IMPORT)
@require_GET
def handed_back(request: HttpRequest, list_id: int) -> StreamingHttpResponse:
    """Give the workbook that was written."""
    found = list_seen(request, list_id)
    try:
        back = returning.hand_over(list_id=list_id, by=actor_of(request), at=clock.now())
    except FileNotFoundError as error:
        raise Http404 from error
    answer = StreamingHttpResponse(back, content_type="application/octet-stream")
    name = f"{found.file_name.rsplit('.', 1)[0]} - diperiksa.xlsx"
    attached = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    return answer


def list_seen(request: HttpRequest, list_id: int):  # type: ignore[no-untyped-def]
    """Return a list that the officer may see. Raises Http404."""
    found = imported.of(actor_of(request)).filter(pk=list_id).first()
    if found is None:
        raise Http404
    return found


def _judging(request: HttpRequest, plan: ListPlan) -> JobRun | None:
    """Return the job that judges the list, begun where nobody has; None once it is judged."""
    if plan.prepared_at is not None:
        return None
    run = JobRun.objects.filter(pk=plan.run_id).first() if plan.run_id else None
    if run is None or run.is_finished:
        run = jobs.start(
            tasks.prepare_verdict, by=actor_of(request), arguments={"list_id": plan.pk}
        )
        ListPlan.objects.filter(pk=plan.pk).update(run_id=run.pk)
        run.refresh_from_db()
        plan.refresh_from_db()
    return None if plan.prepared_at else run


def _rows(plan: ListPlan, state: str, rule: str):  # type: ignore[no-untyped-def]
    rows = RowVerdict.objects.filter(recipient_list=plan.pk)
    rows = rows.filter(state=state) if state in ORDER else rows.exclude(state="clear")
    return (rows.filter(rule=rule) if rule else rows).order_by("record_id")


def _counts(plan: ListPlan) -> list[dict[str, object]]:
    here = reverse("assistance:verdict", args=[plan.pk])
    return [
        {
            "state": state,
            "label": text_of(LABELS[state]),
            "meaning": text_of(MEANINGS[state]),
            "tone": TONES[state],
            "count": plan.counts.get(state, 0),
            "url": f"{here}?keadaan={state}",
        }
        for state in ORDER
    ]


def _rules(plan: ListPlan) -> list[dict[str, object]]:
    rules = {
        rule.code: rule
        for rule in ExclusionRule.objects.filter(
            code__in=plan.by_rule, status=ExclusionRule.Status.APPROVED
        )
    }
    broken = sorted(plan.by_rule.items(), key=lambda one: -one[1])
    return [{"code": c, "rule": rules.get(c), "count": n} for c, n in broken]


def _row(row: RowVerdict, seen: object) -> dict[str, object]:
    return {
        "row": row,
        "seen": seen,
        "label": text_of(LABELS[row.state]),
        "tone": TONES[row.state],
        "told": text_of(Sentence(row.told_id, row.told_en)),
    }


def in_words(of_round: Round | None) -> str:
    """Return the months of a round in words; "" for none."""
    return text_of(months.in_words(lists.months_of(of_round))) if of_round else ""


def _can_be_judged(found) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether a list waits for its decision, or has its people already."""
    linked = found.state == ListState.COMMITTED and found.linked_at is not None
    return found.state == ListState.STAGED or linked


def _may_commit(request: HttpRequest, found) -> bool:  # type: ignore[no-untyped-def]
    return allowed(actor_of(request), Permission.LIST_COMMIT, region_code=found.region_code)


def _late(plan: ListPlan) -> dict[str, object]:
    """Return what giving the proposed months would do, in numbers."""
    return {
        "awards": sum(plan.counts.values()),
        "cases": plan.counts.get("overlap", 0) + plan.counts.get("served", 0),
        "warnings": plan.counts.get("warn", 0),
        "programme": plan.proposed.programme if plan.proposed else None,
    }


def _span(plan: ListPlan) -> dict[str, str]:
    chosen = lists.months_of(plan.round)
    return {"first": chosen[0], "last": chosen[-1]} if chosen else {}
