"""One method on one case in a process of its own: `python -m benchmarks.worker METHOD FOLDER`.

Writes a line of JSON: seconds from the table in memory to clusters, peak memory at that moment,
and the scores of the method's own threshold and, where it scores pairs, of the best one.
"""

import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks import accuracy, bounds, cases, groups, machine
from benchmarks.methods import METHODS

Json = dict[str, Any]


def run(key: str, folder: Path) -> Json:
    """Run a method and score its answers."""
    entry = METHODS[key]
    method = entry.load()
    if entry.takes == "raw":
        table = cases.read_raw(folder)
    else:
        table = pl.read_parquet(folder / "flat.parquet")
    signal.alarm(bounds.TIMEOUT_SECONDS)  # ends the process, whatever compiled code it is in
    start = time.perf_counter()
    answer = method(table)
    seconds = time.perf_counter() - start
    signal.alarm(0)
    result: Json = {"seconds": seconds, "peak_bytes": machine.peak_memory()}
    if entry.takes == "raw":
        result["normalise_seconds"] = answer.normalise_seconds
    kk = table["kk"] if "kk" in table.columns else pl.Series([], dtype=pl.String)
    return result | {"scores": scores(answer, pl.read_parquet(folder / "truth.parquet"), kk)}


def scores(answer: groups.Answer, truth: pl.DataFrame, kk: pl.Series) -> Json:
    """Score an answer at its own threshold and, where it has pairs, at the best one.

    Where a method knows no households they are made of its persons and equal family cards (`kk`).
    """
    scored = {"own": score(answer.person, answer.household, truth, kk)}
    if answer.pairs is None:
        return scored
    scored["pairs"] = {"person": _plain(score_pairs(answer.pairs, codes(truth["person_id"])))}
    threshold, person = groups.best_with_truth(answer.pairs, codes(truth["person_id"]))
    return scored | {"best": score(person, None, truth, kk) | {"threshold": threshold}}


def score(
    person: accuracy.Groups,
    household: accuracy.Groups | None,
    truth: pl.DataFrame,
    kk: pl.Series,
) -> Json:
    """Return persons' scores, whole and by stratum, and households' where the truth has them."""
    people = codes(truth["person_id"])
    found: Json = {"person": _plain(accuracy.of_pairs(person, people))}
    for name in (name for name in truth.columns if name.startswith(cases.STRATUM)):
        hard = truth[name].to_numpy()
        found[name] = _plain(accuracy.of_stratum(person, people, hard))
    if "household_id" in truth.columns:
        homes, programme = codes(truth["household_id"]), codes(truth["programme"])
        home = groups.with_family_cards(person, kk) if household is None else household
        found["household"] = _plain(accuracy.of_pairs(home, homes))
        flags = (accuracy.on_several_lists(group, programme) for group in (home, homes))
        found["flag"] = _plain(accuracy.of_flags(*flags))
    return found


def score_pairs(pairs: groups.Pairs, people: accuracy.Groups) -> accuracy.Score:
    """Score the pairs at the tool's threshold, before any clustering."""
    chosen = (pairs.score >= pairs.threshold) & (pairs.left != pairs.right)
    a, b = pairs.left[chosen].astype(np.int64), pairs.right[chosen].astype(np.int64)
    distinct = np.unique(np.minimum(a, b) * len(people) + np.maximum(a, b))
    right = people[distinct // len(people)] == people[distinct % len(people)]
    return accuracy.Score(int(right.sum()), len(distinct), accuracy.pairs_within(people))


def codes(column: pl.Series) -> NDArray[np.int64]:
    """Number the values of a column from 0; rows without a value stay apart."""
    own = pl.Series(np.arange(len(column))) + column.n_unique()
    numbers = column.rank("dense").cast(pl.Int64) - 1
    return numbers.set(column.is_null(), None).fill_null(own).to_numpy()


def _plain(score: accuracy.Score) -> list[int]:
    return [score.right, score.found, score.wanted]


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
