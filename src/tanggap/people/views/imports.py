"""Uploading lists, watching them being read, correcting what was understood, committing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanggap.accounts import access
from tanggap.accounts.types import Permission
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.progress import current
from tanggap.core.registry import list_panels
from tanggap.intake import Mapping, MappingError, SheetMapping
from tanggap.people import vault
from tanggap.people.events import UndoRefused
from tanggap.people.forms import MappingForm, ReasonForm, UploadForm, spoken
from tanggap.people.models import RecipientList
from tanggap.people.queries import lists as queries
from tanggap.people.queries.fields import LABELS
from tanggap.people.services import lists
from tanggap.people.services.refusals import Refused
from tanggap.people.types import ListState

PAGE = 50


@access.requires(Permission.LIST_VIEW)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the lists that were imported, the newest first."""
    actor = access.actor_of(request)
    page = Paginator(queries.of(actor), PAGE).get_page(request.GET.get("halaman"))
    may_import = access.allowed(actor, Permission.LIST_IMPORT)
    return render(request, "people/lists.html", {"page": page, "may_import": may_import})


@access.requires(Permission.LIST_IMPORT)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take one or several files."""
    actor = access.actor_of(request)
    committed = queries.of(actor).filter(state=ListState.COMMITTED)[:100]
    corrigible = [(one.pk, f"{one.file_name} ({one.programme_code})") for one in committed]
    form = UploadForm(
        request.POST or None, request.FILES or None, actor=actor, corrigible=corrigible
    )
    if request.method == "POST" and form.is_valid():
        received = _receive(request, form)
        if len(received) == 1 and not form.errors:
            return redirect("people:list", received[0].pk)
        if received and not form.errors:
            return redirect("people:lists")
    return render(request, "people/upload.html", {"form": form})


def _receive(request: HttpRequest, form: UploadForm) -> list[RecipientList]:
    given, received = form.cleaned_data, []
    now = clock.now()
    for file in given["files"]:
        programme = form.programme_of(file.name)
        if programme is None:
            unclear = _("Program “%(name)s” tidak dikenali dari namanya. Pilih programnya.")
            form.add_error("programme", unclear % {"name": file.name})
            continue
        try:
            found = lists.receive(
                file.chunks(),
                file_name=file.name,
                programme_code=programme,
                region_code=given["region"],
                corrects=given["corrects"],
                by=access.actor_of(request),
                at=now,
            )
        except vault.TooLarge:
            too_large = _("“%(name)s” lebih besar dari %(megabytes)d MB.")
            told = {"name": file.name, "megabytes": vault.most_megabytes()}
            form.add_error("files", too_large % told)
            continue
        if found.uploaded_at != now:
            known = _("Isi “%(name)s” sudah pernah diunggah; tidak ada yang berubah.")
            messages.info(request, known % {"name": file.name})
        received.append(found)
    return received


@access.requires(Permission.LIST_VIEW)
@require_GET
def detail(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show one list: how far it is, what was understood, what to do next."""
    found = _one(request, list_id)
    actor = access.actor_of(request)

    def may(permission: Permission) -> bool:
        return access.allowed(actor, permission, region_code=found.region_code)

    context = {
        **_progress(found),
        "sheets": _sheets(found),
        "continues": _continues(actor, found),
        "may_export": may(Permission.EXPORT_MASKED),
        "may_export_full": may(Permission.EXPORT_FULL),
        "problems": found.understood.get("problems", []),
        "message": found.message.get(_language(request), ""),
        "may_import": may(Permission.LIST_IMPORT),
        "may_commit": may(Permission.LIST_COMMIT),
        "may_undo": may(Permission.LIST_UNDO),
        "reason": ReasonForm(),
        "panels": _panels(actor, found),
    }
    return render(request, "people/list.html", context)


def _panels(actor: Actor, found: RecipientList) -> list[tuple[str, dict[str, Any]]]:
    """Return what other apps say about a list, as templates and their contexts."""
    shown = [
        (one.template, one.content(actor, found.pk))
        for one in list_panels.items()
        if access.allowed(actor, one.permission, region_code=found.region_code)
    ]
    return [(template, content) for template, content in shown if content is not None]


@access.requires(Permission.LIST_VIEW)
@require_GET
def progress(request: HttpRequest, list_id: int) -> HttpResponse:
    """Give how far the newest job of a list is, for the page that asks every two seconds.

    Once the job is over the page is shown anew, with what came of it.
    """
    context = _progress(_one(request, list_id))
    answer = render(request, "people/list_progress.html", context)
    if context["run"] is None or context["run"].is_finished or not context["working"]:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _sheets(found: RecipientList) -> list[dict[str, Any]]:
    """Return what was understood of each sheet, with the fields as people call them.

    The first one that has rows is open.
    """
    sheets = found.understood.get("sheets", [])
    first = next((sheet["name"] for sheet in sheets if sheet["data_rows"]), None)
    return [
        {
            **sheet,
            "is_open": sheet["name"] == first,
            "columns": [
                {**column, "label": spoken(LABELS[column["field"]]) if column["field"] else ""}
                for column in sheet["columns"]
            ],
        }
        for sheet in sheets
    ]


def _continues(actor: Actor, found: RecipientList) -> dict[str, Any] | None:
    """Return the list that a staged one seems to correct, where the officer may see it."""
    likely = found.understood.get("continues")
    if not likely or found.state != ListState.STAGED:
        return None
    other = queries.of(actor).filter(pk=likely["list"], state=ListState.COMMITTED).first()
    return {"list": other, "share": likely["share"]} if other else None


def _progress(found: RecipientList) -> dict[str, Any]:
    run = queries.job_of(found.pk)
    working = found.state == ListState.RECEIVED or (
        found.state == ListState.COMMITTED and found.linked_at is None
    )
    return {"list": found, "run": current(run) if run else None, "working": working}


@access.requires(Permission.LIST_IMPORT)
@require_http_methods(["GET", "POST"])
def mapping(request: HttpRequest, list_id: int) -> HttpResponse:
    """Correct which column is what."""
    found, actor = _one(request, list_id), access.actor_of(request)
    access.require(actor, Permission.LIST_IMPORT, region_code=found.region_code)
    form = MappingForm(request.POST or None, understood=found.understood)
    if request.method == "POST" and form.is_valid():
        try:
            lists.remap(list_id, _mapping_of(found, form), by=actor, at=clock.now())
        except MappingError as error:
            form.add_error(None, spoken(error.sentence))
        except Refused as refusal:
            messages.error(request, spoken(refusal.sentence))
            return redirect("people:list", list_id)
        else:
            return redirect("people:list", list_id)
    return render(request, "people/mapping.html", {"form": form, "list": found})


def _mapping_of(found: RecipientList, form: MappingForm) -> str:
    given = form.cleaned_data
    sheets = tuple(
        SheetMapping(
            file=found.file_name,
            sheet=one["sheet"]["name"],
            read=bool(given[f"{one['number']}-read"]),
            programme=found.programme_code,
            header_rows=given[f"{one['number']}-header"],
            columns={column["letter"]: given[name] for column, name in one["columns"]},
        )
        for one in form.sheets
    )
    return Mapping(sheets).to_toml()


@access.requires(Permission.LIST_VIEW)
@require_GET
def difference(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show what a corrected file changes."""
    found = _one(request, list_id)
    if found.corrects_id is None:
        raise Http404
    shown = queries.difference(access.actor_of(request), found)
    changed = [
        (row, [(spoken(LABELS[field]), *values) for field, values in fields.items()])
        for row, fields in shown.changed
    ]
    context = {"list": found, "difference": shown, "changed": changed}
    return render(request, "people/difference.html", context)


@access.requires(Permission.LIST_IMPORT)
@require_POST
def correct(request: HttpRequest, list_id: int) -> HttpResponse:
    """Say which list a staged one corrects, or that it is new."""
    given = request.POST.get("corrects", "")
    return _act(request, list_id, lists.correct, corrects=int(given) if given.isdigit() else None)


@access.requires(Permission.LIST_COMMIT)
@require_POST
def commit(request: HttpRequest, list_id: int) -> HttpResponse:
    """Let a staged list count."""
    return _act(request, list_id, lists.commit)


@access.requires(Permission.LIST_IMPORT)
@require_POST
def discard(request: HttpRequest, list_id: int) -> HttpResponse:
    """Throw a list away that was not committed."""
    return _act(request, list_id, lists.discard)


@access.requires(Permission.LIST_UNDO)
@require_POST
def undo(request: HttpRequest, list_id: int) -> HttpResponse:
    """Take a whole import back."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Sebutkan alasannya."))
        return redirect("people:list", list_id)
    return _act(request, list_id, lists.undo, reason=form.cleaned_data["reason"])


def _act(request: HttpRequest, list_id: int, service: Any, **more: Any) -> HttpResponse:
    _one(request, list_id)
    try:
        service(list_id, by=access.actor_of(request), at=clock.now(), **more)
    except Refused as refusal:
        messages.error(request, spoken(refusal.sentence))
    except UndoRefused:
        messages.error(request, _("Sudah ada bantuan yang dibayarkan dari daftar ini."))
    except RecipientList.DoesNotExist as error:
        raise access.Forbidden(Permission.LIST_VIEW) from error
    return redirect("people:list", list_id)


@access.requires(Permission.LIST_IMPORT)
@require_GET
def original(request: HttpRequest, list_id: int) -> StreamingHttpResponse:
    """Hand out the file as it came, on the record."""
    try:
        found, content = queries.original(access.actor_of(request), list_id)
    except RecipientList.DoesNotExist as error:
        raise Http404 from error
    answer = StreamingHttpResponse(content, content_type="application/octet-stream")
    attached = content_disposition_header(as_attachment=True, filename=found.file_name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _one(request: HttpRequest, list_id: int) -> RecipientList:
    try:
        return queries.one(access.actor_of(request), list_id)
    except RecipientList.DoesNotExist as error:
        raise Http404 from error


def _language(request: HttpRequest) -> str:
    return "en" if getattr(request, "LANGUAGE_CODE", "id").startswith("en") else "id"
