"""The help of our expression functions, as QGIS's expression builder shows it: HTML, written here and fixed."""

from typing import Callable, Dict, Sequence, Tuple

from .translation import tr

Pairs = Sequence[Tuple[str, str]]


def _page(signature: str, text: str, arguments: Pairs, examples: Pairs) -> str:
    rows = "".join(f"<tr><td><code>{name}</code>&nbsp;</td><td>{meaning}</td></tr>" for name, meaning in arguments)
    shown = "".join(f"<li><code>{example}</code> → <code>{result}</code></li>" for example, result in examples)
    return (
        f"<h3>{signature}</h3><p>{text}</p><h4>{tr('Arguments')}</h4><table>{rows}</table>"
        f"<h4>{tr('Examples')}</h4><ul>{shown}</ul>"
    )


def place_help() -> str:
    """Of `lby_place`."""
    return _page(
        "lby_place(text[, district])",
        tr(
            "The point of a Libyan place, found offline, in EPSG:4326; NULL where the text is ambiguous or unknown. "
            "The text may be a name in any usual spelling and in either script, a phrase, or coordinates. The point "
            "has an uncertainty, which the algorithm <i>Geocode places</i> gives together with the reasons."
        ),
        (
            ("text", tr("the place as the source words it")),
            ("district", tr("the district of the place, which helps to tell places of one name apart")),
        ),
        (
            ("geom_to_wkt(lby_place('Uqaylah'), 2)", "Point (19.2 30.26)"),
            ("lby_place('20 km south of Jalu')", tr("a point")),
            ("lby_place('Awaynat')", "NULL"),
            ("lby_place('Awaynat', 'Ghat')", tr("a point")),
        ),
    )


def describe_help() -> str:
    """Of `lby_describe`."""
    return _page(
        "lby_describe(geometry[, language]), lby_describe(latitude, longitude[, language])",
        tr(
            "Where a point lies, by a settlement and its district. The geometry must be in EPSG:4326; transform "
            "others, as the third example does."
        ),
        (
            ("geometry", tr("a point in EPSG:4326")),
            ("latitude, longitude", tr("degrees on WGS84")),
            ("language", tr("'en' (if left out), 'ar' or 'fr'")),
        ),
        (
            ("lby_describe(30.15, 19.15)", "13 km SSW of El Agheila, Al Wahat"),
            ("lby_describe(make_point(19.15, 30.15), 'ar')", "13 كم جنوب جنوب غرب العقيلة، الواحات"),
            ("lby_describe(transform($geometry, @layer_crs, 'EPSG:4326'))", tr("a text")),
        ),
    )


def grid_help() -> str:
    """Of `lby_grid`."""
    return _page(
        "lby_grid(geometry[, precision]), lby_grid(latitude, longitude[, precision])",
        tr("The MGRS reference of the cell that a point lies in. The geometry must be in EPSG:4326; transform others."),
        (
            ("geometry", tr("a point in EPSG:4326")),
            ("latitude, longitude", tr("degrees on WGS84")),
            ("precision", tr("digits each way: 5 (if left out) is a cell of 1 m, 3 of 100 m, 0 of 100 km")),
        ),
        (
            ("lby_grid(30.26, 19.2)", "34RCU2683448967"),
            ("lby_grid(make_point(19.2, 30.26), 2)", "34RCU2648"),
        ),
    )


HELP: Dict[str, Callable[[], str]] = {
    "lby_place": place_help, "lby_describe": describe_help, "lby_grid": grid_help,
}
