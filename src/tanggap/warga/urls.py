"""Addresses of the app."""

from django.urls import URLPattern

app_name = "warga"
urlpatterns: list[URLPattern] = []
