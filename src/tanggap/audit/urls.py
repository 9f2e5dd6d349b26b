"""Addresses of the log."""

from django.urls import path

from tanggap.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("<int:event_id>/", views.event, name="event"),
    path("unduh/", views.export, name="export"),
    path("unduh/saringan.csv", views.filtered, name="filtered"),
    path("periksa/", views.verify, name="verify"),
]
