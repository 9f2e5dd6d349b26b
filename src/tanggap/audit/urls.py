"""Addresses of the log."""

from django.urls import path

from tanggap.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("unduh/", views.export, name="export"),
    path("periksa/", views.verify, name="verify"),
]
