"""A casefile with the example's week, and maps drawn to pictures."""

import shutil

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Incident, Losses, Movement, Waypoint

ONE = CountRange(1, 1, 1)


def week():
    """The incidents and movements of the example, and the strike that is denied."""
    place, day = default_geocoder().locate, DateRange.parse
    incidents = [
        Incident("attack", day("2018-07-24"), "is_libya", "I1", "police", place("Uqaylah"), Losses(side_b=ONE)),
        Incident("armed_clash", day("2018-07-24"), "is_libya", "I2", "lna_ajdabiya_or", place("south of Uqaylah")),
        Incident("armed_clash", day("2018-07-24/2018-07-31"), "lna_166", "I3", "is_libya", place("Wadi al-Jafr")),
        Incident(
            "air_drone_strike", day("2018-03-24"), "us_africom", "I4", "aqim", place("near Ubari"), stance="alleges",
        ),
        Incident("air_drone_strike", day("2018-07-24"), "us_africom", "I5", "", place("Sabha"), stance="denies"),
    ]
    movements = [
        Movement(
            "is_libya", day("2018-07-24"), "M1", waypoints=(Waypoint("origin", place("Uqaylah")),),
            heading=180.0, vehicles=CountRange(None, None, 5),
        ),
        Movement("is_libya", day("2018-07-28"), "M2", waypoints=(
            Waypoint("origin", place("south of Uqaylah")),
            Waypoint("via", place("103 line")),
            Waypoint("destination", place("Kufra and Jalu region")),
        )),
    ]
    return incidents, movements


@pytest.fixture(scope="session")
def example():
    return week()


@pytest.fixture(scope="session")
def file_of_the_week(new_casefile, example, tmp_path_factory):
    """Made once and copied for every test."""
    made = new_casefile(tmp_path_factory.mktemp("casefile") / "week.gpkg")
    for incident in example[0]:
        made.save_incident(incident)
    for movement in example[1]:
        made.save_movement(movement)
    return made.path


@pytest.fixture
def casefile(file_of_the_week, tmp_path):
    return Casefile(shutil.copy(file_of_the_week, tmp_path / "week.gpkg"))


@pytest.fixture
def project(qgis_app):
    project = QgsProject()
    yield project
    project.clear()


@pytest.fixture
def draw(qgis_app):
    """Draw layers into a picture: an extent in degrees, or in the units of another reference system, in, QImage out."""

    def drawn(layers, extent, size=(400, 400), labels=False, dpi=96, time=None, crs="EPSG:4326"):
        settings = QgsMapSettings()
        settings.setLayers(layers)
        settings.setOutputSize(QSize(*size))
        settings.setOutputDpi(dpi)
        settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
        settings.setExtent(QgsRectangle(*extent))
        settings.setBackgroundColor(QColor("#ffffff"))
        settings.setFlag(QgsMapSettings.Flag.DrawLabeling, labels)
        # Handed over as a list, scopes stay Python's too and are freed twice (3.22).
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
        settings.setExpressionContext(context)
        if time is not None:
            settings.setIsTemporal(True)
            settings.setTemporalRange(time)
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        return job.renderedImage()

    return drawn


@pytest.fixture
def restyled():
    """Whether something gives a layer another renderer."""

    def asked(act, layer):
        heard = []
        layer.rendererChanged.connect(lambda: heard.append(True))
        act(layer)
        return bool(heard)

    return asked


@pytest.fixture
def pixels():
    """How many pixels of a picture have a colour, or nearly so; of all that are not white where none is given."""

    def count(image, colour=None, near=12, box=None):
        part = image.copy(*box) if box else image
        part = part.convertToFormat(QImage.Format.Format_RGB32)
        data = part.constBits().asstring(part.sizeInBytes())  # blue, green, red, nothing
        if colour is None:
            return part.width() * part.height() - _number(data, (255, 255, 255), 5)
        wanted = QColor(colour)
        return _number(data, (wanted.blue(), wanted.green(), wanted.red()), near)

    return count


def _number(data, wanted, near):
    """How many pixels have all three parts within `near` of the wanted ones; whole channels at a time, for speed."""
    agreeing = None
    for channel, value in enumerate(wanted):
        table = bytes(abs(part - value) <= near for part in range(256))
        marks = int.from_bytes(data[channel::4].translate(table), "big")
        agreeing = marks if agreeing is None else agreeing & marks
    return agreeing.to_bytes(len(data) // 4, "big").count(1)
