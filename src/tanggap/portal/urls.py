"""Addresses of the portal."""

from django.urls import path
from django.views.i18n import set_language

from tanggap.accounts import access
from tanggap.portal.views import gallery, home, jobs

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("bahasa/", access.public(set_language), name="language"),
    path("pekerjaan/", jobs.jobs, name="jobs"),
    path("pekerjaan/<int:run_id>/", jobs.job, name="job"),
    path("pekerjaan/<int:run_id>/kemajuan/", jobs.job_progress, name="job_progress"),
    path("galeri/", gallery.gallery, name="gallery"),
    path("galeri/kemajuan/", gallery.sample_progress, name="gallery_progress"),
]
