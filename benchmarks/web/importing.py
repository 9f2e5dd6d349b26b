"""One workbook of 100,000 rows, from the upload to the verdict and through the commit.

`python -m benchmarks.web.importing ROWS` imports it into the installation of this process, by the
services that the pages call, in the process that a worker is.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import polars as pl

from benchmarks.machine import peak_memory
from benchmarks.web import filling

PROGRAMME: Final = "BST"
SIMULATED: Final = "BLT"
SEED_SHARE: Final = 7.9
"""Simulated rows of all lists for one of this list."""

HEADERS: Final = {
    "national_id": "NIK",
    "family_id": "No KK",
    "name": "Nama Penerima",
    "birth_date": "Tanggal Lahir",
    "birth_place": "Tempat Lahir",
    "sex": "Jenis Kelamin",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "village": "Kelurahan",
    "district": "Kecamatan",
}


def main(rows: int) -> dict[str, float]:
    """Import one list of so many rows; return seconds by step, and the most bytes of memory."""
    import django

    django.setup()
    from django.conf import settings

    path = Path(settings.TANGGAP_DATA) / "impor.xlsx"
    write_workbook(path, rows)
    took: dict[str, float] = {}
    number = _received(path, took)
    _judged(number, took)
    took["verdict_bytes"] = peak_memory()
    _committed(number, took)
    return took | {"peak_bytes": peak_memory(), "rows": rows}


def write_workbook(path: Path, rows: int) -> None:
    """Write a recipient list as an office would send it; people of another seed."""
    from tanggap.simulate import Noise, raw_records

    whole = raw_records(
        records=int(rows * SEED_SHARE), noise=Noise.MEDIUM, seed=filling.SEED, region=filling.REGION
    )
    table = whole.filter(pl.col("programme") == SIMULATED).head(rows)
    table.select([pl.col(name).alias(header) for name, header in HEADERS.items()]).write_excel(
        path, worksheet="Penerima"
    )


def _received(path: Path, took: dict[str, float]) -> int:
    from tanggap.core import clock, jobs
    from tanggap.people.services import lists

    with _timed(took, "read"), path.open("rb") as stream:
        chunks: Iterator[bytes] = iter(lambda: stream.read(1 << 20), b"")
        received = lists.receive(
            chunks,
            file_name=f"BST {hashlib.sha256(str(path).encode()).hexdigest()[:8]}.xlsx",
            programme_code=PROGRAMME,
            region_code=filling.REGION,
            by=_officer(),
            at=clock.now(),
        )
        jobs.run_waiting()
    return int(received.pk)


def _judged(number: int, took: dict[str, float]) -> None:
    from tanggap.assistance.services import verdicts
    from tanggap.core import clock

    with _timed(took, "judge"):
        verdicts.prepare(list_id=number, at=clock.now())


def _committed(number: int, took: dict[str, float]) -> None:
    from tanggap.core import clock, jobs
    from tanggap.people.services import lists

    with _timed(took, "commit"):
        lists.commit(number, by=_officer(), at=clock.now())
        jobs.run_waiting()


def _officer() -> Any:
    from tanggap.accounts import queries
    from tanggap.core.actor import Actor

    return Actor.of(queries.users_for(Actor.system("benchmark")).get(username="data"))


@contextmanager
def _timed(took: dict[str, float], name: str) -> Iterator[None]:
    clock: Callable[[], float] = time.perf_counter
    start = clock()
    yield
    took[name] = clock() - start


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
