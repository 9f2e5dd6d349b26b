"""Why two records are, or are not, one person: each field's finding and its weight in bits."""

from math import comb

import numpy as np
import polars as pl
from numpy.typing import NDArray

from tanggap.language import Sentence
from tanggap.linkage import findings
from tanggap.linkage.comparer import Comparer
from tanggap.linkage.comparisons import COMPARISONS, HOME_COLUMN, SAME, levels_of
from tanggap.linkage.families import with_common_family
from tanggap.linkage.mixture import Floats, Mixture
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


def explain(
    raw: pl.DataFrame, records: Records, model: Model, a: int, b: int, *, kin: bool = False
) -> Explanation:
    """Compare rows `a` and `b` (row numbers) and say what each field contributes.

    `kin` says that other family members of the two were found to be the same people.
    Raises IndexError where a row does not exist.
    """
    rows = len(records)
    if not (0 <= a < rows and 0 <= b < rows):
        raise IndexError(f"rows are numbered 0 to {rows - 1}")
    pair = np.array([a], dtype=np.int32), np.array([b], dtype=np.int32)
    pattern = Comparer.of(records).patterns(*pair)
    levels = levels_of(with_common_family(pattern) if kin else pattern)[0]
    mixture = model.mixture
    same = float(mixture.posteriors(levels[None, :])[0, SAME])
    share_home = 1 / (1 + 2.0 ** -float(model.homes[levels[HOME_COLUMN]]))
    household = same + (1 - same) * share_home
    verdict = _verdict(same, household)
    prior, weights = bits_of_fields(mixture, levels)
    evidence = tuple(
        Evidence(
            field=comparison.name,
            label=findings.LABELS[comparison.name],
            finding=(
                findings.COMMON_FAMILY
                if kin and column == HOME_COLUMN
                else findings.finding(comparison.name, int(level))
            ),
            weight=weights[column],
            left=_shown(raw, comparison.name, a),
            right=_shown(raw, comparison.name, b),
        )
        for column, (comparison, level) in enumerate(zip(COMPARISONS, levels, strict=True))
        if level
    )
    return Explanation(
        probability=same,
        household_probability=household,
        verdict=verdict,
        prior_weight=prior,
        evidence=evidence,
        summary=_summary(verdict, evidence),
    )


def bits_of_fields(mixture: Mixture, levels: NDArray[np.integer]) -> tuple[float, list[float]]:
    """Return the bits before any evidence, and those of each field; together they are the odds.

    What a field says depends on what is known already: an equal birth date means much, but
    little once a twin is what else it could be. So each field gets what it adds on average over
    all orders in which the fields could be looked at (its Shapley value).
    """
    said = np.flatnonzero(levels)
    bits = [np.log2(mixture.levels[field][:, levels[field]]) for field in said]
    odds = _odds_of_subsets(np.log2(mixture.shares), bits)
    chosen = np.arange(len(odds))
    sizes = np.bitwise_count(chosen).astype(int)
    orders = np.array([1 / comb(max(len(said) - 1, 0), size) for size in range(len(said))])
    weights = np.zeros(len(levels))
    for place, field in enumerate(said):
        without = chosen[(chosen >> place) & 1 == 0]
        gain = odds[without | (1 << place)] - odds[without]
        weights[field] = (gain * orders[sizes[without]]).sum() / len(said)
    return float(odds[0]), weights.tolist()


def _odds_of_subsets(shares: Floats, bits: list[Floats]) -> Floats:
    """Return the log2 odds of "one person" for each subset of the evidence (2 to the power F,)."""
    logs = shares[None, :]
    for one in bits:
        logs = np.concatenate([logs, logs + one])
    others = np.delete(logs, SAME, axis=1)
    odds: Floats = logs[:, SAME] - np.logaddexp2.reduce(others, axis=1)
    return odds


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
