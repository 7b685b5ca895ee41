"""Cut what an SVG draws of a map at the map's frame."""

import re
from html import unescape
from pathlib import Path
from typing import Dict, List, Match

from qgis.core import QgsLayoutItemMap, QgsPrintLayout

_ROOT = re.compile(r"<svg\b[^>]*>")
_VIEW_BOX = re.compile(r'\sviewBox="\S+ \S+ (\S+) \S+"')
_LABEL = re.compile(r'inkscape:label="([^"]*)"')


def cut_maps_at_frames(layout: QgsPrintLayout, first: Path) -> None:
    """Give every layer of every map in the exported pages (`first`, `first_2`, ...) the map's frame as clip path.

    Qt 5's SVG writer knows no clipping: countries reach over the whole sheet (QGIS 3.22 to 3.44). QGIS's own way,
    cutting the geometries, bends the edges between projections and puts arrow heads on the frame. The pages must have
    been exported as layers, which QGIS names "map: layer" and "map: layer (Labels)".

    In the text of the picture: to read it as a document, and to write it anew, takes Qt ten times as long.
    """
    for number in range(layout.pageCollection().pageCount()):
        file = first if number == 0 else first.with_name(f"{first.stem}_{number + 1}{first.suffix}")
        picture = file.read_bytes()
        if not picture.rstrip().endswith(b"</svg>"):
            continue  # A full disk; half a picture is left as it is, so that the export is seen to have failed.
        maps = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap) and item.page() == number]
        file.write_bytes(_cut(picture.decode("utf-8"), maps).encode("utf-8"))


def _cut(picture: str, maps: List[QgsLayoutItemMap]) -> str:
    frames: Dict[str, str] = {}
    for place, item in enumerate(maps):
        frames.update((f"{item.displayName()}: {layer.name()}", f"frame-{place}") for layer in item.layersToRender())

    def cut(label: Match) -> str:
        name = unescape(label[1])
        frame = frames.get(name) or frames.get(name.rpartition(" (")[0])
        # The same words may be printed on the sheet.
        is_layer = picture.startswith("<g ", picture.rfind("<", 0, label.start()))
        return f'{label[0]} clip-path="url(#{frame})"' if frame and is_layer else str(label[0])

    root = _ROOT.search(picture)
    pixels = float(_VIEW_BOX.search(root[0])[1])
    clips = "".join(f"\n {_clip_path(item, f'frame-{place}', pixels)}" for place, item in enumerate(maps))
    # "Tiny" has no clip paths, and a reader may take the word for it.
    plain = re.sub(r'\sbaseProfile="[^"]*"', "", root[0])
    return _LABEL.sub(cut, picture).replace(root[0], plain + clips, 1)


def _clip_path(item: QgsLayoutItemMap, name: str, pixels: float) -> str:
    """The frame in the units of the picture, of which so many make the width of the page."""
    scale = pixels / item.layout().pageCollection().page(item.page()).rect().width()
    values = {
        "x": item.pagePos().x(), "y": item.pagePos().y(), "width": item.rect().width(), "height": item.rect().height(),
    }
    frame = " ".join(f'{key}="{value * scale:.2f}"' for key, value in values.items())
    return f'<clipPath id="{name}"><rect {frame}/></clipPath>'
