"""Who is who, on tables small enough to know the answer."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanggap import simulate
from tanggap.linkage import (
    RAW_FIELDS,
    Contradiction,
    Linkage,
    Model,
    NotALinkage,
    UnreadableModel,
    blocking,
    link,
    load,
    save,
)
from tanggap.linkage.normalise import normalise


@pytest.fixture(scope="module")
def city() -> pl.DataFrame:
    return simulate.raw_records(records=6000, noise=simulate.Noise.MEDIUM, seed=11)


@pytest.fixture(scope="module")
def found(city: pl.DataFrame) -> Linkage:
    return link(rows_of(city))


def rows_of(city: pl.DataFrame) -> pl.DataFrame:
    return city.select([c for c in city.columns if c in RAW_FIELDS or c.endswith("_is_number")
                        or c == "programme"])  # fmt: skip


def test_most_people_and_homes_of_a_city_are_found_without_training(
    city: pl.DataFrame, found: Linkage
) -> None:
    right = found.evaluate(city["person_id"].to_numpy(), city["household_id"].to_numpy())
    assert right["person"].f1 > 0.98
    assert right["person"].precision > 0.99
    assert right["household"].f1 > 0.9


def test_a_person_lives_in_one_household(found: Linkage) -> None:
    homes = pl.DataFrame({"person": found.person, "home": found.household})
    assert homes.group_by("person").agg(pl.col("home").n_unique())["home"].max() == 1


def test_the_order_of_rows_does_not_matter(city: pl.DataFrame, found: Linkage) -> None:
    order = np.random.default_rng(5).permutation(len(city))
    again = link(rows_of(city)[order.tolist()])
    groups = pl.DataFrame({"one": found.person[order], "other": again.person})
    moved = groups.group_by("one").agg(pl.col("other").n_unique())["other"]
    assert (moved > 1).mean() < 0.002  # ties between equal weights may fall either way


def test_without_the_family_card_the_city_is_still_told_apart(city: pl.DataFrame) -> None:
    rows = rows_of(city).drop("family_id", "family_id_is_number", "phone")
    assert link(rows).evaluate(city["person_id"].to_numpy())["person"].f1 > 0.97


def people(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    columns = ["programme", "national_id", "name", "birth_date"]
    return pl.DataFrame(list(rows), schema=columns, orient="row")


def test_spelling_titles_and_a_slip_in_the_nik_do_not_hide_a_person() -> None:
    rows = people(
        ("PKH", "3271015708900001", "Siti Nurhayati", "17-08-1990"),
        ("BST", "3217015708900001", "HJ. ST. NUR HAYATI", "17 Agustus 1990"),
        ("BPNT", "3271012508850002", "Moh. Yusup", "25-08-1985"),
        ("BST", "3271012508850002", "MUHAMMAD YUSUF", "25/08/85"),
        ("BST", "3271015211700003", "Entin Suhartini", "12-11-1970"),
    )
    person = link(rows).person
    assert person[0] == person[1]
    assert person[2] == person[3]
    assert len(set(person.tolist())) == 3


def test_the_heads_nik_on_every_member_makes_no_single_person() -> None:
    rows = people(
        ("DTSEN", "3271012508650002", "Ujang Suryana", "25-08-1965"),
        ("DTSEN", "3271012508650002", "Entin Rohayati", "11-03-1968"),
        ("DTSEN", "3271012508650002", "Asep Hidayat", "02-09-1994"),
        ("PKH", "3271012508650002", "UJANG SURYANA", "25-08-1965"),
    )
    person = link(rows).person
    assert person[0] == person[3]
    assert len(set(person.tolist())) == 3


def test_twins_are_two(city: pl.DataFrame, found: Linkage) -> None:
    twins = city.with_columns(found=pl.Series(found.person)).filter("stratum_twin")
    mixed = twins.group_by("found").agg(pl.col("person_id").n_unique())["person_id"]
    assert (mixed > 1).mean() < 0.1


def doubtful_pair(found: Linkage) -> tuple[int, int]:
    for a, b in found.review.select("a", "b").iter_rows():
        if found.person[a] != found.person[b]:
            return int(a), int(b)
    raise AssertionError("a noisy city has doubts")


def test_what_a_clerk_decides_is_obeyed(city: pl.DataFrame, found: Linkage) -> None:
    a, b = doubtful_pair(found)
    together = link(rows_of(city), model=found.model, must_link=[(b, a)])
    assert together.person[a] == together.person[b]
    c, d = next(
        (int(c), int(d))
        for c, d in found.review.select("a", "b").iter_rows()
        if found.person[c] == found.person[d]
    )
    apart = link(rows_of(city), model=found.model, cannot_link=[(c, d)])
    assert apart.person[c] != apart.person[d]
    decided = {frozenset(pair) for pair in apart.review.select("a", "b").iter_rows()}
    assert frozenset((c, d)) not in decided


def test_a_decision_both_ways_is_refused(city: pl.DataFrame) -> None:
    with pytest.raises(Contradiction):
        link(rows_of(city)[:10], must_link=[(1, 2)], cannot_link=[(2, 1)])


def test_the_review_list_begins_with_the_most_doubtful(found: Linkage) -> None:
    doubt = (found.review["probability"] - 0.5).abs()
    assert doubt.is_sorted()
    assert (found.review["a"] < found.review["b"]).all()


def test_an_explanation_names_the_fields_in_both_languages(found: Linkage) -> None:
    a, b = np.flatnonzero(found.person == np.bincount(found.person).argmax())[:2]
    told = found.explain(int(a), int(b))
    assert told.verdict == "same"
    assert 0.9 < told.probability <= 1
    assert {"name", "birth"} <= {evidence.field for evidence in told.evidence}
    assert all(e.finding.id and e.finding.en and e.label.id for e in told.evidence)
    weight = told.prior_weight + sum(evidence.weight for evidence in told.evidence)
    assert weight > 0
    with pytest.raises(IndexError):
        found.explain(0, len(found.person))


def test_a_saved_linkage_goes_on_where_it_stopped(found: Linkage, tmp_path: Path) -> None:
    save(found, tmp_path / "kept")
    again = load(tmp_path / "kept")
    assert (again.person == found.person).all()
    assert again.explain(0, 1) == found.explain(0, 1)
    more = found.raw[:20]
    assert (again.update(more).person == found.update(more).person).all()
    with pytest.raises(NotALinkage):
        load(tmp_path / "nowhere")


def test_a_saved_model_gives_the_same_people(found: Linkage, tmp_path: Path) -> None:
    found.model.save(tmp_path / "model.json")
    again = link(found.raw, model=Model.load(tmp_path / "model.json"))
    assert (again.person == found.person).all()
    (tmp_path / "model.json").write_text('{"format": 99}')
    with pytest.raises(UnreadableModel):
        Model.load(tmp_path / "model.json")


def test_new_rows_find_their_people_and_nobody_known_is_moved(city: pl.DataFrame) -> None:
    rows, truth = rows_of(city), city["person_id"].to_numpy()
    known = link(rows[:5000])
    grown = known.update(rows[5000:])
    assert (grown.person[:5000] == known.person).all()
    assert (grown.household[:5000] == known.household).all()
    assert grown.evaluate(truth)["person"].f1 > 0.97
    assert (grown.review["b"] >= 5000).all()


def test_the_same_rows_again_bring_nobody_new(found: Linkage) -> None:
    again = found.update(found.raw[:300])
    clear = (found.records.nik_known[:300] == 16) & (found.records.name[:300, 0] >= 0)
    same = again.person[len(found.person) :] == found.person[:300]
    assert same[clear].mean() > 0.98


def test_a_table_of_another_country_is_linked_too() -> None:
    columns = ["given_name", "surname", "birth_date", "national_id", "address", "postcode"]
    rows = pl.DataFrame(
        [
            ("mitchell", "green", "19560409", "1804974", "wallaby place", "2119"),
            ("mitchel", "green", "19560409", "1804947", "wallaby pl", "2119"),
            ("harley", "mccarthy", "19080419", "6089216", "pridham street", "3165"),
            ("mccarthy", "harley", "19080419", "6089216", "pridham street", None),
            ("madeline", "mason", "19990118", "2570191", "howard street", "2233"),
        ],
        schema=columns,
        orient="row",
    )
    person = link(rows).person
    assert person[0] == person[1]
    assert person[2] == person[3]
    assert len(set(person.tolist())) == 3


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_very_short_tables_are_linked(rows: int) -> None:
    table = people(
        ("A", "3271014107900001", "Siti", "01-07-1990"), ("B", "", "Ujang", "")
    )[:rows]  # fmt: skip
    assert len(link(table).person) == rows


def test_one_name_and_one_placeholder_for_everybody_stays_linear_work() -> None:
    """The number of pairs may grow with the rows, never with their square."""

    def pairs(rows: int) -> int:
        same = pl.DataFrame(
            {
                "programme": ["PKH"] * rows,
                "national_id": ["3271010101800001"] * rows,
                "family_id": ["3271010101800001"] * rows,
                "name": ["SITI AMINAH"] * rows,
                "birth_date": ["01-01-1980"] * rows,
                "address": ["Kp. Baru RT 01 RW 01"] * rows,
                "village": ["KATULAMPA"] * rows,
            }
        )
        return len(blocking.candidate_pairs(normalise(same))[0])

    small, large = pairs(2000), pairs(8000)
    assert large < 5 * small
    assert large < 8000 * 60


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                field: st.one_of(st.none(), st.text(max_size=20))
                for field in ("programme", "national_id", "name", "birth_date", "address")
            }
        ),
        max_size=12,
    )
)
def test_no_text_breaks_a_linkage(rows: list[dict[str, str | None]]) -> None:
    schema = dict.fromkeys(("programme", "national_id", "name", "birth_date", "address"), pl.String)
    found = link(pl.DataFrame(rows, schema=schema))
    assert len(found.person) == len(found.household) == len(rows)
