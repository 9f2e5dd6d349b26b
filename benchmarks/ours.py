"""Tanggap as the benchmark calls it: the one place that knows its interface."""

import time

import polars as pl

from benchmarks.groups import Answer
from tanggap.linkage import link
from tanggap.simulate import Noise, raw_records


def tanggap(raw: pl.DataFrame) -> Answer:
    """Link raw text at its own threshold; nothing is passed that a user would not have."""
    began: dict[str, float] = {}

    def note(stage: str, _share: float) -> None:
        began.setdefault(stage, time.perf_counter())

    linkage = link(raw, progress=note)
    normalising = began["compare"] - began["normalise"]
    return Answer(linkage.person, linkage.household, normalise_seconds=normalising)


def warm_up(rows: int = 2_000) -> None:
    """Link a small city, so that the compiled kernels lie in their cache."""
    tanggap(raw_records(records=rows, noise=Noise("medium"), seed=1))
