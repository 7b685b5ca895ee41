import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProject

from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.layers.basemap import GROUP_PROPERTY, basemap_group, load_basemap, town_rank
from libya_incident_mapper.layers.basemap_ground import ground_shown, show_ground
from libya_incident_mapper.layers.basemap_names import BOTH, names_shown, show_names
from libya_incident_mapper.layers.file_basemaps import BasemapError, add_file_basemap
from libya_incident_mapper.layers.grounds import DARK_GROUND, GROUNDS, LIGHT_GROUND
from libya_incident_mapper.layers.group import casefile_layers, load_casefile
from libya_incident_mapper.layers.online_basemaps import add_online_basemap, online_basemaps
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Incident

WHOLE = (9, 19, 26, 34)
LIGHT = GROUNDS[LIGHT_GROUND]


def names(group):
    return [node.name() for node in group.children()]


def spatial(project):
    return [layer for layer in project.layerTreeRoot().layerOrder() if layer.isSpatial()]


def test_it_lies_below_and_is_made_once(project):
    group = load_basemap(project)
    project.layerTreeRoot().insertGroup(0, "above")
    assert load_basemap(project) == group == basemap_group(project) == project.layerTreeRoot().children()[-1]
    assert names(group) == ["Towns", "Districts", "Disputed borders", "Countries"]
    assert all(layer.isValid() and layer.featureCount() > 0 for layer in project.mapLayers().values())
    assert project.backgroundColor().name() == LIGHT.sea


def test_libya_stands_out_from_its_neighbours(project, draw):
    load_basemap(project)
    image = draw(spatial(project), WHOLE, (680, 600), labels=True)
    libya, egypt, sea = (
        image.pixelColor(round((lon - 9) * 40), round((34 - lat) * 40)).name()
        for lon, lat in ((17.0, 26.6), (25.8, 27.9), (18.5, 32.5))
    )
    assert libya == LIGHT.libya
    assert len({libya, egypt, sea}) == 3


def test_a_dark_ground_is_dark_and_keeps_the_names_chosen(project, draw):
    load_basemap(project)
    show_names(project, BOTH)
    show_ground(project, DARK_GROUND)
    image, dark = draw(spatial(project), WHOLE, (680, 600), labels=True), GROUNDS[DARK_GROUND]
    assert image.pixelColor(round(8.0 * 40), round(7.4 * 40)).name() == dark.libya
    assert project.backgroundColor().name() == dark.sea
    assert (names_shown(project), ground_shown(project)) == (BOTH, DARK_GROUND)
    towns = project.mapLayersByName("Towns")[0]
    rules = towns.labeling().rootRule().children()
    assert all("name_ar" in rule.settings().fieldName for rule in rules)
    assert {rule.settings().format().color().name() for rule in rules} == {dark.town}
    show_ground(project, LIGHT_GROUND)
    image = draw(spatial(project), WHOLE, (680, 600), labels=True)
    assert image.pixelColor(round(8.0 * 40), round(7.4 * 40)).name() == LIGHT.libya


def test_credits_are_where_qgis_looks_for_them(project):
    load_basemap(project)
    rights = {layer.name(): layer.metadata().rights() for layer in project.mapLayers().values()}
    assert rights["Countries"] == rights["Districts"] == ["Natural Earth"]
    assert "GeoNames" in rights["Towns"][0]


def test_a_town_keeps_its_name_beside_an_incident_there(project, casefile, draw, pixels):
    load_basemap(project)
    tripoli = default_geocoder().locate("Tripoli")
    casefile.save_incident(Incident("protest", DateRange.parse("2018-07-30"), "protesters", location=tripoli))
    load_casefile(casefile, project)
    towns = [layer for layer in spatial(project) if layer.name() == "Towns"]
    incidents = casefile_layers(casefile, project)["incidents"]
    view = (tripoli.lon - 6, tripoli.lat - 6, tripoli.lon + 6, tripoli.lat + 6)
    box = (110, 130, 80, 40)
    both = draw([incidents, *towns], view, (300, 300), labels=True)
    alone = draw([incidents], view, (300, 300), labels=True)
    assert pixels(both, LIGHT.town, near=40, box=box) > pixels(alone, LIGHT.town, near=40, box=box) + 20


def test_names_thin_out_with_scale(project, draw):
    load_basemap(project)
    towns = [layer for layer in spatial(project) if layer.name() == "Towns"]
    whole, near = (draw(towns, view, (800, 700), labels=True) for view in (WHOLE, (12.5, 32.0, 14.0, 33.2)))
    assert whole != draw(towns, WHOLE, (800, 700), labels=False)
    assert near != draw(towns, (12.5, 32.0, 14.0, 33.2), (800, 700), labels=False)
    ranks = {row["name"]: row["rank"] for row in towns[0].getFeatures()}
    assert ranks["Tripoli"] == ranks["Benghazi"] == 1
    assert set(ranks.values()) == {1, 2, 3}
    assert not any("(" in name for name in ranks)


def test_only_towns_of_weight_are_on_it():
    ranked = {place.name: town_rank(place) for place in load_gazetteer()}
    assert ranked["Tripoli"] == 1
    assert 40 <= sum(rank is not None for rank in ranked.values()) <= 120


def test_a_saved_project_needs_neither_the_plugin_nor_its_place(project, tmp_path):
    load_basemap(project)
    (tmp_path / "here").mkdir()
    assert project.write(str(tmp_path / "here" / "project.qgs"))
    moved = tmp_path / "elsewhere" / "project.qgs"
    moved.parent.mkdir()
    shutil.move(str(tmp_path / "here" / "project.qgs"), str(moved))
    text = moved.read_text(encoding="utf-8")
    assert "inbuilt:/data/world_map.gpkg" in text
    assert str(Path(__file__).resolve().parents[2]) not in text
    again = QgsProject()
    assert again.read(str(moved))
    assert sorted(layer.name() for layer in again.mapLayers().values() if layer.isValid()) == [
        "Countries", "Disputed borders", "Districts", "Towns",
    ]
    assert names(basemap_group(again))[0] == "Towns"
    again.clear()


def test_without_qgis_own_world_map_the_rest_is_there(project, tmp_path):
    before = QgsApplication.pkgDataPath()
    QgsApplication.setPkgDataPath(str(tmp_path))
    try:
        assert names(load_basemap(project)) == ["Towns", "Districts"]
    finally:
        QgsApplication.setPkgDataPath(before)


@pytest.mark.parametrize("name", online_basemaps())
def test_an_online_basemap_comes_only_when_asked_for(project, name):
    load_basemap(project)
    assert all(layer.providerType() == "ogr" for layer in project.mapLayers().values())
    layer = add_online_basemap(project, name)
    assert layer.isValid() and layer.providerType() == "wms"
    assert layer.metadata().rights() == [online_basemaps()[name].attribution]
    assert names(basemap_group(project)) == ["Towns", "Districts", name, "Disputed borders", "Countries"]


def test_an_online_basemap_goes_to_the_bottom_where_there_is_no_other(project):
    add_online_basemap(project, "OpenStreetMap")
    assert basemap_group(project) is None
    assert project.layerTreeRoot().children()[-1].name() == "OpenStreetMap"


@pytest.mark.parametrize("name", online_basemaps())
def test_tile_addresses_hold_what_qgis_fills_in(name):
    assert all(part in online_basemaps()[name].uri for part in ("type=xyz", "%7Bx%7D", "%7By%7D", "%7Bz%7D", "url=https://"))


def test_the_group_is_known_by_a_property_and_not_by_its_name(project):
    load_basemap(project).setName("Fond de carte")
    assert basemap_group(project).customProperty(GROUP_PROPERTY) == "offline"
    assert len([group for group in project.layerTreeRoot().children() if group.customProperty(GROUP_PROPERTY)]) == 1


@pytest.fixture
def picture(tmp_path):
    """A square in Web Mercator over Libya, all of one blue."""
    path = tmp_path / "plan.tif"
    data = gdal.GetDriverByName("GTiff").Create(str(path), 256, 256, 3)
    data.SetGeoTransform([1_000_000, 8000, 0, 4_000_000, 0, -8000])
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(3857)
    data.SetProjection(reference.ExportToWkt())
    for band, value in enumerate((20, 40, 200), start=1):
        data.GetRasterBand(band).Fill(value)
    data = None
    return path


def copy(picture, name, kind, **more):
    target = picture.with_name(name)
    gdal.Translate(str(target), str(picture), format=kind, **more)
    return target


def test_a_picture_lies_over_the_land_and_below_the_towns(project, picture, draw):
    load_basemap(project)
    add_file_basemap(project, picture)
    assert names(basemap_group(project)) == ["Towns", "Districts", "plan", "Disputed borders", "Countries"]
    image = draw(spatial(project), (14, 24, 16, 26), (100, 100))
    assert image.pixelColor(50, 50).name() == "#1428c8"


def test_tiles_say_whose_they_are_without_html(project, picture):
    tiles = copy(picture, "city.mbtiles", "MBTILES")
    with closing(sqlite3.connect(tiles)) as connection:
        makers = "&copy; <a href='x'>Us</a><script>"
        connection.execute("insert into metadata values ('attribution', ?)", (makers,))
        connection.commit()
    (layer,) = add_file_basemap(project, tiles)
    assert layer.metadata().rights() == ["© Us"]


def test_all_pictures_of_a_geopackage_come(project, picture):
    file = copy(picture, "maps.gpkg", "GPKG")
    copy(picture, "maps.gpkg", "GPKG", creationOptions=["APPEND_SUBDATASET=YES", "RASTER_TABLE=second"])
    assert {layer.name() for layer in add_file_basemap(project, file)} == {"maps", "second"}


@pytest.mark.parametrize(("name", "content"), [("nothing.tif", None), ("text.mbtiles", b"no tiles"), ("a.gpkg", b"")])
def test_what_holds_no_picture_is_one_sentence(project, tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BasemapError, match=f"'{name}' holds no pictures"):
        add_file_basemap(project, tmp_path / name)
    assert project.mapLayers() == {}


def test_a_casefile_is_no_basemap(project, casefile):
    with pytest.raises(BasemapError):
        add_file_basemap(project, casefile.path)
