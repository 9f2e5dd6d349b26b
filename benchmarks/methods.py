"""The methods that are measured, by key."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Literal

import polars as pl

from benchmarks.groups import Answer

Method = Callable[[pl.DataFrame], Answer]


@dataclass(frozen=True, slots=True)
class Entry:
    """A method: its name in the tables, where it stands, and what it is given."""

    label: str
    place: str
    takes: Literal["raw", "flat"] = "flat"

    def load(self) -> Method:
        """Import it; only the process that runs a method loads its libraries."""
        module, function = self.place.split(":")
        method: Method = getattr(import_module(f"benchmarks.{module}"), function)
        return method


METHODS: Final[dict[str, Entry]] = {
    "tanggap": Entry("**Tanggap**", "ours:tanggap", "raw"),
    "splink": Entry("Splink 5, best", "peers.splink_models:best"),
    "splink-textbook": Entry("Splink 5, textbook", "peers.splink_models:textbook"),
    "ecm": Entry("recordlinkage, ECM", "peers.ecm:ecm"),
    "openg2p-2": Entry("rules of OpenG2P, gen. 2", "peers.openg2p:second_generation"),
    "openg2p-1": Entry("rules of OpenG2P, gen. 1", "peers.openg2p:first_generation"),
    "hope": Entry("rules of HOPE", "peers.hope:rules"),
    "nik-or": Entry("NIK, or name and birth date", "peers.exact:equal_nik_or_name_and_birth"),
    "nik": Entry("NIK", "peers.exact:equal_nik"),
}
