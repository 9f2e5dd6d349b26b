"""The data of the benchmark: each case is a table of persons with the truth beside it.

A case is written to a folder: `raw/*.parquet` (text, as `link` takes it), `truth.parquet`, and
for the peers `flat.parquet` (the same rows normalised). The truth never lies beside the text.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks import english, hostile
from benchmarks.flat import flatten
from tanggap.intake import read_lists
from tanggap.linkage.normalise import normalise
from tanggap.simulate import Noise, raw_record_chunks

TRUTH: Final = ("person_id", "household_id")
STRATUM: Final = "stratum_"
LISTS_VARIABLE: Final = "TANGGAP_BENCH_LISTS"
PROVINCE_FROM: Final = 5_000_000  # more records than a city has: a province's regions


class NotHere(Exception):
    """The data of a case are not on this machine."""


@dataclass(frozen=True, slots=True)
class Case:
    """A named table of persons, made in chunks."""

    key: str
    label: str
    chunks: Callable[[], Iterator[pl.DataFrame]]


def city(records: int, noise: str, seed: int) -> Case:
    """Return a simulated city's lists; of more than five million rows, a province's."""
    region = "32" if records >= PROVINCE_FROM else "3271"

    def chunks() -> Iterator[pl.DataFrame]:
        return raw_record_chunks(records=records, noise=Noise(noise), seed=seed, region=region)

    return Case(f"city-{records}-{noise}-{seed}", f"{records:,} records, {noise} noise", chunks)


def spoilt_city(records: int, fault: str, seed: int) -> Case:
    """Return a simulated city's lists with one fault of `hostile.FAULTS` in every row."""

    def chunks() -> Iterator[pl.DataFrame]:
        yield hostile.FAULTS[fault](pl.concat(city(records, "medium", seed).chunks()))

    key = f"hostile-{records}-{fault.replace(' ', '-')}-{seed}"
    return Case(key, f"{records:,} records, {fault}", chunks)


def table(key: str, label: str, make: Callable[[], pl.DataFrame | None]) -> Case:
    """Return a case of one table; `make` answers None where its data are not here."""

    def chunks() -> Iterator[pl.DataFrame]:
        made = make()
        if made is None:
            raise NotHere(label)
        yield made

    return Case(key, label, chunks)


OTHERS: Final = (
    table("febrl3", "FEBRL 3", english.febrl3),
    table("febrl4", "FEBRL 4", english.febrl4),
    table("historical", "historical_50k", english.historical),
    table("pseudopeople", "pseudopeople", english.pseudopeople),
    table("pseudopeople-ssn", "pseudopeople, with SSN", english.pseudopeople_with_numbers),
)


def _lists() -> pl.DataFrame | None:
    """Read a folder of recipient lists; the truth lies beside it, as `FOLDER-truth.csv`.

    The truth has the columns file, sheet, row, person_id and household_id.
    """
    folder = Path(os.environ.get(LISTS_VARIABLE, ""))
    truth_file = folder.with_name(f"{folder.name}-truth.csv") if folder.name else folder
    if not truth_file.is_file():
        return None
    truth = pl.read_csv(truth_file, schema_overrides={"sheet": pl.String, "row": pl.UInt32})
    return read_lists(sorted(folder.iterdir())).table.join(
        truth.with_columns(pl.col("sheet").fill_null("")),
        on=["file", "sheet", "row"],
        maintain_order="left",
    )


LISTS: Final = table("lists", "the recipient lists given", _lists)


def write(case: Case, folder: Path) -> int:
    """Write a case's text and truth; return the number of its rows. Constant memory.

    Raises NotHere where its data are not on this machine.
    """
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    truths = []
    for number, chunk in enumerate(case.chunks()):
        known = [name for name in chunk.columns if name in TRUTH or name.startswith(STRATUM)]
        programme = ["programme"] if "programme" in chunk.columns else []
        truths.append(chunk.select(*known, *programme))
        chunk.drop(known).write_parquet(folder / "raw" / f"{number:06}.parquet")
    truth = pl.concat(truths, how="diagonal")
    truth.write_parquet(folder / "truth.parquet")
    return truth.height


def read_raw(folder: Path) -> pl.DataFrame:
    """Return a case's text in one frame."""
    return pl.read_parquet(folder / "raw" / "*.parquet")


def write_flat(folder: Path) -> float:
    """Normalise a case for the peers; return the seconds that normalising took."""
    raw = read_raw(folder)
    start = time.perf_counter()
    records = normalise(raw)
    seconds = time.perf_counter() - start
    flatten(records).write_parquet(folder / "flat.parquet")
    return seconds
