"""Regions."""

from django.apps import AppConfig

from tanggap.core.permissions import Permission
from tanggap.core.registry import audit_presenters, names, navigation
from tanggap.language import Sentence


class RegionsConfig(AppConfig):
    """Kemendagri codes as digits; the code is the path."""

    name = "tanggap.regions"
    label = "regions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the regions into the menu, words to their acts, names to their codes."""
        from tanggap.regions import queries  # noqa: PLC0415  (models must be loaded first)

        names.offer("region", queries.names_of)
        audit_presenters.add("regions.loaded", Sentence("Wilayah dimuat", "Regions loaded"))
        audit_presenters.add(
            "regions.boundaries_imported", Sentence("Batas wilayah diimpor", "Boundaries imported")
        )
        audit_presenters.add("regions.alias_added", Sentence("Nama lain dicatat", "Alias added"))
        navigation.add(
            Sentence("Wilayah", "Regions"),
            "regions:regions",
            Permission.REGION_MANAGE,
            910,
            icon="map-2",
            group=Sentence("Administrasi", "Administration"),
        )
