"""Whose the map of a WMS or WMTS is, asked of the service when its layer is added.

QGIS (3.22 to 3.44) shows what a service says of its makers among the layer's properties but does not put it into the
layer's rights, where sheets look for credits.
"""

from functools import partial
from typing import Collection, List, Sequence

from qgis.core import QgsMapLayer, QgsNetworkContentFetcher, QgsProject, QgsProviderRegistry
from qgis.PyQt.QtCore import QObject, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtXml import QDomDocument, QDomElement

_LONGEST = 200


class ServiceRights(QObject):
    """Writes into new layers of services whose they are; layers that have rights keep them.

    Only once the user has asked for a service, and until the project is left: the layers of a project that is opened
    ask nobody. The server is the one that QGIS has just asked for the same document, and mostly that is still kept.
    """

    def __init__(self, project: QgsProject, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._is_asked = project, False
        project.layersAdded.connect(self._look)
        project.cleared.connect(lambda: self._watch(False))

    def watch(self) -> None:
        """The user is choosing a service now."""
        self._watch(True)

    def _watch(self, is_asked: bool) -> None:
        self._is_asked = is_asked

    def _look(self, layers: Sequence[QgsMapLayer]) -> None:
        for layer in layers if self._is_asked else ():
            address = capabilities_address(layer)
            if address.isEmpty() or layer.metadata().rights():
                continue
            parts = _parts(layer)
            request = QNetworkRequest(address)
            request.setAttribute(
                QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.PreferCache
            )
            fetcher = QgsNetworkContentFetcher()
            fetcher.setParent(self)
            fetcher.finished.connect(partial(self._take, fetcher, layer.id(), _names(parts.get("layers", ""))))
            fetcher.fetchContent(request, parts.get("authcfg", ""))

    def _take(self, fetcher: QgsNetworkContentFetcher, layer_id: str, names: Collection[str]) -> None:
        layer, reply = self._project.mapLayer(layer_id), fetcher.reply()
        if layer is not None and reply is not None and reply.error() == QNetworkReply.NetworkError.NoError:
            rights, metadata = rights_in(fetcher.contentAsString(), names), layer.metadata()
            if rights and not metadata.rights():
                metadata.setRights([rights])
                layer.setMetadata(metadata)
        fetcher.deleteLater()


def capabilities_address(layer: QgsMapLayer) -> QUrl:
    """Where the service of a layer describes itself; empty for a layer of any other kind."""
    parts = _parts(layer)
    address = QUrl(parts.get("url", ""))
    if address.scheme() not in ("http", "https") or not parts.get("layers"):
        return QUrl()
    query = QUrlQuery(address)
    asked = {key.lower() for key, _ in query.queryItems()}
    service = "WMTS" if parts.get("tileMatrixSet") else "WMS"
    if service == "WMS" or not address.path().lower().endswith(".xml"):
        for key, value in (("SERVICE", service), ("REQUEST", "GetCapabilities")):
            if key.lower() not in asked:
                query.addQueryItem(key, value)
        address.setQuery(query)
    return address


def rights_in(capabilities: str, names: Collection[str]) -> str:
    """Whose the layers of those names are; empty where the text does not say.

    The attribution of a layer, or of one above it, which it inherits (OGC 06-042, 7.2.4.6.6); without one the
    organisation that provides the service.
    """
    document = QDomDocument()
    # PyQt 5 answers with a tuple, PyQt 6 with an object; a broken text leaves the document empty.
    document.setContent(capabilities)
    layers = _elements(document, "Layer")
    titles = [_attribution(layer) for layer in layers if layer.firstChildElement("Name").text().strip() in names]
    if not any(titles):
        makers = [*_elements(document, "ContactOrganization"), *_elements(document, "ows:ProviderName")]
        titles = [maker.text() for maker in makers[:1]]
    return "; ".join(dict.fromkeys(filter(None, (" ".join(title.split())[:_LONGEST] for title in titles))))


def _parts(layer: QgsMapLayer) -> dict:
    provider = layer.providerType()
    return QgsProviderRegistry.instance().decodeUri(provider, layer.source()) if provider == "wms" else {}


def _names(layers: object) -> Collection[str]:
    """One name as text, several as a list."""
    return [layers] if isinstance(layers, str) else list(layers)


def _attribution(layer: QDomElement) -> str:
    while layer.tagName() == "Layer":
        title = layer.firstChildElement("Attribution").firstChildElement("Title").text()
        if title.strip():
            return title
        layer = layer.parentNode().toElement()
    return ""


def _elements(document: QDomDocument, tag: str) -> List[QDomElement]:
    found = document.elementsByTagName(tag)
    return [found.at(number).toElement() for number in range(found.count())]
