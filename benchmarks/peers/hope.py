"""The rules of UNICEF's HOPE, without Elasticsearch.

Described from `registration_data/tasks/deduplicate.py` of unicef/hope (4.16), written anew:
given and family name together 8 points (each fuzzily or by sound, 4 each; one alone 1), birth
date 2, telephone 2, sex 1; 6.0 points make a duplicate. An equal document number opens a ticket
whatever the points. A name of one word can only match as a whole. What differs: HOPE looks inside
one programme, here across all lists; it uses double metaphone, here metaphone.
"""

from typing import Final

import jellyfish
import numpy as np
import polars as pl

from benchmarks.groups import Answer, Pairs, equal, from_pairs

THRESHOLD: Final = 6.0
_HITS: Final = 100  # HOPE asks for the hundred best hits of a person
_NAME_POINTS: Final = 4.0
_SAME_DOCUMENT: Final = 99.0


def rules(table: pl.DataFrame) -> Answer:
    """Score every pair that can reach the threshold."""
    people = _people(table)
    hits = pl.concat([_by_names(people), _by_birth_and_phone(people)])
    hits = hits.group_by("row", "other").agg(pl.col("names").max())
    scored = _with_other_points(hits, people).filter(pl.col("score") >= THRESHOLD)
    scored = scored.filter(pl.col("score").rank("ordinal", descending=True).over("row") <= _HITS)
    same_left, same_right = equal(table["nik"])
    left = np.concatenate([scored["row"].to_numpy(), same_left])
    right = np.concatenate([scored["other"].to_numpy(), same_right])
    score = np.concatenate([scored["score"].to_numpy(), np.full(len(same_left), _SAME_DOCUMENT)])
    return from_pairs(Pairs(left, right, score, THRESHOLD), table.height)


def _people(table: pl.DataFrame) -> pl.DataFrame:
    """Split names as HOPE's forms do: the first word is given, the last the family's."""
    family = pl.when(pl.col("name").str.contains(" ")).then(pl.col("last_word"))
    return table.select("birth", "phone", "sex", given="first_word", family=family).with_row_index(
        "row"
    )


def _by_names(people: pl.DataFrame) -> pl.DataFrame:
    """Pair rows whose names both match: fuzzily or by sound, 4 points each."""
    alike = _alike(pl.concat([people["given"], people["family"]]).drop_nulls().unique().to_list())
    names = people.drop_nulls("given").group_by("given", "family").agg("row")
    whole = names.filter(pl.col("family").is_not_null())
    near = (
        whole.drop("row")
        .join(alike.rename({"word": "given", "like": "other_given", "points": "p"}), on="given")
        .join(alike.rename({"word": "family", "like": "other_family", "points": "q"}), on="family")
        .join(whole, left_on=["other_given", "other_family"], right_on=["given", "family"])
        .with_columns(names=pl.col("p") + pl.col("q"))
        .rename({"row": "other"})
    )
    both = near.join(whole, on=["given", "family"]).select("row", "other", "names")
    single = names.filter(pl.col("family").is_null()).select("row", other="row", names=pl.lit(8.0))
    return _spread(pl.concat([both, single]))


def _spread(lists: pl.DataFrame) -> pl.DataFrame:
    """Turn rows of two lists into pairs; a name that very many share is cut at the hits."""
    cut = lists.with_columns(pl.col("other").list.head(_HITS))
    return cut.explode("row").explode("other").filter(pl.col("row") < pl.col("other"))


def _by_birth_and_phone(people: pl.DataFrame) -> pl.DataFrame:
    """Pair rows that reach 6 points by date, telephone and sex with one name."""
    known = people.drop_nulls(["birth", "phone"])
    both = known.join(known.select("birth", "phone", "given", other="row"), on=["birth", "phone"])
    same = pl.col("given") == pl.col("given_right")
    near = both.filter(pl.col("row") < pl.col("other")).with_columns(names=same.cast(pl.Float64))
    return near.select("row", "other", "names")


def _with_other_points(hits: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    score = pl.Series(hits["names"])
    for field, points in (("birth", 2.0), ("phone", 2.0), ("sex", 1.0)):
        a, b = people[field].gather(hits["row"]), people[field].gather(hits["other"])
        score = score + (a == b).fill_null(value=False).cast(pl.Float64) * points
    return hits.with_columns(score=score)


def _alike(words: list[str]) -> pl.DataFrame:
    """Pair words of one sound, or within the edits that `AUTO:3,6` allows (0, 1, 2)."""
    by_sound = pl.DataFrame({"word": words, "sound": [jellyfish.metaphone(w) for w in words]})
    sound = by_sound.join(by_sound.rename({"word": "like"}), on="sound").select("word", "like")
    shapes = pl.DataFrame(
        [(word, shape) for word in words for shape in _shapes(word)],
        schema={"word": pl.String, "shape": pl.String},
        orient="row",
    )
    near = shapes.join(shapes.rename({"word": "like"}), on="shape").select("word", "like").unique()
    edits = [jellyfish.damerau_levenshtein_distance(a, b) for a, b in near.iter_rows()]
    shorter = near.select(pl.min_horizontal(pl.col("word", "like").str.len_chars())).to_series()
    length = near["word"].str.len_chars().cast(pl.Int64)
    allowed = (length >= 3).cast(pl.Int64) + (length >= 6).cast(pl.Int64)
    points = (1 - pl.Series(edits) / shorter).clip(0, 1) * _NAME_POINTS
    fuzzy = near.with_columns(points=points).filter(pl.Series(edits) <= allowed)
    exact = sound.with_columns(points=pl.lit(_NAME_POINTS))
    return pl.concat([exact, fuzzy]).group_by("word", "like").agg(pl.col("points").max())


def _shapes(word: str) -> set[str]:
    """Return the word and the word less any one letter: near words share one of them.

    Words two edits apart are found only where both lose a letter in a fitting place.
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
