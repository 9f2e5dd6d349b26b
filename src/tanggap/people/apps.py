"""The app of people."""

from django.apps import AppConfig

from tanggap.core import beats
from tanggap.core.registry import audit_presenters, navigation, tiles


class PeopleConfig(AppConfig):
    """Lists, people, families, households, decisions."""

    name = "tanggap.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say where the pages are and what the audit codes mean; look for work at night."""
        from tanggap.people.presenting import AUDIT, NAVIGATION  # noqa: PLC0415
        from tanggap.people.services import nights  # noqa: PLC0415
        from tanggap.people.tiles import TILES  # noqa: PLC0415

        for code, sentence in AUDIT.items():
            audit_presenters.add(code, sentence)
        for label, url_name, permission, order, icon in NAVIGATION:
            navigation.add(label, url_name, permission, order, icon=icon)
        beats.add("matching-of-the-night", nights.look)
        for tile in TILES:
            tiles.add(tile)
