from base64 import b64decode
from xml.etree import ElementTree

from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.layouts.chart import HEIGHT, PLOT_HEIGHT, chart_source, chart_titles
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.tally import Counted, DayTally

NAMES = {"lna": "LNA", "gna": "<b>[% 1 %] & Co", "is": "IS"}
COLOURS = {"lna": "#0072b2", "gna": "#d55e00", "is": "#1a1a1a"}
PALETTE = Palette({actor: ActorLook(name, name, COLOURS[actor]) for actor, name in NAMES.items()})
SVG = "{http://www.w3.org/2000/svg}"


def counted(day, actor, deaths=None):
    return Counted(DateRange.parse(day), actor, deaths)


BARS = DayTally([
    counted("2031-02-01", "lna", 2), counted("2031-02-01", "gna", 6), counted("2031-02-02", "gna"),
    counted("2031-02-04", "is", 0), counted("2031-02-04", "gna", 1),
]).bars()


def picture(bars, width=200.0):
    return ElementTree.fromstring(b64decode(chart_source(bars, PALETTE, width).partition(":")[2]))


def boxes(bars):
    """(colour, x, height) of the bars, left half and right half; swatches of the legend left out."""
    found = [
        (box.get("fill"), float(box.get("x")), float(box.get("height")))
        for box in picture(bars).iter(f"{SVG}rect") if box.get("stroke")
    ]
    return [[box for box in found if (box[1] < 100) == is_left] for is_left in (True, False)]


def test_bars_are_as_high_as_their_numbers_in_the_actors_colours(qgis_app):
    records, deaths = boxes(BARS)
    assert [(colour, round(height / PLOT_HEIGHT, 2)) for colour, _, height in records] == [
        (COLOURS["gna"], 0.5), (COLOURS["lna"], 0.5), (COLOURS["gna"], 0.5), (COLOURS["gna"], 0.5),
        (COLOURS["is"], 0.5),
    ]
    assert [(colour, round(height / PLOT_HEIGHT, 2)) for colour, _, height in deaths] == [
        (COLOURS["gna"], 0.75), (COLOURS["lna"], 0.25), (COLOURS["gna"], 0.12),
    ]
    assert records[0][1] == records[1][1] < records[2][1] < records[3][1]


def test_what_is_not_known_is_told_and_drawn_as_nothing(qgis_app):
    assert chart_titles(BARS) == ("Records per day", "Killed per day (number not known: 1)")
    weeks = DayTally([counted("2031-02-01", "is", 0), counted("2031-04-20", "is", 0)]).bars()
    assert chart_titles(weeks)[1] == "Killed per week"


def test_names_with_markup_are_text(qgis_app):
    texts = [text.text for text in picture(BARS).iter(f"{SVG}text")]
    assert NAMES["gna"] in texts
    assert len(list(picture(BARS).iter(f"{SVG}b"))) == 0


def test_more_actors_than_there_is_room_for_are_counted(qgis_app):
    many = DayTally(counted("2031-02-01", f"An actor with a long name {n}", 1) for n in range(40)).bars()
    texts = [text.text for text in picture(many).iter(f"{SVG}text")]
    assert any(text.startswith("and ") and text.endswith(" more") for text in texts)
    assert float(picture(many).get("viewBox").split()[-1]) == HEIGHT
