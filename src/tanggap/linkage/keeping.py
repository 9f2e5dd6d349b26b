"""A linkage on disk: save it tonight, go on with it tomorrow.

The folder holds personal data (the rows as read); whoever may not see the lists may not see it.
"""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tanggap.linkage.link import Linkage
from tanggap.linkage.model import Model
from tanggap.linkage.schema import Records, Vocabulary

ROWS, GROUPS, REVIEW = "rows.parquet", "groups.parquet", "review.parquet"
COLUMNS, WORDS, MODEL = "records.npz", "words.json", "model.json"
KIN = "linkage.kin"


class NotALinkage(Exception):
    """The folder holds no linkage, or one of another version."""


def save(linkage: Linkage, directory: Path) -> None:
    """Write a linkage into `directory`, which is made where it does not exist."""
    directory.mkdir(parents=True, exist_ok=True)
    linkage.raw.write_parquet(directory / ROWS)
    linkage.review.write_parquet(directory / REVIEW)
    pl.DataFrame({"person": linkage.person, "household": linkage.household}).write_parquet(
        directory / GROUPS
    )
    linkage.model.save(directory / MODEL)
    arrays, words = _taken_apart(linkage.records)
    arrays[KIN] = linkage.kin
    np.savez(directory / COLUMNS, allow_pickle=False, **arrays)
    (directory / WORDS).write_text(json.dumps(words), encoding="utf-8")


def load(directory: Path) -> Linkage:
    """Read a linkage that `save` wrote; raises NotALinkage where there is none."""
    try:
        groups = pl.read_parquet(directory / GROUPS)
        with np.load(directory / COLUMNS, allow_pickle=False) as arrays:
            columns = dict(arrays)
        kin = columns.pop(KIN)
        words = json.loads((directory / WORDS).read_text(encoding="utf-8"))
        return Linkage(
            pl.read_parquet(directory / ROWS),
            _put_together(columns, words),
            Model.load(directory / MODEL),
            groups["person"].to_numpy(),
            groups["household"].to_numpy(),
            pl.read_parquet(directory / REVIEW),
            kin,
        )
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        raise NotALinkage(str(directory)) from error


def _taken_apart(records: Records) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the records' arrays, and their words and settings, by name."""
    arrays: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for field in fields(records):
        value = getattr(records, field.name)
        if isinstance(value, np.ndarray):
            arrays[field.name] = value
        elif isinstance(value, Vocabulary):
            words[field.name] = [value.words, value.keys, value.distinct_keys]
            arrays[f"{field.name}.key_codes"] = value.key_codes
            arrays[f"{field.name}.counts"] = value.counts
        elif field.name == "extra":
            arrays |= {f"extra.{name}": column for name, column in value.items()}
        else:
            words[field.name] = value
    return arrays, words


def _put_together(arrays: dict[str, Any], words: dict[str, Any]) -> Records:
    values: dict[str, Any] = {}
    extra = {}
    for name, value in words.items():
        if f"{name}.counts" in arrays:
            spelled, keys, distinct_keys = value
            values[name] = Vocabulary(
                words=spelled,
                keys=keys,
                key_codes=arrays[f"{name}.key_codes"],
                distinct_keys=distinct_keys,
                counts=arrays[f"{name}.counts"],
            )
        else:
            values[name] = value
    for name, column in arrays.items():
        if name.startswith("extra."):
            extra[name.removeprefix("extra.")] = column
        elif "." not in name:
            values[name] = column
    return Records(**values, extra=extra)
