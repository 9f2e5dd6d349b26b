"""The proof finds every kind of tampering, and outsiders can repeat it without Tanggap."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.personas import make_officer

from tanggap.audit import append_only, queries, services
from tanggap.audit.models import ChainLink, Event
from tanggap.core import clock
from tanggap.core.actor import Actor

RECIPE = Path(__file__).parents[2] / "docs/audit.md"


def _act(number: int = 1, **more: Any) -> None:
    with transaction.atomic():
        services.record(f"test.act.{number}", by=Actor(number, "Sari é ✓"), at=clock.now(), **more)


@pytest.fixture
def chain_of_five(transactional_db: None) -> None:
    for number in range(1, 6):
        _act(number, facts={"baris": number, "nama": ['a\n"b"', None, True], "z": {"b": 1, "a": 2}})


def _tamper(statement: str) -> None:
    append_only.lift(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        append_only.impose(connection)


def test_an_untouched_chain_holds(chain_of_five: None) -> None:
    proof = queries.prove()
    assert (proof.links, proof.broken_at, proof.unchained) == (5, None, 0)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_event SET reason = 'lain' WHERE code = 'test.act.3'", 3),
        ("UPDATE audit_event SET actor_name = 'Budi' WHERE code = 'test.act.1'", 1),
        ("UPDATE audit_chainlink SET hash = 'x' WHERE number = 5", 5),
        ("DELETE FROM audit_chainlink WHERE number = 2", 2),
    ],
)
def test_tampering_is_found(chain_of_five: None, statement: str, broken_at: int) -> None:
    _tamper(statement)
    assert queries.prove().broken_at == broken_at


def test_an_event_that_a_crash_left_out_is_chained_later(transactional_db: None) -> None:
    with transaction.atomic():
        services.record("test.act", by=Actor.system("x"), at=clock.now())
        connection.run_on_commit.clear()  # the process dies right after the commit
    assert queries.prove().unchained == 1
    assert services.lengthen_chain() == 1
    assert queries.prove().links == 1


def test_events_of_one_transaction_are_chained_together(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as works:
        for _ in range(3):
            services.record("test.act", by=Actor.system("x"), at=clock.now())
    assert len(works) == 1
    assert (queries.prove().links, queries.prove().unchained) == (3, 0)


def test_an_act_that_is_rolled_back_leaves_no_event(transactional_db: None) -> None:
    with transaction.atomic():
        services.record("test.act", by=Actor.system("x"), at=clock.now())
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_an_act_without_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(services.OutsideTransaction):
        services.record("test.act", by=Actor.system("x"), at=clock.now())


def test_many_at_once_make_one_chain(transactional_db: None) -> None:
    """Eight threads with a connection each: no number twice, none missing, nothing unchained."""

    def several() -> None:
        try:
            for _ in range(5):
                _act()
        finally:
            connection.close()

    threads = [Thread(target=several) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proof = queries.prove()
    assert (proof.links, proof.broken_at, proof.unchained) == (40, None, 0)
    assert ChainLink.objects.count() == Event.objects.count() == 40


@pytest.fixture
def recipe(tmp_path: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Return a runner of the documented recipe, in a Python that knows no Tanggap."""
    code = re.findall(r"```python\n(.*?)```", RECIPE.read_text("utf-8"), re.DOTALL)[0]
    assert len(code.splitlines()) <= 20

    def run(text: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "verify.py").write_text(code, "utf-8")
        (tmp_path / "audit.ndjson").write_text(text, "utf-8")
        command = [sys.executable, "-I", "verify.py", "audit.ndjson"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_an_outsider_can_verify_a_copy(chain_of_five: None, recipe: Callable[..., Any]) -> None:
    done = recipe("".join(queries.exported()))
    assert done.stdout.strip() == f"whole: {queries.prove().last_hash}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:1] + lines[2:],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:4], lines[4].replace("Sari", "Budi")],
    ],
)
def test_an_outsider_finds_a_spoilt_copy(
    chain_of_five: None, recipe: Callable[..., Any], spoil: Callable[[list[str]], list[str]]
) -> None:
    done = recipe("".join(spoil(list(queries.exported()))))
    assert done.returncode == 1
    assert "broken at" in done.stderr


@pytest.mark.django_db
def test_an_inspector_filters_and_sees_their_region_only(client: Client) -> None:
    with transaction.atomic():
        for region, subject in (("3271011001", "person:41"), ("3210011001", "person:42")):
            services.record("people.dossier.opened", by=Actor(1, "Sari"), at=clock.now(),
                            region_code=region, subject=subject, reason="laporan")  # fmt: skip
    client.force_login(make_officer("inspector", region="3271"))
    page = client.get("/audit/", {"pelaku": "sari"}).content.decode()
    assert "Orang 41" in page
    assert "Orang 42" not in page
    assert "Orang 41" not in client.get("/audit/", {"subjek": "person:9"}).content.decode()


@pytest.mark.django_db
def test_a_copy_is_for_those_who_inspect_the_whole(client: Client) -> None:
    client.force_login(make_officer("inspector", region="3271"))
    assert client.post("/audit/unduh/").status_code == 403
    client.force_login(make_officer("inspector", region=""))
    assert client.post("/audit/unduh/").status_code == 200
    assert Event.objects.filter(code="audit.exported").exists()
