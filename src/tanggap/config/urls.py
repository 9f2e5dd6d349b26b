"""Every address. Each app brings its own; who may open what is marked on the views."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

_LATER = {"angka/": "command", "orang/": "people", "bantuan/": "assistance", "": "portal"}

urlpatterns = [
    path("akun/", include("tanggap.accounts.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("akun/perangkat/", include("allauth.usersessions.urls")),
    path("akun/sso/", include("allauth.socialaccount.urls")),
    path("akun/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("audit/", include("tanggap.audit.urls")),
    path("wilayah/", include("tanggap.regions.urls")),
    *[
        path(prefix, include(f"tanggap.{app}.urls"))
        for prefix, app in _LATER.items()
        if f"tanggap.{app}" in settings.INSTALLED_APPS and find_spec(f"tanggap.{app}.urls")
    ],
]
