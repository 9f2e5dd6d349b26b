"""The example city: made by `simulate`, imported through the services that the screens use.

Every step looks at how far an earlier, killed start came and does the rest.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from tanggap import overlap, simulate
from tanggap.accounts import queries as accounts
from tanggap.assistance.services import verdicts
from tanggap.command import services as command
from tanggap.config import environment as env
from tanggap.core import clock, jobs
from tanggap.core.actor import Actor
from tanggap.language import Sentence
from tanggap.people.queries import lists as imported
from tanggap.people.services import lists, matching, reading
from tanggap.people.types import ListState

PEOPLE: Final = 20_000
"""Inhabitants, unless TANGGAP_DEMO_PEOPLE says otherwise."""

SEED: Final = 7
REGION: Final = "3271"
OFFICER: Final = "data"
FOLDER: Final = "kota-contoh"
TO_TRY: Final = "untuk-dicoba"
LISTS: Final = (
    "Data Anggota Keluarga DTSEN.xlsx",
    "REKAP KPM PKH 2020 per kecamatan.xlsx",
    "KPM_SEMBAKO_TAHAP_5.csv",
    "BST Kemensos via Pos.xlsx",
    "BNBA Bantuan Langsung Tunai.xlsx",
    "bansos_provinsi_tahap1.csv",
    "Lampiran SK Penerima Bantuan APBD (non DTKS).xlsx",
    "Form Pengajuan Bantuan (Jawaban).csv",
)
"""The files of the city, in the order in which the offices sent them in 2020."""

HELD_BACK: Final = {
    "KPM_SEMBAKO_TAHAP_5.csv": "KPM_SEMBAKO_TAHAP_5_susulan.csv",
    "bansos_provinsi_tahap1.csv": "bansos_provinsi_tahap1_susulan.csv",
}
"""Lists whose last rows are not imported but left as a small file, for the user to try."""

ROWS_TO_TRY: Final = 120

_CITY: Final = Sentence(
    "penduduk dan delapan daftar rekaan", "invented inhabitants and their eight lists"
)
_LIST: Final = Sentence("daftar “{file}”", "the list “{file}”")
_FIGURES: Final = Sentence("angka untuk dasbor", "the figures of the dashboard")


def folder() -> Path:
    """Return where the files of the example city are."""
    return Path(settings.TANGGAP_DATA) / FOLDER


def folder_to_try() -> Path:
    """Return where the lists are that nobody has imported yet."""
    return folder() / TO_TRY


def steps() -> Iterator[tuple[str, Sentence, Callable[[], None]]]:
    """Yield (name, label, work) of each step, in order."""
    yield "city", _CITY, _write_city
    for number, file in enumerate(LISTS, start=1):
        yield f"list-{number}", _LIST.format(file=file), partial(_import, file)
    yield "figures", _FIGURES, _count


def _write_city() -> None:
    """Write the files into a folder that appears whole."""
    fresh = folder().with_name(f"{FOLDER}.new")
    for left in (fresh, folder()):
        shutil.rmtree(left, ignore_errors=True)
    people = env.number("TANGGAP_DEMO_PEOPLE", PEOPLE)
    simulate.write_city(fresh, people=people, noise=simulate.Noise.MEDIUM, seed=SEED, region=REGION)
    (fresh / simulate.TRUTH_FILE).unlink()
    (fresh / TO_TRY).mkdir()
    for whole, part in HELD_BACK.items():
        _hold_back(fresh / whole, fresh / TO_TRY / part)
    os.replace(fresh, folder())  # noqa: PTH105


def _hold_back(whole: Path, part: Path) -> None:
    """Move the last rows of a CSV list into a file of their own, under the same header."""
    head, *rows = whole.read_bytes().splitlines(keepends=True)
    whole.write_bytes(b"".join([head, *rows[:-ROWS_TO_TRY]]))
    part.write_bytes(b"".join([head, *rows[-ROWS_TO_TRY:]]))


def _import(file: str) -> None:
    """Receive, read, judge, commit and link one list, as an officer would by the screens."""
    by = _officer()
    path = folder() / file
    with path.open("rb") as stream:
        known = lists.receive(
            iter(lambda: stream.read(1 << 20), b""),
            file_name=file,
            programme_code=_programme_of(file),
            region_code=REGION,
            by=by,
            at=clock.now(),
        )
    jobs.run_waiting()
    found = imported.one(by, known.pk)
    if found.state == ListState.RECEIVED:  # its reader was killed too often
        reading.read(found.pk, progress=lambda _done, _total: None)
        found = imported.one(by, known.pk)
    if found.state == ListState.STAGED:
        verdicts.prepare(list_id=found.pk, at=clock.now())
        lists.commit(found.pk, by=by, at=clock.now())
        jobs.run_waiting()
    if imported.one(by, known.pk).linked_at is None:
        matching.run(by=matching.ENGINE)


def _programme_of(file: str) -> str:
    book = overlap.rules_of_2020()
    return book.in_region(overlap.recognise(file, [], book), REGION).code


def _officer() -> Actor:
    known = accounts.users_for(Actor.system("demo"))
    user: Any = known.get(username=OFFICER)
    return Actor.of(user)


def _count() -> None:
    command.take_snapshot(at=clock.now())
