"""`tanggap manage load_regions 32.71`: a province, a regency, or `semua` for the country."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import services


class Command(BaseCommand):
    """Load regions by Kemendagri code."""

    help = "Load a province, a regency or, with 'semua', the whole country."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the codes."""
        parser.add_argument("codes", nargs="+", metavar="code")

    def handle(self, *_args: Any, codes: list[str], **_options: Any) -> None:
        """Load each."""
        for code in codes:
            wanted = "" if code == "semua" else code
            try:
                count = services.load(wanted, by=Actor.system("load_regions"), at=clock.now())
            except services.NoSuchRegion as error:
                raise CommandError(f"There is no region {code}.") from error
            self.stdout.write(f"{code}: {count}")
