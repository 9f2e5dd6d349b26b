"""Fills a registry: simulated rows go through the services of the application, in bulk.

`python -m benchmarks.web.filling ROWS` on a fresh installation. Each programme of the simulator is
one committed list; the same matching and ledger as ever find people, families, households,
awards, claims and cases. Only the reading of files is left out. What the clients will ask for is
left in `asked.json`.
"""

import json
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

SEED: Final = 101
REGION: Final = "3271"
CODES: Final = {"BLT": "BLT-DD", "ONLINE": "PENGAJUAN"}
"""Programmes whose code in the rules is not the simulator's."""
BATCH: Final = 5_000
SAMPLES: Final = 4_000
ASKED: Final = "asked.json"


def main(rows: int) -> dict[str, float]:
    """Fill the installation of this process; return seconds by step."""
    import django

    django.setup()
    from django.conf import settings

    took: dict[str, float] = {}
    for name, step in (
        ("prepare", prepare),
        ("rows", lambda: stage(rows)),
        ("link", link),
        ("figures", count),
    ):
        start = time.perf_counter()
        step()
        took[name] = time.perf_counter() - start
        print(f"  {name}: {took[name]:.0f} s", file=sys.stderr, flush=True)
    (Path(settings.TANGGAP_DATA) / "filled.json").write_text(json.dumps(took))
    return took


def prepare() -> None:
    """Make the tables, the regions, the officers and the rules."""
    from django.core.management import call_command

    from tanggap.accounts import services as accounts
    from tanggap.assistance.services import seed
    from tanggap.config import demo
    from tanggap.core import clock
    from tanggap.core.actor import Actor
    from tanggap.regions import services as regions

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    by, at = Actor.system("benchmark"), clock.now()
    regions.load(REGION, by=by, at=at)
    for username, name, role, region in demo.OFFICERS:
        user = accounts.create_user(
            username=username, display_name=name, email="", by=by, at=at, region_code=region
        )
        accounts.set_password(user=user, password=demo.PASSWORD, by=by, at=at)
        accounts.give_role(user=user, role=role, region_code=region, by=by, at=at)
    seed.programmes_and_rules_of_2020(at=at)


def simulated(rows: int) -> dict[str, pl.DataFrame]:
    """Return the simulated rows of each programme, as a reader of files would give them."""
    from tanggap.simulate import Noise, raw_records

    table = raw_records(records=rows, noise=Noise.MEDIUM, seed=SEED, region=REGION)
    truth = [c for c in table.columns if c.startswith("stratum") or c.endswith("hold_id")]
    table = table.drop([*truth, "person_id"])
    return {
        CODES.get(str(code), str(code)): part.drop("programme").with_columns(
            sheet=pl.lit("Sheet1"), row=pl.int_range(2, part.height + 2)
        )
        for (code,), part in sorted(table.group_by("programme", maintain_order=True))
    }


def stage(rows: int) -> None:
    """Write the rows of every list, committed, and note down what the clients will ask for."""
    from django.conf import settings

    asked: list[dict[str, Any]] = []
    for code, table in simulated(rows).items():
        write_list(code, table, state="committed")
        asked += _samples(table)
    folder = Path(settings.TANGGAP_DATA)
    (folder / ASKED).write_text(json.dumps(asked))


def write_list(code: str, table: pl.DataFrame, *, state: str) -> int:
    """Write one list with its rows; return its number."""
    from django.db import transaction

    from tanggap.core import bulk, clock
    from tanggap.people.models import RecipientList
    from tanggap.people.rows import staged_records

    now = clock.now()
    made = RecipientList.objects.create(
        file_name=f"{code}.xlsx",
        sha256=f"{code:->64}",
        size=table.height * 100,
        programme_code=code,
        region_code=REGION,
        state=state,
        rows=table.height,
        uploaded_at=now,
        committed_at=now if state == "committed" else None,
    )
    records = staged_records(made, table)
    while some := list(islice(records, BATCH)):
        for record in some:
            record.state = "current" if state == "committed" else "staged"
        with transaction.atomic():
            bulk.insert(some)
    return int(made.pk)


def link() -> None:
    """Find out who is who, and give the awards."""
    from tanggap.people.services import matching

    matching.run(by=matching.ENGINE)


def renew() -> None:
    """Migrate the tables, and count anew what changed by that; match once as every night."""
    from django.core.management import call_command

    from tanggap.assistance.services import tallies
    from tanggap.core import clock, statistics
    from tanggap.people.services import learning, matching

    call_command("migrate", verbosity=0, interactive=False)
    if learning.for_placing(0) is None:
        matching.run(by=matching.ENGINE)
    tallies.count_all(at=clock.now())
    statistics.refresh()


def count() -> None:
    """Prepare the figures of cases and of the dashboard, as the worker does."""
    from tanggap.assistance.services import tallies
    from tanggap.command import services as command
    from tanggap.core import clock

    tallies.count_all(at=clock.now())
    command.take_snapshot(at=clock.now())


def _samples(table: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield numbers, names and birth dates of some rows; invented people, like all of them."""
    whole = table.filter(
        pl.col("national_id").str.contains(r"^\d{16}$"), pl.col("birth_date").is_not_null()
    )
    chosen = whole.sample(min(SAMPLES, whole.height), seed=SEED)
    yield from chosen.select("national_id", "name", "birth_date", "village").iter_rows(named=True)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
