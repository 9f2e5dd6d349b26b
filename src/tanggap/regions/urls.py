"""Addresses of the regions."""

from django.urls import path

from tanggap.regions import views

app_name = "regions"
urlpatterns = [
    path("", views.regions, name="regions"),
    path("cari/", views.search, name="search"),
    path("<str:code>/", views.regions, name="region"),
    path("<str:code>/nama-lain/", views.alias, name="alias"),
]
