"""Programmes of aid."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.assistance.forms import NewProgrammeForm, ProgrammeForm
from tanggap.assistance.models import Award, Programme
from tanggap.assistance.services import programmes, seed
from tanggap.core import clock


@requires(Permission.PROGRAMME_VIEW)
def index(request: HttpRequest) -> HttpResponse:
    """Show all programmes with the awards that the officer may see."""
    actor = actor_of(request)
    awards = Award.objects.visible_to(actor).filter(status=Award.Status.ACTIVE)
    counts = dict(awards.values_list("programme").annotate(n=Count("pk")).order_by())
    rows = [(p, counts.get(p.pk, 0)) for p in Programme.objects.all()]
    may_edit = allowed(actor, Permission.PROGRAMME_EDIT)
    return render(request, "assistance/programmes.html", {"rows": rows, "may_edit": may_edit})


@requires(Permission.PROGRAMME_VIEW)
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one programme and its rounds; change it where that is allowed."""
    programme = get_object_or_404(Programme, code=code)
    actor = actor_of(request)
    may_edit = allowed(actor, Permission.PROGRAMME_EDIT)
    form = ProgrammeForm(request.POST or None, instance=programme) if may_edit else None
    if request.method == "POST" and form is not None and form.is_valid():
        programmes.save(code=code, by=actor, at=clock.now(), **form.cleaned_data)
        return redirect("assistance:programme", code)
    awards = Count("awards", filter=Q(awards__status=Award.Status.ACTIVE))
    context = {
        "programme": programme,
        "form": form,
        "rounds": programme.rounds.annotate(n=awards).prefetch_related("months"),
        "components": programme.components.all(),
    }
    return render(request, "assistance/programme.html", context)


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
def install(_request: HttpRequest) -> HttpResponse:
    """Put the programmes and rules of 2020 into an empty installation."""
    seed.programmes_and_rules_of_2020(at=clock.now())
    return redirect("assistance:rules")
