"""Packages: the list, a new one, a change, and another officer's word on what it costs."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.fostering.forms.packages import KINDS, PackageChangeForm, PackageForm
from tanggap.fostering.models import Package, PackageChange
from tanggap.fostering.queries import pledged
from tanggap.fostering.services import package_changes
from tanggap.fostering.types import NotAllowed
from tanggap.fostering.views import looks

UNREADABLE: Final = 422
LAST: Final = 10
"""So many decisions are listed."""
KIND: Final = dict(KINDS)
REFUSALS: Final = {
    "proposed": gettext_lazy("Masih ada perubahan paket ini yang menunggu persetujuan."),
    "four eyes": gettext_lazy("Ini usulan Anda; petugas lain yang memutuskan."),
    "reason": gettext_lazy("Tulis alasannya."),
    "state": gettext_lazy("Keadaannya sudah berubah. Lihat lagi."),
}


@requires(Permission.FOSTER_VIEW)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the packages, what waits for approval above them."""
    actor = actor_of(request)
    counts = pledged.open_by_package()
    context = {
        "rows": [
            (looks.package_name(one), KIND[one.kind], one, counts.get(one.pk, 0))
            for one in Package.objects.order_by("-is_offered", "kind", "months", "pk")
        ],
        "proposals": [
            _proposal(one, actor.user_id)
            for one in PackageChange.objects.select_related("package").filter(
                state=PackageChange.State.PROPOSED
            )
        ],
        "decided": PackageChange.objects.select_related("package").exclude(
            state=PackageChange.State.PROPOSED
        )[:LAST],
        "may_change": allowed(actor, Permission.FOSTER_MATCH),
        "may_approve": allowed(actor, Permission.RULE_APPROVE),
    }
    return render(request, "fostering/office/packages.html", context)


@requires(Permission.FOSTER_MATCH)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask what a new package is, and propose it."""
    form = PackageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        package_changes.add(form.draft(), by=actor_of(request), at=clock.now())
        messages.success(request, _("Paket diusulkan. Petugas lain memutuskannya."))
        return redirect("fostering:packages")
    return _form(request, form, None)


@requires(Permission.FOSTER_MATCH)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a package; what it costs waits for another officer."""
    one = get_object_or_404(Package, pk=pk)
    names = ("name_id", "name_en", "contents", "months", "amount")
    form = PackageChangeForm(
        request.POST or None, kind_of_package=one.kind,
        initial={name: getattr(one, name) for name in names},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            waits = package_changes.change(
                pk, form.draft(), by=actor_of(request), at=clock.now()
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, str(REFUSALS[str(refusal)]))
        else:
            told = _("Jumlah atau bulan berlaku setelah disetujui petugas lain.")
            messages.success(request, told if waits else _("Paket disimpan."))
            return redirect("fostering:packages")
    return _form(request, form, one)


@requires(Permission.FOSTER_MATCH)
@require_POST
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """End a package, or let donors pledge it again."""
    get_object_or_404(Package, pk=pk)
    offered = request.POST.get("langkah") == "buka"
    try:
        package_changes.offer(pk, offered=offered, by=actor_of(request), at=clock.now())
    except NotAllowed as refusal:
        messages.error(request, str(REFUSALS[str(refusal)]))
    else:
        told = _("Paket dapat disanggupi lagi.") if offered else _("Paket diakhiri.")
        messages.success(request, told)
    return redirect("fostering:packages")


@requires(Permission.FOSTER_VIEW)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a proposal; the service asks for the right."""
    get_object_or_404(PackageChange, pk=pk)
    given: dict[str, Any] = {"by": actor_of(request), "at": clock.now()}
    try:
        if request.POST.get("langkah") == "setuju":
            package_changes.approve(pk, **given)
            messages.success(request, _("Disetujui. Berlaku untuk kesanggupan sesudah ini."))
        else:
            package_changes.refuse(pk, reason=request.POST.get("teks", ""), **given)
            messages.success(request, _("Usulan tidak dipakai."))
    except NotAllowed as refusal:
        messages.error(request, str(REFUSALS[str(refusal)]))
    return redirect("fostering:packages")


def _proposal(one: PackageChange, viewer: int | None) -> dict[str, Any]:
    name = looks.package_name(one.package) if one.package else one.name_id
    return {
        "one": one, "name": name, "kind": KIND[one.kind], "is_own": one.proposed_by_id == viewer,
        "dialog": f"tolak-{one.pk}",
    }  # fmt: skip


def _form(request: HttpRequest, form: PackageForm, one: Package | None) -> HttpResponse:
    context = {
        "form": form, "one": one, "name": looks.package_name(one) if one else "",
        "kind": KIND[one.kind] if one else "",
    }  # fmt: skip
    status = UNREADABLE if form.is_bound else 200
    return render(request, "fostering/office/package_form.html", context, status=status)
