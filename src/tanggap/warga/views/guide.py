"""Help for citizens: what to have ready, what happens, what nobody may ask of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tanggap.accounts.access import public
from tanggap.warga.views.ways import ways


@public
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Show the help."""
    return render(request, "warga/guide.html", {"ways": ways(request)})
