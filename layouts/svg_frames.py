"""Cut what an SVG draws of a map at the map's frame."""

from pathlib import Path
from typing import Iterator

from qgis.core import QgsLayoutItemMap, QgsPrintLayout
from qgis.PyQt.QtCore import QByteArray
from qgis.PyQt.QtXml import QDomDocument, QDomElement


def cut_maps_at_frames(layout: QgsPrintLayout, first: Path) -> None:
    """Give every layer of every map in the exported pages (`first`, `first_2`, ...) the map's frame as clip path.

    Qt 5's SVG writer knows no clipping: countries reach over the whole sheet (QGIS 3.22 to 3.44). QGIS's own way,
    cutting the geometries, bends the edges between projections and puts arrow heads on the frame. The pages must have
    been exported as layers, which QGIS names "map: layer" and "map: layer (Labels)".
    """
    for number in range(layout.pageCollection().pageCount()):
        file = first if number == 0 else first.with_name(f"{first.stem}_{number + 1}{first.suffix}")
        picture = file.read_bytes()
        if not picture.rstrip().endswith(b"</svg>"):
            continue  # A full disk; half a picture is left as it is, so that the export is seen to have failed.
        document = QDomDocument()
        document.setContent(QByteArray(picture))
        root = document.documentElement()
        # "Tiny" has no clip paths, and a reader may take the word for it.
        root.removeAttribute("baseProfile")
        maps = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap) and item.page() == number]
        for place, item in enumerate(maps):
            _cut(document, item, f"frame-{place}")
        file.write_bytes(document.toByteArray(1).data())


def _cut(document: QDomDocument, item: QgsLayoutItemMap, name: str) -> None:
    root = document.documentElement()
    root.insertBefore(_clip_path(document, item, name), root.firstChild())
    names = [f"{item.displayName()}: {layer.name()}" for layer in item.layersToRender()]
    for group in _groups(root):
        label = group.attribute("inkscape:label")
        if any(label == layer or label.startswith(f"{layer} (") for layer in names):
            group.setAttribute("clip-path", f"url(#{name})")


def _clip_path(document: QDomDocument, item: QgsLayoutItemMap, name: str) -> QDomElement:
    """The frame in the units of the picture, of which the view box tells how many make the page."""
    page = item.layout().pageCollection().page(item.page())
    scale = float(document.documentElement().attribute("viewBox").split()[2]) / page.rect().width()
    frame = document.createElement("rect")
    for key, value in (
        ("x", item.pagePos().x()), ("y", item.pagePos().y()),
        ("width", item.rect().width()), ("height", item.rect().height()),
    ):
        frame.setAttribute(key, f"{value * scale:.2f}")
    path = document.createElement("clipPath")
    path.setAttribute("id", name)
    path.appendChild(frame)
    return path


def _groups(root: QDomElement) -> Iterator[QDomElement]:
    group = root.firstChildElement("g")
    while not group.isNull():
        yield group
        group = group.nextSiblingElement("g")
