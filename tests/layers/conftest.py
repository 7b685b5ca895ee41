"""A casefile with the example's week, and maps drawn to pictures."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

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


@pytest.fixture
def casefile(tmp_path, qgis_app, example):
    made = Casefile.create(str(tmp_path / "week.gpkg"))
    for incident in example[0]:
        made.save_incident(incident)
    for movement in example[1]:
        made.save_movement(movement)
    return made


@pytest.fixture
def project(qgis_app):
    project = QgsProject()
    yield project
    project.clear()


@pytest.fixture
def draw(qgis_app):
    """Draw layers into a picture: degrees in, QImage out."""

    def drawn(layers, extent, size=(400, 400), labels=False, dpi=96, time=None):
        settings = QgsMapSettings()
        settings.setLayers(layers)
        settings.setOutputSize(QSize(*size))
        settings.setOutputDpi(dpi)
        settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        settings.setExtent(QgsRectangle(*extent))
        settings.setBackgroundColor(QColor("#ffffff"))
        settings.setFlag(QgsMapSettings.Flag.DrawLabeling, labels)
        if time is not None:
            settings.setIsTemporal(True)
            settings.setTemporalRange(time)
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        return job.renderedImage()

    return drawn


@pytest.fixture
def pixels():
    """How many pixels of a picture have a colour, or nearly so; of all that are not white where none is given."""

    def count(image, colour=None, near=12, box=None):
        left, top, width, height = box or (0, 0, image.width(), image.height())
        wanted = QColor(colour) if colour else None
        found = 0
        for y in range(top, top + height):
            for x in range(left, left + width):
                here = image.pixelColor(x, y)
                if wanted is None:
                    found += min(here.red(), here.green(), here.blue()) < 250
                else:
                    found += all(
                        abs(a - b) <= near
                        for a, b in zip(here.getRgb()[:3], wanted.getRgb()[:3])
                    )
        return found

    return count
