"""`tanggap manage import_boundaries FILE…`: outlines from GeoJSON."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services
from tanggap.regions.geojson import BadGeoJson


class Command(BaseCommand):
    """Take the outlines of regions from GeoJSON files."""

    help = "Import outlines (GeoJSON, WGS 84, a Kemendagri code in the property 'code')."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files, and where they come from."""
        parser.add_argument("files", nargs="+", type=Path, metavar="file")
        parser.add_argument("--source", default="", help="whose data they are, with the year")

    def handle(self, *_args: Any, files: list[Path], source: str, **_options: Any) -> None:
        """Import each file whole, or not at all."""
        by = Actor.system("import_boundaries")
        for file in files:
            try:
                document = json.loads(file.read_text(encoding="utf-8"))
                taken, unknown = services.import_boundaries(
                    document, source=source or file.name, by=by, at=clock.now()
                )
            except (OSError, ValueError, BadGeoJson) as error:
                raise CommandError(f"{file.name} is no GeoJSON with polygons: {error}") from error
            self.stdout.write(f"{file.name}: {taken} taken, {unknown} of regions not loaded")
