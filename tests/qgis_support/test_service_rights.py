"""Credits of map services: what the service says of its makers comes into the layer's rights by itself."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject

from libya_incident_mapper.qgis_support.service_rights import ServiceRights, capabilities_address, rights_in

WMS = """<?xml version="1.0"?>
<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms" xmlns:xlink="http://www.w3.org/1999/xlink">
<Service><Name>WMS</Name><Title>Maps</Title><OnlineResource xlink:href="{here}"/>
<ContactInformation><ContactPersonPrimary><ContactOrganization>Survey of Elsewhere</ContactOrganization>
</ContactPersonPrimary></ContactInformation></Service>
<Capability><Request><GetCapabilities><Format>text/xml</Format><DCPType><HTTP><Get>
<OnlineResource xlink:href="{here}?"/></Get></HTTP></DCPType></GetCapabilities><GetMap><Format>image/png</Format>
<DCPType><HTTP><Get><OnlineResource xlink:href="{here}?"/></Get></HTTP></DCPType></GetMap></Request>
<Layer><Title>All</Title><CRS>EPSG:4326</CRS>{above}
<Layer><Name>relief</Name><Title>Relief</Title><CRS>EPSG:4326</CRS><EX_GeographicBoundingBox>
<westBoundLongitude>9</westBoundLongitude><eastBoundLongitude>26</eastBoundLongitude>
<southBoundLatitude>19</southBoundLatitude><northBoundLatitude>34</northBoundLatitude>
</EX_GeographicBoundingBox>{own}</Layer></Layer></Capability></WMS_Capabilities>"""
WMTS = """<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1">
<ows:ServiceProvider><ows:ProviderName>Tiles of Elsewhere</ows:ProviderName></ows:ServiceProvider>
<Contents><Layer><ows:Identifier>relief</ows:Identifier></Layer></Contents></Capabilities>"""
SURVEY = "<Attribution><Title>Relief\n Survey</Title></Attribution>"


@pytest.fixture
def project():
    project = QgsProject()
    yield project
    project.clear()


def wms(own="", above=""):
    return WMS.format(here="http://127.0.0.1/", own=own, above=above)


@pytest.mark.parametrize("text, rights", [
    (wms(own=SURVEY), "Relief Survey"),
    (wms(above=SURVEY), "Relief Survey"),
    (wms(own=SURVEY.replace("Relief", "Nearer"), above=SURVEY), "Nearer Survey"),
    (wms(), "Survey of Elsewhere"),
    (WMTS, "Tiles of Elsewhere"),
    ("<html><body>Not found", ""),
    ("", ""),
])
def test_whose_it_is(text, rights):
    assert rights_in(text, ["relief"]) == rights


@pytest.mark.parametrize("source, address", [
    ("layers=a&styles=&url=https://maps.example/wms", "https://maps.example/wms?SERVICE=WMS&REQUEST=GetCapabilities"),
    ("layers=a&styles=&url=https://maps.example/wms?map%3D1%26service%3DWMS",
     "https://maps.example/wms?map=1&service=WMS&REQUEST=GetCapabilities"),
    ("layers=a&styles=&tileMatrixSet=g&url=https://maps.example/1.0.0/c.xml", "https://maps.example/1.0.0/c.xml"),
    ("type=xyz&url=https://maps.example/%7Bz%7D/%7Bx%7D/%7By%7D.png", ""),
    ("layers=a&styles=&url=file:///etc/passwd", ""),
])
def test_where_it_is_asked(project, monkeypatch, source, address):
    layer = QgsRasterLayer("type=xyz&url=https://maps.example/%7Bz%7D/%7Bx%7D/%7By%7D.png", "x", "wms")
    monkeypatch.setattr(layer, "source", lambda: source)
    assert capabilities_address(layer).toString() == address


def test_a_new_layer_gets_its_rights_and_one_that_has_some_keeps_them(project):
    parent = QObject()
    ServiceRights(project, parent).watch()
    with serving(lambda here: WMS.format(here=here, own=SURVEY, above="")) as here:
        source = f"crs=EPSG:4326&format=image/png&layers=relief&styles=&url={here}"
        layer, known = (QgsRasterLayer(source, name, "wms") for name in ("Relief", "Known"))
        metadata = known.metadata()
        metadata.setRights(["Mine"])
        known.setMetadata(metadata)
        assert layer.isValid()
        project.addMapLayers([known, layer])
        until = time.monotonic() + 10
        while not layer.metadata().rights() and time.monotonic() < until:
            QCoreApplication.processEvents()
    assert layer.metadata().rights() == ["Relief Survey"]
    assert known.metadata().rights() == ["Mine"]


@pytest.mark.parametrize("is_asked_before", [False, True])
def test_the_layers_of_a_project_that_is_opened_ask_nobody(project, is_asked_before):
    parent, asked = QObject(), []
    rights = ServiceRights(project, parent)
    if is_asked_before:
        rights.watch()
        project.clear()
    with serving(lambda here: asked.append(here) or WMS.format(here=here, own=SURVEY, above="")) as here:
        layer = QgsRasterLayer(f"crs=EPSG:4326&format=image/png&layers=relief&styles=&url={here}", "Relief", "wms")
        assert layer.isValid()
        by_qgis = len(asked)
        project.addMapLayer(layer)
        until = time.monotonic() + 1
        while time.monotonic() < until:
            QCoreApplication.processEvents()
    assert len(asked) == by_qgis
    assert not layer.metadata().rights()


@contextmanager
def serving(text):
    """A service on this machine that answers everything with its capabilities."""
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = text(f"http://127.0.0.1:{server.server_port}/").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
