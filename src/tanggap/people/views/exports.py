"""Taking the rows of a list along: masked for many, in full for few and with a reason."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.people import exporting
from tanggap.people.forms import ReasonForm, spoken
from tanggap.people.models import RecipientList
from tanggap.people.queries import exported
from tanggap.people.queries.exported import Table


@access.requires(Permission.EXPORT_MASKED)
@never_cache
@require_GET
def masked(request: HttpRequest, list_id: int, kind: str) -> HttpResponseBase:
    """Give the rows of a list with masked numbers, as `csv` or `xlsx`."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    try:
        return _file(exported.table_of(access.actor_of(request), list_id), kind)
    except RecipientList.DoesNotExist as error:
        raise Http404 from error


@access.requires(Permission.EXPORT_FULL)
@never_cache
@require_POST
def full(request: HttpRequest, list_id: int) -> HttpResponseBase:
    """Give the rows of a list with all numbers, for a reason that is kept."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Sebutkan alasannya."))
        return redirect("people:list", list_id)
    try:
        table = exported.table_of(
            access.actor_of(request), list_id, full=True, reason=form.cleaned_data["reason"]
        )
    except RecipientList.DoesNotExist as error:
        raise Http404 from error
    return _file(table, "xlsx")


def _file(table: Table, kind: str) -> HttpResponse | StreamingHttpResponse | FileResponse:
    headings = [spoken(heading) for heading in table.headings]
    name = f"{table.of.file_name.rsplit('.', 1)[0]} - baris.{kind}"
    if kind == "xlsx":
        book = exporting.xlsx_file(headings, table.rows)
        return FileResponse(book, as_attachment=True, filename=name)
    answer = StreamingHttpResponse(
        exporting.csv_lines(headings, table.rows), content_type="text/csv; charset=utf-8"
    )
    attached = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    return answer
