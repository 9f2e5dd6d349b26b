"""Workbooks of bank accounts: brought by one officer, approved by another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts.access import actor_of, allowed, requires
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.registry import text_of
from tanggap.distribution.domain.accounts import NoTable
from tanggap.distribution.forms import AccountFileForm
from tanggap.distribution.models import AccountFile
from tanggap.distribution.queries import accounts as seen
from tanggap.distribution.services import account_files
from tanggap.distribution.types import NotAllowed
from tanggap.distribution.views import account_words as words
from tanggap.distribution.views.accounts import row_of
from tanggap.distribution.views.batches import region_choices
from tanggap.intake import UnreadableList
from tanggap.regions import queries as regions


@requires(Permission.PAYMENT_PREPARE)
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List earlier workbooks, and take a new one."""
    actor = actor_of(request)
    is_sent = request.method == "POST"
    form = AccountFileForm(request.POST, request.FILES) if is_sent else AccountFileForm()
    choices = region_choices(actor, Permission.PAYMENT_PREPARE)
    form.fields["region_code"].choices = choices  # type: ignore[attr-defined]
    if is_sent and form.is_valid() and (made := _upload(request, form)) is not None:
        return redirect("distribution:account_file", made)
    context = {"form": form, "rows": seen.files(actor)}
    status = 422 if form.errors else 200
    return render(request, "distribution/account_files.html", context, status=status)


@requires(Permission.PAYMENT_VIEW)
@never_cache
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of a workbook: what waits, and row by row what was wrong."""
    actor, file = actor_of(request), _one_or_404(request, pk)
    rows = seen.of_file(actor, file)
    may = allowed(actor, Permission.PAYMENT_APPROVE, region_code=file.region_code)
    context = {
        "file": file,
        "place": regions.name_of(file.region_code),
        "is_over": file.sealed is None,
        "problems": [(one["sheet"], one["row"], words.refusal(one["code"]))
                     for one in file.problems],
        "rows": [row_of(row) for row in rows],
        "fitting": sum(row.likeness == "same" and not row.others for row in rows),
        "may_approve": may and actor.user_id != file.by_id,
    }  # fmt: skip
    return render(request, "distribution/account_file.html", context)


@requires(Permission.PAYMENT_APPROVE)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve those of a workbook whose name is the person's."""
    _one_or_404(request, pk)
    try:
        done, left = account_files.approve_fitting(file_id=pk, by=actor_of(request), at=clock.now())
    except NotAllowed as refused:
        messages.error(request, words.refusal(str(refused)))
    else:
        told = _("%(done)s rekening disetujui, %(left)s perlu dilihat satu per satu.")
        messages.success(request, told % {"done": done, "left": left})
    return redirect("distribution:account_file", pk)


def _upload(request: HttpRequest, form: AccountFileForm) -> int | None:
    """Take a workbook; return its number, or None with the errors in the form."""
    given = form.cleaned_data["file"]
    try:
        made = account_files.upload(
            given.chunks(),
            file_name=given.name,
            region_code=form.cleaned_data["region_code"],
            by=actor_of(request),
            at=clock.now(),
        )
    except UnreadableList as fault:
        form.add_error("file", text_of(fault.sentence))
    except NoTable:
        form.add_error(
            "file",
            _("Kolom tidak ditemukan. Perlu: NIK atau Kode, Bank, Nomor Rekening, Nama Pemilik."),
        )
    except account_files.TooLarge:
        form.add_error("file", _("Berkas ini terlalu besar: paling banyak 5.000 baris, 20 MB."))
    except account_files.KnownAlready as known:
        return known.file_id
    else:
        return int(made.pk)
    return None


def _one_or_404(request: HttpRequest, pk: int) -> AccountFile:
    found: AccountFile | None = (
        AccountFile.objects.visible_to(actor_of(request)).filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found
