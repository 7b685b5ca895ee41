import csv

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from libya_incident_mapper.processing_provider.provider import IncidentMapperProvider


class Listener(QgsProcessingFeedback):
    """Keeps what an algorithm says; cancels itself as soon as it hears of progress, where asked to."""

    def __init__(self, cancels=False):
        super().__init__(False)
        self.said, self.warned, self.cancels = [], [], cancels
        self.steps = []
        self.progressChanged.connect(self._moved)

    def _moved(self, progress):
        self.steps.append(progress)
        if self.cancels:
            self.cancel()

    def pushInfo(self, text):  # noqa: N802
        self.said.append(text)

    def pushWarning(self, text):  # noqa: N802
        self.warned.append(text)


@pytest.fixture(scope="session")
def provider(qgis_app):
    registry = QgsApplication.processingRegistry()
    if registry.providerById("libyaincidents") is None:
        registry.addProvider(IncidentMapperProvider())
    return registry.providerById("libyaincidents")


@pytest.fixture
def listener():
    return Listener()


@pytest.fixture
def run(provider):
    """Run one of our algorithms as QGIS does: the check of the parameters, then the work; errors are raised."""

    def run_one(name, listener=None, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"libyaincidents:{name}")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = listener or Listener()
        good, reason = algorithm.checkParameterValues(parameters, context)
        if not good:
            raise ValueError(reason)
        results, _ = algorithm.run(parameters, context, feedback, {}, False)
        for identifier in results.values():
            if isinstance(identifier, str) and context.temporaryLayerStore().mapLayer(identifier):
                return context.takeResultLayer(identifier), results
        return results

    return run_one


@pytest.fixture
def table():
    """A table in memory: columns as in `QgsVectorLayer`'s memory provider ('place:string'), and rows."""

    def make(columns, rows, name="table", geometry="None"):
        fields = "&".join(f"field={column}" for column in columns)
        layer = QgsVectorLayer(f"{geometry}?{fields}", name, "memory")
        features = []
        for row in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            if geometry != "None":
                feature.setGeometry(QgsGeometry.fromWkt("POINT (1 2)"))
            features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        return layer

    return make


@pytest.fixture
def roads(qgis_app):
    """A line layer that holds one road."""
    layer = QgsVectorLayer("LineString?crs=EPSG:4326&field=road:string", "my roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Ajdabiya-Jalu road"])
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING (20.22 30.76, 20.9 29.9, 21.55 29.03)"))
    assert layer.dataProvider().addFeatures([feature])[0]
    return layer


@pytest.fixture
def write_csv(tmp_path):
    """A CSV file of a header and rows; gives its path."""

    def write(name, *rows, encoding="utf-8"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream).writerows(rows)
        return str(path)

    return write
