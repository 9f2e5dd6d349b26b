"""Addresses of the public face; none carries anything about anybody."""

from django.urls import URLPattern, path

from tanggap.warga.views import check, data, front, guide

app_name = "warga"
urlpatterns: list[URLPattern] = [
    path("warga/", front.front, name="front"),
    path("cek/", check.check, name="check"),
    path("panduan/", guide.guide, name="guide"),
    path("data/", data.index, name="data"),
    path("data/<str:name>", data.file, name="file"),
]
