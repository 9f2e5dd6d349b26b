"""The drill: make data, back up, lose everything, restore on either database, compare.

Real processes, real databases, the commands that an administrator types.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.installations import PASSPHRASE, Installation, fresh_database

from tanggap.config.upkeep import archive, backup, sealed_stream
from tanggap.config.upkeep.refusals import DAMAGED, WRONG_PASSPHRASE, CannotKeep

ENGINES = ("sqlite", "postgresql")

LOOK = """
import hashlib, json, os, django
django.setup()
from django.db import connection
from django.test import Client
from tanggap.audit import queries
from tanggap.config.demo import PASSWORD
from tanggap.config.upkeep import tables
from tanggap.people.models import SourceRecord
from tanggap.people.rows import numbers_of
counts = {}
for table in tables.tables_of(django.apps.apps):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table.name}"')
        counts[table.name] = cursor.fetchone()[0]
rows = SourceRecord.objects.unscoped(reason="drill").exclude(nik_index=None).order_by("pk")[:200]
numbers = hashlib.sha256(repr([numbers_of(row.sealed) for row in rows]).encode()).hexdigest()
proof = queries.prove()
chain = [json.loads(line)["hash"] for line in queries.exported()]
client = Client(headers={"host": "localhost"})
signed_in = client.post("/akun/login/", {"login": "data", "password": PASSWORD}).status_code
print(json.dumps({"counts": counts, "numbers": numbers, "chain": chain, "locked":
    queries.is_append_only(), "broken_at": proof.broken_at, "signed_in": signed_in}))
"""

FILL = """
import django; django.setup()
from tanggap.config.preparing import prepare
prepare(lambda sentence: None)
"""


def look(installation: Installation) -> dict[str, Any]:
    """Return what is in an installation, and whether one can sign in."""
    found: dict[str, Any] = json.loads(installation.python(LOOK).splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Installation]:
    """Return a maker of empty installations: `make("postgresql", "name")`."""

    def made(engine: str, name: str) -> Installation:
        folder = tmp_path_factory.mktemp(name) / "data"
        return Installation(folder, fresh_database(name) if engine == "postgresql" else "")

    return made


@pytest.fixture(scope="module", params=ENGINES)
def backed_up(
    request: pytest.FixtureRequest, make: Callable[[str, str], Installation]
) -> tuple[Installation, dict[str, Any], Path]:
    """Return an installation with a small city, what is in it, and its backup."""
    source = make(request.param, f"source_{request.param}")
    source.python(FILL)
    seen = look(source)
    file = source.folder.parent / "city.tanggap"
    assert "Backup:" in source.tanggap("backup", str(file))
    return source, seen, file


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_comes_back_on_either_database(
    engine: str,
    backed_up: tuple[Installation, dict[str, Any], Path],
    make: Callable[[str, str], Installation],
) -> None:
    source, before, file = backed_up
    target = make(engine, f"target_{engine}_{'pg' if source.url else 'lite'}")
    assert "Restored" in target.tanggap("restore", str(file))
    after = look(target)
    assert after["signed_in"] == before["signed_in"] == 302
    assert after["numbers"] == before["numbers"]
    assert after["broken_at"] is None
    assert after["locked"]
    common = len(before["chain"]) - 1  # the look itself signed in, after the chain was read
    assert common > 20
    assert after["chain"][:common] == before["chain"][:common]
    grown = {"audit_event", "audit_chainlink"}
    for name, rows in before["counts"].items():
        assert after["counts"][name] >= rows if name in grown else after["counts"][name] == rows


def test_what_is_lost_comes_back_in_its_own_place(
    backed_up: tuple[Installation, dict[str, Any], Path],
) -> None:
    source, before, file = backed_up
    refused = source.tanggap("restore", str(file), expected=2)
    assert "--replace" in refused
    (source.folder / "keys.json").unlink()
    shutil.rmtree(source.folder / "lists")
    told = source.tanggap("doctor", expected=1)
    assert "does not belong to this database" in told
    assert "does not belong" in source.tanggap("up", expected=2)
    source.tanggap("restore", str(file), "--replace")
    assert look(source)["numbers"] == before["numbers"]
    assert len([*(source.folder / "lists").iterdir()]) == 8
    source.tanggap("doctor")


@pytest.mark.parametrize("backed_up", ["sqlite"], indirect=True)
def test_nothing_is_touched_for_a_file_that_is_not_whole(
    backed_up: tuple[Installation, dict[str, Any], Path], tmp_path: Path
) -> None:
    source, _, file = backed_up
    content = file.read_bytes()
    before = look(source)["counts"]
    broken = tmp_path / "broken"
    for damage in (content[: len(content) // 2], content[:-40] + b"x" + content[-39:]):
        broken.write_bytes(damage)
        with pytest.raises(CannotKeep) as refusal:
            archive.check(broken, secret=PASSPHRASE, progress=lambda _: None)
        assert refusal.value.sentence == DAMAGED
    told = source.tanggap("restore", str(broken), "--replace", expected=2)
    assert "cut off or damaged" in told
    told = source.tanggap(
        *("restore", str(file), "--replace"), expected=2, TANGGAP_BACKUP_PASSPHRASE="x" * 12
    )
    assert "does not open" in told
    told = source.tanggap("restore", sys.executable, "--replace", expected=2)
    assert "not a backup" in told
    assert look(source)["counts"]["people_sourcerecord"] == before["people_sourcerecord"]


@pytest.mark.parametrize("backed_up", ["sqlite"], indirect=True)
def test_a_backup_needs_a_passphrase_and_overwrites_nothing(
    backed_up: tuple[Installation, dict[str, Any], Path], tmp_path: Path
) -> None:
    source, _, file = backed_up
    told = source.tanggap("backup", str(tmp_path / "a"), expected=2, TANGGAP_BACKUP_PASSPHRASE="")
    assert "TANGGAP_BACKUP_PASSPHRASE" in told
    assert "overwrites nothing" in source.tanggap("backup", str(file), expected=2)
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSPHRASE}\n", "utf-8")
    source.tanggap("backup", str(tmp_path / "b"), TANGGAP_BACKUP_PASSPHRASE_FILE=str(secret))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "secret"]


@pytest.mark.parametrize("size", [0, 1, sealed_stream.CHUNK, sealed_stream.CHUNK * 2 + 5])
def test_a_sealed_file_gives_back_what_was_written(size: int, tmp_path: Path) -> None:
    text = os.urandom(size)
    file = tmp_path / "sealed"
    with file.open("wb") as stream:
        writer = sealed_stream.SealingWriter(stream, PASSPHRASE)
        for start in range(0, size, 300_000):
            writer.write(text[start : start + 300_000])
        writer.finish()
    with file.open("rb") as stream:
        opened = sealed_stream.OpeningReader(stream, PASSPHRASE, name="x")
        assert b"".join(iter(lambda: opened.read(70_000), b"")) == text
    with file.open("rb") as stream, pytest.raises(CannotKeep) as refusal:
        sealed_stream.OpeningReader(stream, PASSPHRASE + "x", name="x")
    assert refusal.value.sentence == WRONG_PASSPHRASE


@pytest.mark.parametrize("lost", ["last", "first", "swapped"])
def test_chunks_cannot_be_dropped_or_swapped(lost: str, tmp_path: Path) -> None:
    file = tmp_path / "sealed"
    with file.open("wb") as stream:
        writer = sealed_stream.SealingWriter(stream, PASSPHRASE)
        writer.write(os.urandom(sealed_stream.CHUNK * 3))
        writer.finish()
    size = sealed_stream.CHUNK + sealed_stream.TAG
    content = file.read_bytes()
    start = len(content) - 3 * size
    head, chunks = content[:start], [content[start + n * size :][:size] for n in range(3)]
    kept = {"last": chunks[:2], "first": chunks[1:], "swapped": [chunks[1], chunks[0], chunks[2]]}
    file.write_bytes(head + b"".join(kept[lost]))
    with file.open("rb") as stream, pytest.raises(CannotKeep) as refusal:
        sealed_stream.OpeningReader(stream, PASSPHRASE, name="x").read()
    assert refusal.value.sentence == DAMAGED


def test_every_folder_that_an_app_writes_to_is_kept() -> None:
    made_again = {"progress"}
    apps = Path(backup.__file__).parents[2]
    named = re.compile(r'Path\(settings\.TANGGAP_DATA\) / (?:"([\w-]+)"|FOLDER)')
    constant = re.compile(r'^FOLDER(?:: Final)? = "([\w-]+)"', re.MULTILINE)
    found = set()
    for file in apps.rglob("*.py"):
        text = file.read_text("utf-8")
        for folder in named.findall(text) if "config" not in file.relative_to(apps).parts else ():
            found |= {folder} if folder else set(constant.findall(text))
    assert {"lists", "channels"} <= found
    kept = set(backup.kept_folders())
    assert found - made_again <= kept
    assert {"photos", "visit-photos", "payments"} <= kept
