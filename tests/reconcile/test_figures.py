"""The figures of the report."""

import json
from pathlib import Path
from typing import Any

import pytest

from tanggap.linkage.schema import Quality
from tanggap.reconcile.combinations import combinations_of, draw_upset
from tanggap.reconcile.figures import by_list, by_rule, headline
from tanggap.reconcile.numbers import percent, rupiah_in_short, whole
from tanggap.reconcile.places import UnusableBoundaries, draw_atlas, draw_chart, shade_of

NIK_A, NIK_B, KK_A = "3271010101800001", "3271014101800002", "3271010101100001"


def test_the_headline_of_a_small_city(city: Any) -> None:
    found = headline(city[0])
    assert (found.rows, found.lists, found.people, found.households) == (6, 4, 4, 3)
    assert (found.households_on_aid, found.households_on_several) == (2, 1)
    assert (found.households_breaking, found.households_warned) == (1, 0)
    assert found.rupiah_per_month == 600_000
    assert found.rows_without_nik == 1
    assert (found.in_registers, found.missed) == (2, 1)
    assert found.applications_served == 1


def test_a_vlookup_finds_equal_niks_only(judged: Any, row: Any) -> None:
    ledger, _ = judged(
        row("PKH", 0, 0, NIK_A, KK_A),
        row("BST", 0, 0, NIK_A, KK_A),  # the same cell: found
        row("PKH", 1, 1, NIK_B, KK_A),
        row("BST", 2, 1, None, KK_A),  # an empty cell never agrees
        row("KOTA", 3, 1, None, KK_A),
    )
    found = headline(ledger)
    assert found.households_breaking == 2
    assert found.found_by_nik == 1


def test_rules_count_households_not_pairs(judged: Any, row: Any) -> None:
    ledger, _ = judged(
        row("PKH", 0, 0, NIK_A, KK_A), row("BST", 0, 0, NIK_A, KK_A), row("BPNT", 0, 0, NIK_A, KK_A)
    )
    (figure,) = by_rule(ledger)
    assert (figure.rule.code, figure.blocked, figure.warned) == ("BST-REGULER", 1, 0)
    assert figure.rupiah_per_month == 600_000


def test_the_condition_of_each_nik_is_told_once(judged: Any, row: Any) -> None:
    marks = [
        0,
        Quality.NIK_REPAIRED,
        Quality.NIK_MISSING,
        Quality.NIK_TRUNCATED | Quality.NIK_IMPOSSIBLE,
        Quality.NIK_PLACEHOLDER,
    ]
    ledger, _ = judged(*(row("PKH", n, n, quality=mark) for n, mark in enumerate(marks)))
    (figure,) = by_list(ledger)
    assert figure.nik == {"sound": 1, "repaired": 1, "missing": 1, "excel": 1, "impossible": 1}


def test_combinations_leave_registers_out_and_know_the_rules(city: Any) -> None:
    (one,) = combinations_of(city[0])
    assert one.programmes == ("BST", "PENGAJUAN", "PKH")
    assert one.breaks


def test_no_picture_where_no_two_lists_share_anyone(judged: Any, row: Any) -> None:
    ledger, _ = judged(row("PKH", 0, 0), row("BST", 1, 1))
    assert draw_upset(ledger) is None


def test_the_picture_has_a_dot_for_each_list(city: Any) -> None:
    upset = draw_upset(city[0])
    assert upset is not None
    assert [row.code for row in upset.rows] == ["PKH", "BST", "PENGAJUAN"]
    assert len(upset.columns[0].dots) == 3
    assert upset.columns[0].empty_dots == ()


def test_places_count_households_on_aid(city: Any) -> None:
    atlas = draw_atlas(city[0])
    assert [(d.name, d.places[0].name, d.places[0].households) for d in atlas.districts] == [
        ("Bogor Selatan", "Empang", 1),
        ("Bogor Timur", "Sukasari", 1),
    ]
    assert atlas.largest == 1
    assert atlas.districts[0].places[0].breaking == 1


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (1, 1), (20, 1), (21, 2), (100, 5)])
def test_shades_are_fifths_of_the_largest(value: int, shade: int) -> None:
    assert shade_of(value, 100) == shade


def write_boundaries(path: Path, code: str) -> Path:
    ring = [[106.8, -6.6], [106.9, -6.6], [106.9, -6.7], [106.8, -6.6]]
    feature = {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return path


def test_boundaries_become_a_map(city: Any, tmp_path: Path) -> None:
    atlas = draw_atlas(city[0])
    chart = draw_chart(atlas, write_boundaries(tmp_path / "batas.geojson", "32.71.01.1001"))
    (outline,) = chart.outlines
    assert outline.place.name == "Empang"
    assert outline.path == "M0.0 0.0L640.0 0.0L640.0 644.3L0.0 0.0Z"


@pytest.mark.parametrize("text", ["", "[]", '{"features": [{}]}', '{"features": 3}'])
def test_boundaries_that_are_none_are_told_in_a_sentence(
    city: Any, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "batas.geojson"
    path.write_text(text, "utf-8")
    with pytest.raises(UnusableBoundaries, match=r"batas\.geojson"):
        draw_chart(draw_atlas(city[0]), path)


def test_boundaries_of_another_city_are_told_in_a_sentence(city: Any, tmp_path: Path) -> None:
    path = write_boundaries(tmp_path / "batas.geojson", "11.73.01.2001")
    with pytest.raises(UnusableBoundaries):
        draw_chart(draw_atlas(city[0]), path)


@pytest.mark.parametrize(
    ("value", "text"),
    [(600_000, "Rp600.000"), (178_000_000, "Rp178 juta"), (5_018_800_000, "Rp5,02 miliar")],
)
def test_money_in_short(value: int, text: str) -> None:
    assert rupiah_in_short(value, "id") == text


def test_numbers_in_both_languages() -> None:
    assert whole(40_000, "id") == "40.000"
    assert whole(40_000, "en") == "40,000"
    assert percent(61, 100, "id") == "61 %"
    assert percent(24, 1000, "id") == "2,4 %"
    assert percent(1, 0, "id") == "–"
