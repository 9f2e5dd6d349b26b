"""The app that puts the others together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Holds the checks of an installation and its commands."""

    name = "tanggap.config"
    label = "config"
