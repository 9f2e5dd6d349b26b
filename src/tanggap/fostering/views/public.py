"""Pages for everybody: becoming a donor, and checking a certificate."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tanggap.accounts.access import public
from tanggap.core import clock
from tanggap.fostering.domain.registering import Registration
from tanggap.fostering.forms.pledging import NumberForm
from tanggap.fostering.forms.registering import PasswordForm, RegisterForm
from tanggap.fostering.services import certificates, registering
from tanggap.fostering.types import NotAllowed
from tanggap.fostering.views import sitting

GONE: Final = 410


@public
@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take in a registration; the answer never tells whether the address was known."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not sitting.may(sitting.REGISTERING, request):
            return sitting.too_many(request)
        told = {name: value for name, value in form.cleaned_data.items() if name != "agrees"}
        given = Registration(language="en" if get_language() == "en" else "id", **told)
        registering.register(given, at=clock.now())
        return redirect("fostering:registered")
    return sitting.page(request, "fostering/public/register.html", {"form": form})


@public
@require_GET
def registered(request: HttpRequest) -> HttpResponse:
    """Say that a letter is under way."""
    return render(request, "fostering/public/registered.html")


@public
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever has the letter choose a password; opening the link alone confirms nothing."""
    try:
        donor = registering.waiting(token)
    except NotAllowed:
        return render(request, "fostering/public/no_link.html", status=GONE)
    is_new = registering.needs_password(donor)
    form = PasswordForm(request.POST or None) if is_new else None
    context: dict[str, Any] = {"form": form, "email": donor.email}
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            password = form.cleaned_data["password"] if form else ""
            registering.confirm(token, password=password, at=clock.now())
        except NotAllowed as refusal:
            context["refusal"] = refusal.args[0]
            return render(request, "fostering/public/no_link.html", context, status=GONE)
        messages.success(request, _("Alamat surel Anda sudah dipastikan. Silakan masuk."))
        return redirect(f"{reverse('account_login')}?next={reverse('fostering:mine')}")
    return sitting.page(request, "fostering/public/confirm.html", context)


@public
@never_cache
@require_GET
def certificate(request: HttpRequest) -> HttpResponse:
    """Say whether a certificate is genuine, and nothing else."""
    form = NumberForm(request.GET if "nomor" in request.GET else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        if not sitting.may(sitting.CHECKING, request):
            return sitting.too_many(request)
        context["number"] = form.cleaned_data["nomor"].strip().upper()
        context["genuine"] = certificates.is_genuine(form.cleaned_data["nomor"])
    return sitting.page(request, "fostering/public/certificate.html", context)
