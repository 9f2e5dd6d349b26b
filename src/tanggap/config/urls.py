"""Every address. Each app brings its own; who may open what is marked on the views."""

from django.urls import include, path

urlpatterns = [
    path("", include("tanggap.warga.urls")),  # first: what citizens ask most is found soonest
    path("akun/", include("tanggap.accounts.urls")),
    path("akun/", include("allauth.account.urls")),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("akun/perangkat/", include("allauth.usersessions.urls")),
    path("akun/sso/", include("allauth.socialaccount.urls")),
    path("akun/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("audit/", include("tanggap.audit.urls")),
    path("wilayah/", include("tanggap.regions.urls")),
    path("orang/", include("tanggap.people.urls")),
    path("bantuan/", include("tanggap.assistance.urls")),
    path("angka/", include("tanggap.command.urls")),
    path("pesan/", include("tanggap.messaging.urls")),
    path("ajuan/", include("tanggap.applications.urls")),
    path("kunjungan/", include("tanggap.verification.urls")),
    path("penetapan/", include("tanggap.decisions.urls")),
    path("penyaluran/", include("tanggap.distribution.urls")),
    path("sanggahan/", include("tanggap.objections.urls")),
    path("asuh/", include("tanggap.fostering.urls")),
    path("", include("tanggap.portal.urls")),
]

handler400 = "tanggap.portal.views.errors.unreadable"
handler500 = "tanggap.portal.views.errors.failed"
