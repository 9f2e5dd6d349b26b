"""A city of a few hundred invented people, its lists imported as officers import them."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from tanggap.assistance.services import seed
from tanggap.command import services as command
from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.people.services import lists
from tanggap.regions import services as regions
from tanggap.simulate import Noise, write_city

CITY: Final = "3271"
PEOPLE: Final = 500
REGISTER: Final = "Data Anggota Keluarga DTSEN.xlsx"
STAPLES: Final = "KPM_SEMBAKO_TAHAP_5.csv"
CASH: Final = "BST Kemensos via Pos.xlsx"
TOPPED_UP: Final = "bansos_provinsi_tahap1.csv"
PROGRAMMES: Final = {
    REGISTER: "DTSEN",
    STAPLES: "BPNT",
    CASH: "BST",
    TOPPED_UP: "PROV-JABAR",
}


@cache
def _written() -> Path:
    folder = Path(mkdtemp(prefix="tanggap-kota-"))
    write_city(folder / "kota", people=PEOPLE, noise=Noise.HIGH, seed=11, region=CITY)
    return folder / "kota"


def file_of(name: str, folder: Path) -> Path:
    """Return a list of the city as a file of the test's own."""
    return Path(shutil.copy(_written() / name, folder))


def found(by: Actor) -> None:
    """Make the city itself: its regions, the programmes and rules of 2020, no list yet."""
    regions.load(CITY, by=by, at=clock.now())
    seed.programmes_and_rules_of_2020(at=clock.now())


def receive(name: str, by: Actor) -> int:
    """Upload and read a list, which then waits to be committed; return the list's number."""
    received = lists.receive(
        [(_written() / name).read_bytes()],
        file_name=name,
        programme_code=PROGRAMMES[name],
        region_code=CITY,
        by=by,
        at=clock.now(),
    )
    return int(received.pk)


def bring_in(name: str, by: Actor) -> int:
    """Import a list to the end, count the city anew; return the list's number."""
    number = receive(name, by)
    lists.commit(number, by=by, at=clock.now())
    command.take_snapshot(at=clock.now())
    return number
