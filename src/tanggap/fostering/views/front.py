"""The public page of foster families."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tanggap.accounts.access import actor_of, public
from tanggap.fostering.models import Package
from tanggap.fostering.queries import figures, mine
from tanggap.fostering.views import looks
from tanggap.regions import queries as regions


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Say what it is, what was reached so far, and how to join."""
    packages = Package.objects.filter(is_offered=True).order_by("months", "pk")
    told = figures.public()
    names = regions.names_of({one.region_code for one in told.places})
    context = {
        "figures": told,
        "places": sorted(
            ((names.get(one.region_code, one.region_code), one) for one in told.places),
            key=lambda place: place[0],
        ),
        "packages": [(looks.package_name(one), one) for one in packages],
        "is_donor": mine.donor_of(actor_of(request)) is not None,
    }
    return render(request, "fostering/public/front.html", context)
