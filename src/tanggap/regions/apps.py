"""Regions."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """Kemendagri codes as digits; the code is the path."""

    name = "tanggap.regions"
    label = "regions"
    default_auto_field = "django.db.models.BigAutoField"
