"""The ground floor."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Actor, clock, events, jobs, scoping, crypto, registries."""

    name = "tanggap.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
