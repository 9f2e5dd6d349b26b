"""How right a registry is that grew list by list, beside one that was matched as a whole.

`python -m benchmarks.web.growing ROWS SEED` on a fresh installation: the lists of a simulated
city are committed one after the other, each placed among the people known by then; after that
everybody is matched once, as the night does. Truth is known, for the city is invented.
"""

import json
import sys
import time
from itertools import islice
from typing import Any

import numpy as np
import polars as pl

from benchmarks.web import filling

FIRST = ("DTSEN", "PKH")
"""A city begins with its largest register; the others come later, the smaller ones last."""


def main(rows: int, seed: int) -> list[dict[str, Any]]:
    """Return precision, recall and F1 of people and households, before and after the night."""
    import django

    django.setup()
    from tanggap.core import clock
    from tanggap.people.models import RecipientList
    from tanggap.people.services import learning, matching

    filling.prepare()
    learning.SMALL = 1_000  # type: ignore[misc]  # a small city stands for a large one
    truth: list[pl.DataFrame] = []
    kinds: list[str] = []
    start = time.perf_counter()
    for code, table in _lists(rows, seed):
        truth.append(table.select("person_id", "household_id"))
        filling.write_list(code, table.drop("person_id", "household_id"), state="committed")
        kinds.append(matching.place_new(by=matching.ENGINE).kind)
    RecipientList.objects.unscoped(reason="a benchmark").update(committed_at=clock.now())
    told = pl.concat(truth)
    by_list = _measured(told) | {"kinds": kinds, "seconds": time.perf_counter() - start}
    start = time.perf_counter()
    moved = matching.run(by=matching.ENGINE).moved
    whole = _measured(told) | {"moved": moved, "seconds": time.perf_counter() - start}
    return [by_list, whole]


def _lists(rows: int, seed: int) -> list[tuple[str, pl.DataFrame]]:
    from tanggap.simulate import Noise, raw_records

    table = raw_records(records=rows, noise=Noise.MEDIUM, seed=seed, region=filling.REGION)
    parts = {
        filling.CODES.get(str(code), str(code)): part.drop(
            "programme", *(c for c in table.columns if c.startswith("stratum"))
        ).with_columns(sheet=pl.lit("Sheet1"), row=pl.int_range(2, part.height + 2))
        for (code,), part in sorted(table.group_by("programme", maintain_order=True))
    }
    return sorted(parts.items(), key=lambda one: -one[1].height)


def _measured(truth: pl.DataFrame) -> dict[str, Any]:
    """Compare the people and households of all rows, in the order in which they came."""
    from tanggap.linkage.evaluate import pairwise
    from tanggap.people.models import ReviewPair, SourceRecord
    from tanggap.people.services import loading

    records = SourceRecord.objects.unscoped(reason="a benchmark").order_by("pk")
    people = loading.persons_of(list(records.values_list("pk", flat=True)))
    homes = loading.households_of({one for one in people if one is not None})
    found = {}
    for name, groups, column in (
        ("person", people, "person_id"),
        ("household", [homes[one][1] if one else -1 for one in people], "household_id"),
    ):
        true = truth[column].rank("dense").to_numpy().astype(np.int64)
        told = pairwise(np.array(groups, dtype=np.int64), true)
        found[name] = [round(part, 4) for part in (told.precision, told.recall, told.f1)]
    pairs = ReviewPair.objects.unscoped(reason="a benchmark").filter(status="open")
    return found | {"doubtful": pairs.count(), "people": len(set(people))}


if __name__ == "__main__":
    for line in islice(main(int(sys.argv[1]), int(sys.argv[2])), 2):
        print(json.dumps(line))
