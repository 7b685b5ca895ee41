"""Draw every event marker in every state, as printed (3 mm at 300 dpi) and as on the screen (16 px), to be looked at.

usage: contact_sheet.py PICTURE.png    (with QGIS's Python, the plugin's parent folder on PYTHONPATH)

One row for each shape, one column for each state; each cell shows the 35 pixels of the print and the 16 of the
screen, both enlarged threefold without smoothing, so that what is seen is what there is.
"""

import sys
from typing import NamedTuple, Tuple

from qgis.PyQt.QtCore import QByteArray, QRectF, Qt
from qgis.PyQt.QtGui import QGuiApplication, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from libya_incident_mapper.layers.event_icon import marker_svg
from libya_incident_mapper.model.codes import code_list

PRINT_PX, SCREEN_PX, ENLARGED = 35, 16, 3
CELL = (PRINT_PX + SCREEN_PX + 6) * ENLARGED
TITLE_PX, NAMES_PX = 24, 110
ROW = (PRINT_PX + 2) * ENLARGED
ONE_SIDE, TWO_SIDES = ("#0072b2", "#0072b2"), ("#0072b2", "#b2182b")


class State(NamedTuple):
    """One column: what `marker_svg` is given besides the shape."""

    name: str
    colours: Tuple[str, str] = TWO_SIDES
    stance: str = "reports"
    certainty: str = "sharp"
    status: str = "approved"
    deaths: str = ""
    rings: Tuple[bool, bool] = (False, False)


STATES = (
    State("one side", ONE_SIDE), State("two sides"), State("none killed", deaths="0"), State("draft", status="draft"),
    State("reviewed", status="reviewed"), State("vague", certainty="vague"), State("wide", certainty="wide"),
    State("confirmed", stance="confirms"), State("claimed", stance="claims"), State("alleged", stance="alleges"),
    State("ring", rings=(True, True), colours=ONE_SIDE), State("ring right", rings=(False, True)),
    State("vague ring", rings=(True, False), certainty="vague"),
)


def marker(shape: str, state: State, size: int) -> QImage:
    """The marker on white, `size` pixels wide, enlarged without smoothing."""
    svg = marker_svg(shape, state.colours, state.stance, state.certainty, state.status, state.deaths, state.rings)
    plain = svg.replace("param(fill) ", "").replace("param(outline) ", "")  # QGIS's own words; Qt would not know them
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(plain.encode("utf-8"))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image.scaledToWidth(size * ENLARGED)


def contact_sheet() -> QImage:
    """All shapes in all states."""
    shapes = sorted({kind.more["shape"] for kind in code_list("event_kinds").values()})
    sheet = QImage(NAMES_PX + CELL * len(STATES), TITLE_PX + ROW * len(shapes), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    for column, state in enumerate(STATES):
        left = NAMES_PX + column * CELL
        painter.drawText(left, TITLE_PX - 8, state.name)
        for row, shape in enumerate(shapes):
            top = TITLE_PX + row * ROW
            painter.drawText(4, top + ROW // 2, shape)
            painter.drawImage(left, top, marker(shape, state, PRINT_PX))
            painter.drawImage(left + (PRINT_PX + 2) * ENLARGED, top + ENLARGED, marker(shape, state, SCREEN_PX))
    painter.end()
    return sheet


def main() -> int:
    """Write the picture; 0, or 1 where it could not be written, 2 where none was named."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    application = QGuiApplication(sys.argv)  # texts cannot be drawn without one
    is_written = contact_sheet().save(sys.argv[1])
    if not is_written:
        print(f"{sys.argv[1]} could not be written.", file=sys.stderr)
    del application
    return 0 if is_written else 1


if __name__ == "__main__":
    sys.exit(main())
