"""The public page of foster families."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tanggap.accounts.access import actor_of, public
from tanggap.fostering.models import Package
from tanggap.fostering.queries import mine
from tanggap.fostering.views import looks


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Say what it is, what was reached so far, and how to join."""
    packages = Package.objects.filter(is_offered=True)
    context = {
        "packages": [(looks.package_name(one), one) for one in packages],
        "is_donor": mine.donor_of(actor_of(request)) is not None,
    }
    return render(request, "fostering/public/front.html", context)
