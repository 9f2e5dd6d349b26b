"""A fitted model: what each finding is worth on these lists. Its file holds no personal data."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tanggap.linkage.comparisons import CLASSES, COMPARISONS
from tanggap.linkage.kernels.household import HOME_LEVELS
from tanggap.linkage.mixture import Floats, Mixture

FORMAT = 1


class UnreadableModel(Exception):
    """The file does not hold a model of this version."""


@dataclass(frozen=True, slots=True)
class Model:
    """The parameters of a linkage.

    `mixture` holds class shares and level probabilities (see there), `homes` for each level of
    the home comparison the log2 odds that two people share a household (see `households`).
    """

    mixture: Mixture
    homes: Floats

    def to_json(self) -> dict[str, Any]:
        """Return the model as a document."""
        return {
            "format": FORMAT,
            "classes": CLASSES,
            "shares": self.mixture.shares.tolist(),
            "homes": self.homes.tolist(),
            "levels": {
                comparison.name: table.tolist()
                for comparison, table in zip(COMPARISONS, self.mixture.levels, strict=True)
            },
        }

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        path.write_text(json.dumps(self.to_json(), indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Read a model; raises UnreadableModel where the file is of another kind or version."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UnreadableModel(str(path)) from error
        return cls.from_json(content)

    @classmethod
    def from_json(cls, content: Any) -> "Model":
        """Read a document that `to_json` made; raises UnreadableModel for any other."""
        try:
            tables = tuple(np.array(content["levels"][c.name], dtype=float) for c in COMPARISONS)
            shares = np.array(content["shares"], dtype=float)
            homes = np.array(content["homes"], dtype=float)
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableModel from error
        expected = [c.start.shape for c in COMPARISONS]
        if (
            content.get("format") != FORMAT
            or [t.shape for t in tables] != expected
            or (homes.shape != (HOME_LEVELS,))
        ):
            raise UnreadableModel
        return cls(Mixture(shares, tables), homes)
