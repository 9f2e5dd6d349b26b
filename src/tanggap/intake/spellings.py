"""Spellings of column headers, kept as data in `headers.toml`."""

import tomllib
from importlib import resources
from typing import Final

_TABLE: Final = tomllib.loads(
    resources.files("tanggap.intake").joinpath("headers.toml").read_text(encoding="utf-8")
)

SPELLINGS: Final[dict[str, tuple[str, int]]] = {
    spelling: (field, rank)
    for field, spellings in _TABLE["fields"].items()
    for rank, spelling in enumerate(spellings.split())
}
"""Header without spaces and signs → (field, rank among the spellings of that field)."""

JOINED: Final[dict[str, frozenset[str]]] = {
    field: frozenset(spellings.split()) for field, spellings in _TABLE["joined"].items()
}
"""Columns that are parts of one field and are joined in the order in which they stand."""

OTHER_COLUMNS: Final[frozenset[str]] = frozenset(_TABLE["other"]["columns"].split())
"""Known columns that say nothing about who somebody is; ids of lists are never taken for a NIK."""

OTHER_WORDS: Final[frozenset[str]] = frozenset(_TABLE["other"]["words"].split())
"""Words that make a header speak of something or somebody else than the person listed."""
