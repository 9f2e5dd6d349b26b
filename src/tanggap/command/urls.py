"""Addresses below /angka/."""

from django.urls import path

from tanggap.command import views

app_name = "command"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("hitung/", views.recount, name="recount"),
    path("ekspor/<str:what>.<str:kind>", views.export, name="export"),
]
