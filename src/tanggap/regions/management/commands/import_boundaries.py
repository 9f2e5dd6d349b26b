"""`tanggap manage import_boundaries FILE…`: outlines from GeoJSON."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.core.registry import text_of
from tanggap.language import Sentence
from tanggap.regions import services
from tanggap.regions.geojson import BadGeoJson
from tanggap.regions.services import Matched

MOST_NAMED: Final = 10
TAKEN: Final = Sentence(
    "{file}: {n} batas wilayah diambil ({code} menurut kode, {name} menurut nama).",
    "{file}: {n} outlines taken ({code} by code, {name} by name).",
)
UNMATCHED: Final = Sentence(
    "  {n} batas tidak cocok dengan wilayah yang dimuat: {names}. "
    "Muat wilayahnya dahulu: tanggap manage load_regions KODE",
    "  {n} outlines belong to no region that is loaded: {names}. "
    "Load their region first: tanggap manage load_regions CODE",
)
MISSING: Final = Sentence(
    "  {n} wilayah di sekitarnya masih tanpa batas: {names}. Petanya tetap petak-petak.",
    "  {n} regions beside them still have no outline: {names}. Their map stays a tile grid.",
)
COMPLETE: Final = Sentence(
    "  Semua wilayah setingkat sudah berbatas; petanya siap.",
    "  All regions of the level have outlines now; their map is ready.",
)
UNREADABLE: Final = Sentence(
    "{file} bukan GeoJSON berisi poligon dalam derajat bujur dan lintang (WGS 84). "
    "Tidak ada yang diambil darinya.",
    "{file} is no GeoJSON with polygons in degrees of longitude and latitude (WGS 84). "
    "Nothing was taken from it.",
)
MORE: Final = Sentence("dan {n} lagi", "and {n} more")


class Command(BaseCommand):
    """Take the outlines of regions from GeoJSON files."""

    help = (
        "Import outlines (GeoJSON, WGS 84) by Kemendagri code ('code', 'kode', 'KDEPUM'), else by "
        "name."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files, where they come from, and where names are looked for."""
        parser.add_argument("files", nargs="+", type=Path, metavar="file")
        parser.add_argument("--source", default="", help="whose data they are, with the year")
        parser.add_argument("--within", default="", help="code of the region of a file of names")

    def handle(
        self, *_args: Any, files: list[Path], source: str, within: str, **_options: Any
    ) -> None:
        """Import each file whole, or not at all, and say what was matched."""
        for file in files:
            try:
                matched = services.import_boundaries(
                    json.loads(file.read_text(encoding="utf-8")),
                    source=source or file.name,
                    by=Actor.system("import_boundaries"),
                    at=clock.now(),
                    within=within.replace(".", ""),
                )
            except (OSError, ValueError, BadGeoJson) as error:
                raise CommandError(text_of(UNREADABLE).format(file=file.name)) from error
            for line in _report(file.name, matched):
                self.stdout.write(line)


def _report(file: str, matched: Matched) -> Iterator[str]:
    yield text_of(TAKEN).format(
        file=file, n=matched.taken, code=matched.by_code, name=matched.by_name
    )
    if matched.unmatched:
        yield _named(UNMATCHED, matched.unmatched)
    if matched.missing:
        yield _named(MISSING, matched.missing)
    elif matched.taken:
        yield text_of(COMPLETE)


def _named(sentence: Sentence, names: Sequence[str]) -> str:
    shown = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        shown.append(text_of(MORE).format(n=len(names) - MOST_NAMED))
    return text_of(sentence).format(n=len(names), names=", ".join(shown))
