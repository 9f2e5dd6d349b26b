"""Open data: a page that describes them, and the files at addresses that stay."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_GET

from tanggap.accounts.access import public
from tanggap.regions import queries as regions
from tanggap.warga.domain import describing
from tanggap.warga.domain.describing import DATASETS
from tanggap.warga.queries import figures
from tanggap.warga.services import files
from tanggap.warga.views.ways import ways


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Say what the data are, what every column means and how small figures are kept secret."""
    summary = figures.newest()
    known = figures.files(summary) if summary else {}
    context: dict[str, Any] = {
        "ways": ways(request),
        "summary": summary,
        "root": regions.name_of(summary.root) if summary else "",
        "datasets": [
            (one, [(n, known[n]) for n in (f"{one.name}.csv", f"{one.name}.json") if n in known])
            for one in DATASETS
        ],
        "others": [
            (name, known[name])
            for name in (describing.CATALOGUE, describing.DICTIONARY)
            if name in known
        ],
        "licence": describing.LICENCE,
    }
    return render(request, "warga/data.html", context)


def _etag(_request: HttpRequest, name: str) -> str | None:
    mark = figures.file_mark(name)
    return f'"{mark[0]}"' if mark else None


def _changed(_request: HttpRequest, name: str) -> datetime | None:
    mark = figures.file_mark(name)
    return mark[1] if mark else None


@public
@require_GET
@condition(etag_func=_etag, last_modified_func=_changed)
def file(_request: HttpRequest, name: str) -> HttpResponse:
    """Give a file as it was written at the counting; who has it already is told so."""
    found = figures.file(name)
    if found is None:
        raise Http404
    answer = HttpResponse(
        bytes(found.content),
        content_type=files.CSV if name.endswith(".csv") else files.JSON,
    )
    answer["Cache-Control"] = "public, max-age=600"
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Content-Disposition"] = f'inline; filename="{found.name}"'
    answer["Repr-Digest"] = f"sha-256=:{_base64(found.sha256)}:"
    return answer


def _base64(digest: str) -> str:
    return b64encode(bytes.fromhex(digest)).decode()
