"""Programmes of aid."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.domain import months
from tanggap.assistance.forms import ComponentForm, NewProgrammeForm, ProgrammeForm, RoundForm
from tanggap.assistance.models import Award, ExclusionRule, Programme, Round
from tanggap.assistance.services import programmes, seed
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.overlap import programme_of
from tanggap.regions import queries as regions


@requires(Permission.PROGRAMME_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show all programmes with the awards that the officer may see."""
    actor = actor_of(request)
    awards = Award.objects.visible_to(actor).filter(status=Award.Status.ACTIVE)
    counts = dict(awards.values_list("programme").annotate(n=Count("pk")).order_by())
    rows = [(p, counts.get(p.pk, 0)) for p in Programme.objects.all()]
    context = {
        "rows": rows,
        "may_edit": allowed(actor, Permission.PROGRAMME_EDIT),
        "has_rules": ExclusionRule.objects.exists(),
    }
    return render(request, "assistance/programmes.html", context)


@requires(Permission.PROGRAMME_VIEW)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one programme, its rounds, components and rules."""
    return _page(request, get_object_or_404(Programme, code=code))


@requires(Permission.PROGRAMME_EDIT)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what a programme is."""
    programme = get_object_or_404(Programme, code=code)
    form = ProgrammeForm(request.POST or None, instance=programme)
    if request.method == "POST" and form.is_valid():
        programmes.save(code=code, by=actor_of(request), at=clock.now(), **form.cleaned_data)
        return redirect("assistance:programme", code)
    context = {"form": form, "programme": Programme.objects.get(code=code)}
    return render(request, "assistance/programme_form.html", context)


@requires(Permission.PROGRAMME_EDIT)
@require_POST
def add_round(request: HttpRequest, code: str) -> HttpResponse:
    """Make a round, or change what it pays."""
    programme, form = get_object_or_404(Programme, code=code), RoundForm(request.POST)
    if not form.is_valid():
        return _page(request, programme, round_form=form)
    programmes.save_round(
        code=code,
        months=form.months,
        amount=form.cleaned_data["amount"],
        by=actor_of(request),
        at=clock.now(),
    )
    return redirect("assistance:programme", code)


@requires(Permission.PROGRAMME_EDIT)
@require_POST
def add_component(request: HttpRequest, code: str) -> HttpResponse:
    """Make a component, or change the one of this code."""
    programme, form = get_object_or_404(Programme, code=code), ComponentForm(request.POST)
    if not form.is_valid():
        return _page(request, programme, component_form=form)
    programmes.save_component(
        programme=code, by=actor_of(request), at=clock.now(), **form.cleaned_data
    )
    return redirect("assistance:programme", code)


def _page(
    request: HttpRequest,
    programme: Programme,
    *,
    round_form: RoundForm | None = None,
    component_form: ComponentForm | None = None,
) -> HttpResponse:
    awards = Count("awards", filter=Q(awards__status=Award.Status.ACTIVE))
    rules = ExclusionRule.objects.filter(status=ExclusionRule.Status.APPROVED)
    rounds = programme.rounds.annotate(n=awards).prefetch_related("months")
    context = {
        "programme": programme,
        "region": regions.name_of(programme.region_code),
        "may_edit": allowed(actor_of(request), Permission.PROGRAMME_EDIT),
        "rounds": [(one, _in_words(one), sorted(_amounts(one))) for one in rounds],
        "components": programme.components.all(),
        "rules": [
            one for one in rules if programme.code in map(programme_of, (*one.between, *one.other))
        ],
        "round_form": round_form or RoundForm(auto_id="round-%s"),
        "component_form": component_form or ComponentForm(auto_id="component-%s"),
    }
    failed = (round_form and round_form.errors) or (component_form and component_form.errors)
    return render(request, "assistance/programme.html", context, status=422 if failed else 200)


def _in_words(one: Round) -> str:
    return text_of(months.in_words(each.month for each in one.months.all()))


def _amounts(one: Round) -> set[int]:
    """Return the different sums that a round pays in its months; unknown ones left out."""
    return {each.amount for each in one.months.all() if each.amount is not None}


@requires(Permission.PROGRAMME_EDIT)
def create(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    form = NewProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        code = fields.pop("code").upper()
        if Programme.objects.filter(code=code).exists():
            return redirect("assistance:programme", code)
        programmes.save(code=code, by=actor_of(request), at=clock.now(), **fields)
        return redirect("assistance:programme", code)
    return render(request, "assistance/programme_form.html", {"form": form})


@requires(Permission.PROGRAMME_EDIT)
@require_POST
def install(request: HttpRequest) -> HttpResponse:
    """Put the programmes and rules of 2020 into an installation that has no rules."""
    seed.programmes_and_rules_of_2020(at=clock.now(), by=actor_of(request))
    return redirect("assistance:rules")
