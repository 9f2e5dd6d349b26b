"""Workers that are killed in the middle: the next one goes on, nothing is half done or double."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.installations import Installation, fresh_database

LONGEST_WAIT = 300  # seconds, only to end a test that hangs

PREPARE = """
import django; django.setup()
from tanggap.config import demo, demo_city, preparing
from tanggap.core.registry import demo_steps
first = {"regions", "accounts", "rules", "criteria", "city"}
for name, step in list(demo_steps.items()):
    if name not in first:
        demo_steps.add(name, type(step)(99, "", lambda: None))
preparing.prepare(lambda sentence: None)
from tanggap.core import clock
from tanggap.people.services import lists
file = demo_city.folder() / demo_city.LISTS[0]
found = lists.receive([file.read_bytes()], file_name=file.name, region_code="3271",
    programme_code="BST", by=demo_city._officer(), at=clock.now())
print(found.pk)
"""

COMMIT = """
import django; django.setup()
from tanggap.config import demo_city
from tanggap.core import clock
from tanggap.people.services import lists
lists.commit(1, by=demo_city._officer(), at=clock.now())
"""

LOOK = """
import json, django; django.setup()
from django.db.models import Count
from tanggap.assistance.models import Award
from tanggap.audit import queries
from tanggap.core.models import JobRun
from tanggap.people.models import Link, RecipientList, SourceRecord
from tanggap.people.services import matching
every = {"reason": "the test counts"}
one = RecipientList.objects.unscoped(**every).get()
rows = SourceRecord.objects.unscoped(**every)
found = {
    "told": one.rows, "rows": rows.count(), "current": rows.filter(state="current").count(),
    "places": rows.values("sheet", "row").distinct().count(),
    "links": Link.objects.filter(superseded_at=None).count(),
    "linked": Link.objects.filter(superseded_at=None).values("record").distinct().count(),
    "awards": Award.objects.unscoped(**every).count(),
    "jobs": sorted(
        JobRun.objects.filter(kind__startswith="tanggap.people.").values_list("state", "attempts")
    ),
    "broken_at": queries.prove().broken_at,
}
found["moved_again"] = matching.run(by=matching.ENGINE).moved
print(json.dumps(found))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """Return an installation that has received one list of some thousand rows."""
    url = fresh_database("killed") if request.param == "postgresql" else ""
    made = Installation(tmp_path / "data", url)
    made.python(PREPARE, TANGGAP_DEMO_PEOPLE="24000")
    return made


@contextmanager
def asking(office: Installation) -> Iterator[Callable[[str], Any]]:
    """Give a function that asks the database for one value."""
    if office.url:
        with psycopg.connect(office.url, autocommit=True) as own:
            yield lambda query: own.execute(query).fetchone()[0]  # type: ignore[index]
    else:
        file = f"file:{office.folder / 'tanggap.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(file, uri=True, timeout=30)) as lite:
            yield lambda query: lite.execute(query).fetchone()[0]


@contextmanager
def worker(office: Installation) -> Iterator[subprocess.Popen[bytes]]:
    """Run a background worker; kill it at the end as a power cut would."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tanggap.config.worker"], env=office.environment()
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while not true():
        assert process.poll() is None, "the worker ended by itself"
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.005)


def test_a_worker_killed_while_reading_and_while_linking_loses_and_doubles_nothing(
    office: Installation,
) -> None:
    state = "SELECT state FROM people_recipientlist"
    staged = "SELECT count(*) FROM people_sourcerecord"
    links = "SELECT count(*) FROM people_link"
    unfinished = "SELECT count(*) FROM core_jobrun WHERE state NOT IN ('DONE', 'FAILED')"
    with asking(office) as ask:
        with worker(office) as first:
            wait_until(lambda: ask(staged) > 0, first)
        assert ask(state) == "received"  # cut off half-way
        with worker(office) as second:
            wait_until(lambda: ask(unfinished) == 0, second)
        assert ask(state) == "staged"
        office.python(COMMIT)
        with worker(office) as third:
            wait_until(lambda: ask(links) > 0, third)
        assert ask("SELECT count(*) FROM people_recipientlist WHERE linked_at IS NULL") == 1
        assert ask("SELECT count(*) FROM assistance_award") == 0
        assert ask(links) < ask(staged)
        with worker(office) as fourth:
            wait_until(lambda: ask(unfinished) == 0, fourth)
    found = json.loads(office.python(LOOK).splitlines()[-1])
    rows = found["told"]
    assert rows > 3_000
    assert found["rows"] == found["current"] == found["places"] == rows
    assert found["links"] == found["linked"] == found["awards"] == rows
    assert found["jobs"] == [["DONE", 1], ["DONE", 1]]
    assert found["moved_again"] == 0
    assert found["broken_at"] is None


def test_what_a_killed_process_left_in_the_vault_is_swept(tmp_path: Path, settings: Any) -> None:
    from tanggap.people import vault
    from tanggap.people.services.sweeping import sweep

    settings.TANGGAP_DATA = tmp_path
    kept = vault.keep([b"isi"])
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with vault.opened(kept.sha256, "daftar.csv") as mine:
        folder = mine.parent
        left = folder.with_name(folder.name.replace(f"~{os.getpid()}~", f"~{gone.pid}~"))
        left.mkdir()
        (left / "daftar.csv").write_text("isi", "utf-8")
        half = left.with_name(left.name.replace(vault.READABLE, vault.UNFINISHED))
        half.write_text("isi", "utf-8")
        assert sweep() == 2
        assert mine.read_text("utf-8") == "isi"  # somebody is still at work on it
    assert [path.name for path in (tmp_path / "lists").iterdir()] == [kept.sha256]


def test_an_upload_larger_than_the_setting_is_refused(tmp_path: Path, settings: Any) -> None:
    from tanggap.people import vault

    settings.TANGGAP_DATA, settings.UPLOAD_LIMIT = tmp_path, 1000
    with pytest.raises(vault.TooLarge):
        vault.keep([b"x" * 600, b"x" * 600])
    assert list((tmp_path / "lists").iterdir()) == []
