"""Why two records are, or are not, one person: each field's finding and its weight in bits."""

import numpy as np
import polars as pl

from tanggap.language import Sentence
from tanggap.linkage import findings
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.comparisons import CLASSES, COMPARISONS, HOME_COLUMN, SAME, levels_of
from tanggap.linkage.mixture import Mixture
from tanggap.linkage.model import Model
from tanggap.linkage.result import Evidence, Explanation, Verdict
from tanggap.linkage.schema import Records

SHOWN_COLUMNS = {
    "number": ("national_id",),
    "name": ("name", "given_name", "surname"),
    "birth": ("birth_date", "birth_place_and_date"),
    "home": ("family_id", "address", "rt", "rw", "rt_rw", "village", "phone"),
    "sex": ("sex",),
    "birth_place": ("birth_place",),
    "mother": ("mother_name",),
    "occupation": ("occupation",),
    "postcode": ("postcode",),
    "list": ("programme",),
}
SURE = 0.95
"""From this probability on a pair is called one person without a clerk's look."""


def explain(raw: pl.DataFrame, records: Records, model: Model, a: int, b: int) -> Explanation:
    """Compare rows `a` and `b` (row numbers) and say what each field contributes.

    Raises IndexError where a row does not exist.
    """
    rows = len(records)
    if not (0 <= a < rows and 0 <= b < rows):
        raise IndexError(f"rows are numbered 0 to {rows - 1}")
    pair = np.array([a], dtype=np.int32), np.array([b], dtype=np.int32)
    levels = levels_of(Comparer.of(records).patterns(*pair))[0]
    mixture = model.mixture
    same = float(mixture.posteriors(levels[None, :])[0, SAME])
    share_home = 1 / (1 + 2.0 ** -float(model.homes[levels[HOME_COLUMN]]))
    household = same + (1 - same) * share_home
    verdict = _verdict(same, household)
    evidence = tuple(
        Evidence(
            field=comparison.name,
            label=findings.LABELS[comparison.name],
            finding=findings.finding(comparison.name, int(level)),
            weight=_weight(mixture, column, int(level)),
            left=_shown(raw, comparison.name, a),
            right=_shown(raw, comparison.name, b),
        )
        for column, (comparison, level) in enumerate(zip(COMPARISONS, levels, strict=True))
        if level
    )
    prior = float(np.log2(mixture.shares[SAME] / (1 - mixture.shares[SAME])))
    return Explanation(
        probability=same,
        household_probability=household,
        verdict=verdict,
        prior_weight=prior,
        evidence=evidence,
        summary=_summary(verdict, evidence),
    )


def _weight(model: Mixture, column: int, level: int) -> float:
    """Return log2 of how much likelier the finding is for one person than for two."""
    others = [k for k in range(len(CLASSES)) if k != SAME]
    shares = model.shares[others] / model.shares[others].sum()
    table = model.levels[column]
    return float(np.log2(table[SAME, level] / (shares @ table[others, level])))


def _verdict(person: float, household: float) -> Verdict:
    if person >= SURE:
        return "same"
    if person >= 1 - SURE:
        return "doubtful"
    return "household" if household >= 0.5 else "different"


def _shown(raw: pl.DataFrame, comparison: str, row: int) -> str:
    present = [c for c in SHOWN_COLUMNS.get(comparison, ()) if c in raw.columns]
    values = (raw.item(row, column) for column in present)
    return ", ".join(str(value) for value in values if value is not None)


def _summary(verdict: Verdict, evidence: tuple[Evidence, ...]) -> Sentence:
    opening = {
        "same": Sentence("Orang yang sama", "One and the same person"),
        "doubtful": Sentence("Perlu diperiksa petugas", "Needs an officer's look"),
        "household": Sentence("Dua orang yang tinggal serumah", "Two people of one household"),
        "different": Sentence("Dua orang yang berbeda", "Two different people"),
    }[verdict]
    strongest = sorted(evidence, key=lambda item: -abs(item.weight))[:3]
    return Sentence(
        opening.id + ": " + "; ".join(f"{e.label.id} {e.finding.id}" for e in strongest) + ".",
        opening.en + ": " + "; ".join(f"{e.label.en} {e.finding.en}" for e in strongest) + ".",
    )
