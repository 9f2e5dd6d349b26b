"""Addresses of the app; none carries a person's data, not even a code that opens something."""

from django.urls import URLPattern

app_name = "fostering"
urlpatterns: list[URLPattern] = []
