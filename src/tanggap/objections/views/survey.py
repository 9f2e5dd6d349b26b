"""Pages for citizens: the questions after delivery, by the code of a message, answered once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import public
from tanggap.applications.queries import codes
from tanggap.core import clock
from tanggap.objections.forms.public import AnswersForm, CodeForm
from tanggap.objections.models import Survey
from tanggap.objections.queries import citizens
from tanggap.objections.services import surveys
from tanggap.objections.types import NotAllowed
from tanggap.objections.views import sitting

UNREADABLE = 422


@public
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take the code of the message; the link has filled it in."""
    if request.method == "GET":
        code = codes.read_code(request.GET.get("kode", ""))
        form = CodeForm(initial={"code": codes.spelled(code)} if code else None)
        return render(request, "objections/public/survey.html", {"form": form})
    form = CodeForm(request.POST)
    if form.is_valid():
        code = codes.read_code(form.cleaned_data["code"])
        if not sitting.may_try(request, code):
            return sitting.too_many(request)
        found = citizens.survey(code) if code else None
        if found is not None:
            sitting.hold_number(request, sitting.SURVEY, found.pk)
            return redirect("objections:questions")
        form.add_error(None, _("Kode ini tidak dikenal, atau pertanyaannya sudah dijawab."))
    return render(request, "objections/public/survey.html", {"form": form}, status=UNREADABLE)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Ask the four questions."""
    number = sitting.number_of(request, sitting.SURVEY)
    query = Survey.objects.unscoped(reason="the code opened it")
    one = query.filter(pk=number, answered_at=None).first() if number else None
    if one is None:
        return redirect("objections:survey")
    form = AnswersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = surveys.answer(survey_id=one.pk, answers=form.answers(), at=clock.now())
        except NotAllowed:
            return redirect("objections:survey")
        sitting.leave(request)
        request.session["objections.made"] = len(made)
        return redirect("objections:thanks")
    status = UNREADABLE if form.is_bound and form.errors else 200
    context = {"form": form, "one": one}
    return render(request, "objections/public/questions.html", context, status=status)


@public
@never_cache
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you, and what becomes of what is wrong."""
    made = request.session.get("objections.made", 0)
    return render(request, "objections/public/thanks.html", {"made": made})
