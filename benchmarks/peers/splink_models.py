"""Splink 5 on DuckDB in two configurations, at its default threshold of 0.95.

`textbook` compares field by field as its tutorials do. `best` is the fastest and most accurate
that was found for such lists: family card, telephone and address are one comparison, and no
damerau_levenshtein. Both train without labels and use blocking rules made for these fields.
"""

import logging
from typing import Any, Final

import numpy as np
import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_level_library as levels
from splink import comparison_library as cl

from benchmarks.groups import Answer, Pairs

THRESHOLD: Final = 0.95  # what Splink's documentation clusters with
_LOWEST: Final = 0.05  # pairs kept, so that a better threshold can be looked for
_U_PAIRS: Final = 1e6
_EM_PAIRS: Final = 3e6  # without a limit a million rows of namesakes train for minutes
_SEED: Final = 1

_CITY_BLOCKS: Final = (
    ("nik_read",),
    ("birth", "first_word"),
    ("birth", "last_word"),
    ("birth", "village"),
    ("birth", "kk"),
    ("name", "village"),
    ("name", "phone"),
    ("kk", "first_word"),
    ("kk", "last_word"),
    ("phone", "first_word"),
    ("first_word", "village", "rt", "rw"),
    ("last_word", "village", "rt", "rw"),
)
_ENGLISH_BLOCKS: Final = (
    ("nik_read",),
    ("birth", "first_word"),
    ("birth", "last_word"),
    ("birth", "postcode"),
    ("name",),
    ("last_word", "postcode"),
    ("first_word", "postcode"),
    ("street", "house"),
    ("first_word", "birth_place"),
)


def textbook(table: pl.DataFrame) -> Answer:
    """Compare field by field."""
    return _run(table, _field_by_field(table), _blocks(table))


def best(table: pl.DataFrame) -> Answer:
    """Compare name, birth, number, sex, mother, and the household in one comparison."""
    return _run(table, _with_household(table), _blocks(table))


def _run(table: pl.DataFrame, comparisons: list[Any], blocks: list[tuple[str, ...]]) -> Answer:
    """Train, score and cluster; pairs below the threshold are kept to look for a better one."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*fields) for fields in blocks],
        retain_matching_columns=False,
    )
    linker: Any = Linker(DuckDBAPI().register(table.to_arrow()), settings, log_level=None)
    _train(linker, numbers=_filled(table, "nik_read"))
    predicted = linker.inference.predict(threshold_match_probability=_LOWEST)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, THRESHOLD)
    labels = pl.DataFrame(clusters.as_pyarrow_table()).sort("unique_id")
    pairs = pl.DataFrame(predicted.as_pyarrow_table())
    return Answer(
        labels["cluster_id"].to_numpy(),
        pairs=Pairs(
            pairs["unique_id_l"].to_numpy(),
            pairs["unique_id_r"].to_numpy(),
            pairs["match_weight"].to_numpy(),
            float(np.log2(THRESHOLD / (1 - THRESHOLD))),
        ),
    )


def _train(linker: Any, *, numbers: bool) -> None:
    """Estimate the prior, u and m as the documentation advises."""
    sure = [block_on("name", "birth"), *([block_on("nik_read")] if numbers else [])]
    training = linker.training
    training.estimate_probability_two_random_records_match(sure, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=_U_PAIRS, seed=_SEED)
    for field in ("birth", "name"):
        rule = block_on(field)
        training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=_EM_PAIRS)


def _filled(table: pl.DataFrame, *fields: str) -> bool:
    return all(table[field].null_count() < table.height for field in fields)


def _blocks(table: pl.DataFrame) -> list[tuple[str, ...]]:
    rules = _CITY_BLOCKS if _filled(table, "rt") else _ENGLISH_BLOCKS
    return [fields for fields in rules if _filled(table, *fields)]


def _field_by_field(table: pl.DataFrame) -> list[Any]:
    made = {
        "name": cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        "birth": cl.DamerauLevenshteinAtThresholds("birth", [1, 2]),
        "nik_read": cl.DamerauLevenshteinAtThresholds("nik_read", [1, 2]),
        "kk": cl.DamerauLevenshteinAtThresholds("kk", [1, 2]),
        "sex": cl.ExactMatch("sex"),
        "phone": cl.LevenshteinAtThresholds("phone", [1]),
        "mother": cl.JaroWinklerAtThresholds("mother", [0.92, 0.8]),
        "birth_place": cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        "village": cl.ExactMatch("village").configure(term_frequency_adjustments=True),
        "rt": cl.ExactMatch("rt"),
        "rw": cl.ExactMatch("rw"),
        "street": cl.JaroWinklerAtThresholds("street", [0.92, 0.8]),
        "house": cl.ExactMatch("house"),
        "postcode": cl.ExactMatch("postcode"),
        "occupation": cl.ExactMatch("occupation"),
    }
    return [comparison for field, comparison in made.items() if _filled(table, field)]


def _with_household(table: pl.DataFrame) -> list[Any]:
    name = cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            levels.NullLevel("name"),
            levels.ExactMatchLevel("name", term_frequency_adjustments=True),
            levels.JaroWinklerLevel("name", 0.95),
            levels.JaroWinklerLevel("name", 0.88),
            levels.ExactMatchLevel("first_word", term_frequency_adjustments=True),
            levels.ExactMatchLevel("last_word"),
            levels.ElseLevel(),
        ],
    )
    made = {
        "name": name,
        "birth": cl.CustomComparison(
            output_column_name="birth",
            comparison_levels=[
                levels.NullLevel("birth"),
                levels.ExactMatchLevel("birth"),
                levels.LevenshteinLevel("birth", 1),
                levels.CustomLevel(_SWAPPED_DAY, "day and month swapped"),
                levels.CustomLevel(_SAME_YEAR, "same year"),
                levels.ElseLevel(),
            ],
        ),
        "nik_read": cl.LevenshteinAtThresholds("nik_read", [1, 2]),
        "sex": cl.ExactMatch("sex"),
        "mother": cl.JaroWinklerAtThresholds("mother", [0.92, 0.8]),
        "birth_place": cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        "occupation": cl.ExactMatch("occupation"),
    }
    return [
        *(comparison for field, comparison in made.items() if _filled(table, field)),
        _household(),
    ]


_SWAPPED_DAY: Final = (
    "birth_l[1:4] = birth_r[1:4] AND birth_l[6:7] = birth_r[9:10] AND birth_l[9:10] = birth_r[6:7]"
)
_SAME_YEAR: Final = "birth_l[1:4] = birth_r[1:4]"
_UNKNOWN_HOME: Final = """
    (kk_l IS NULL OR kk_r IS NULL) AND (phone_l IS NULL OR phone_r IS NULL)
    AND (village_l IS NULL OR village_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL)
"""
_SAME_STREET: Final = "street_l = street_r AND village_l = village_r"
_SAME_BLOCK: Final = "village_l = village_r AND rw_l = rw_r AND rt_l = rt_r"


def _household() -> Any:
    return cl.CustomComparison(
        output_column_name="household",
        comparison_levels=[
            levels.CustomLevel(_UNKNOWN_HOME, "nothing known").configure(is_null_level=True),
            levels.CustomLevel("kk_l = kk_r", "same family card"),
            levels.CustomLevel("levenshtein(kk_l, kk_r) <= 1", "nearly the same card"),
            levels.CustomLevel("phone_l = phone_r", "same telephone"),
            levels.CustomLevel(f"{_SAME_STREET} AND house_l = house_r", "same house"),
            levels.CustomLevel(f"{_SAME_BLOCK} AND street_l = street_r", "same street and RT"),
            levels.CustomLevel(_SAME_BLOCK, "same RT"),
            levels.CustomLevel("street_l = street_r AND postcode_l = postcode_r", "street, code"),
            levels.CustomLevel("postcode_l = postcode_r", "same postcode"),
            levels.CustomLevel("village_l = village_r", "same village"),
            levels.ElseLevel(),
        ],
    )
