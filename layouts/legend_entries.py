"""What the legend of a sheet has to explain: exactly the signs that its records put on the map."""

from typing import Callable, Dict, FrozenSet, Iterable, Iterator, List, NamedTuple, Optional, TypeVar

from qgis.core import (
    QgsFeature,
    QgsMarkerSymbol,
    QgsSimpleMarkerSymbolLayer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ..casefile.style_keys import (
    DEATH_STEPS,
    VEHICLE_STEPS,
    AreaKey,
    IncidentKey,
    MovementKey,
    WaypointKey,
    parse_area_key,
    parse_incident_key,
    parse_movement_key,
    parse_waypoint_key,
)
from ..layers.area_style import WIDE_PRECISIONS, area_symbol, waypoint_symbol
from ..layers.categories import drawn_keys
from ..layers.colours import ink_on
from ..layers.incident_style import incident_symbol
from ..layers.legend_text import shape_label, step_text
from ..layers.movement_style import head_length, movement_symbol, rgba
from ..layers.palette import ActorLook, Palette
from ..layers.svg_symbol import svg_symbol
from ..layers.tally_icon import tally_svg
from ..model.codes import code_list, label
from ..qgis_support.translation import tr
from .legend import SYMBOL, LegendEntry

NOBODY, OTHER = "", "other"
SAMPLES = Palette({NOBODY: ActorLook("", "", "#6b6b6b"), OTHER: ActorLook("", "", "#c4c4c4")})
"""Greys for signs that are explained for every actor alike."""
TALLY_MM = 4.4
SAMPLE = 0.75
"""The scale of a sample marker, except where its size is what is explained."""
Key = TypeVar("Key")


class Shown(NamedTuple):
    """The features that the main map draws, by table."""

    incidents: List[QgsFeature]
    movements: List[QgsFeature]
    waypoints: List[QgsFeature]
    areas: List[QgsFeature]


class Signs(NamedTuple):
    """What maps show. single: uids of the incidents with markers of their own; has_rings: whether some are counted."""

    single: FrozenSet[str]
    has_rings: bool

    def with_those_of(self, other: "Signs") -> "Signs":
        """Of two maps together."""
        return Signs(self.single | other.single, self.has_rings or other.has_rings)


def legend_entries(
    shown: Shown, layers: Dict[str, QgsVectorLayer], palette: Palette, signs: Optional[Signs] = None
) -> List[LegendEntry]:
    """Actors by colour, kinds by glyph, then the marks of certainty, of movements and of areas; nothing twice.

    signs: where not every incident has a marker: of one without, the map says only who and how many.
    """
    is_single = {one["uid"]: signs is None or one["uid"] in signs.single for one in shown.incidents}
    incidents, counted = (
        list(_keys((one for one in shown.incidents if is_single[one["uid"]] is alone), parse_incident_key))
        for alone in (True, False)
    )
    movements = list(_keys(shown.movements, parse_movement_key))
    waypoints = list(_keys(shown.waypoints, parse_waypoint_key))
    areas = list(_keys(shown.areas, parse_area_key))
    carrier = _carrier(layers)
    entries = _actors([*incidents, *counted], [*movements, *waypoints, *areas], carrier, palette)
    entries += _kinds(incidents, carrier)
    entries += _certainty(incidents, carrier)
    entries += _tally(carrier) if signs is not None and signs.has_rings else []
    entries += _deaths(incidents, carrier)
    entries += _routes(movements, carrier)
    entries += _stops(waypoints, carrier)
    entries += _strength(movements, carrier)
    entries += _areas(areas, carrier)
    return entries


def _carrier(layers: Dict[str, QgsVectorLayer]) -> QgsVectorLayer:
    """The layer that the entries hang on: the one with the fewest signs of its own, at least one.

    QGIS 3.22 makes all legend nodes of a layer for every entry, which for 60 categories takes 25 ms each time.
    """
    signs = {table: len(layer.renderer().legendSymbolItems()) for table, layer in layers.items()}
    table = min((table for table in layers if signs[table]), key=lambda table: signs[table], default="incidents")
    return layers[table]


def _keys(features: Iterable[QgsFeature], parse: Callable[[str], Key]) -> Iterator[Key]:
    """Each style key once, in a fixed order; none for rows that are not brought in step, which have no key of ours."""
    for text in sorted(drawn_keys({str(feature["style_key"]) for feature in features}, parse)):
        yield parse(text)


def _actors(
    incidents: List[IncidentKey], others: List[NamedTuple], layer: QgsVectorLayer, palette: Palette
) -> List[LegendEntry]:
    """One disc for each actor on the map, by name."""
    seen = {actor for key in incidents for actor in (key.actor1, key.actor2) if actor}
    seen |= {key.actor for key in others}
    section = tr("Actors")
    entries = []
    for actor in sorted(seen, key=lambda actor: (palette[actor].name.casefold(), actor)):
        disc = QgsMarkerSymbol.createSimple({
            "name": "circle", "size": "3.2", "color": rgba(palette[actor].colour), "outline_color": rgba("#222222"),
            "outline_width": "0.15",
        })
        if palette[actor].has_ring:
            disc.appendSymbolLayer(_inner_ring(palette[actor].colour))
        entries.append(LegendEntry(section, palette[actor].name, disc, layer))
    return entries


def _inner_ring(colour: str) -> QgsSymbolLayer:
    """As the markers of the actor's bloc bear it."""
    return QgsSimpleMarkerSymbolLayer.create({
        "name": "circle", "size": "2.4", "color": "0,0,0,0", "outline_color": rgba(ink_on((colour,))[0]),
        "outline_width": "0.3",
    })


def _kinds(incidents: List[IncidentKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """One glyph for each kind on the map, in the order of the code list."""
    order = list(dict.fromkeys(code.more["shape"] for code in code_list("event_kinds").values()))
    shapes = sorted({key.shape for key in incidents}, key=order.index)
    section = tr("Events")
    return [
        LegendEntry(section, _capital(shape_label(shape)), _marker(shape), layer) for shape in shapes
    ]


def _certainty(incidents: List[IncidentKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """Halves, hollow bodies and rings, as far as a marker has them."""
    section = tr("Marks on events")
    entries = []
    halved = next((key for key in incidents if key.actor2 and key.actor2 != key.actor1), None)
    if halved is not None:
        entries.append(LegendEntry(section, tr("Two sides involved"), _marker(halved.shape, actor2=OTHER), layer))
    for certainty, words in (("vague", tr("Place approximate")), ("wide", tr("Place known to the district at best"))):
        found = next((key for key in incidents if key.certainty == certainty), None)
        if found is not None:
            entries.append(LegendEntry(section, words, _marker(found.shape, certainty=certainty), layer))
    for stance in code_list("stances"):
        ringed = next((key for key in incidents if key.stance == stance != "reports"), None)
        if ringed is not None:
            entries.append(LegendEntry(section, label("stances", stance), _marker(ringed.shape, stance=stance), layer))
    for status in code_list("statuses"):
        marked = next((key for key in incidents if key.status == status != "approved"), None)
        if marked is not None:
            entries.append(LegendEntry(section, label("statuses", status), _marker(marked.shape, status=status), layer))
    return entries


def _tally(layer: QgsVectorLayer) -> List[LegendEntry]:
    """The ring of those that are counted."""
    svg = tally_svg([(NOBODY, NOBODY), (NOBODY, OTHER)], {actor: look.colour for actor, look in SAMPLES.items()})
    words = tr("× incidents close together, in the colours of those involved")
    return [LegendEntry(tr("Marks on events"), words, svg_symbol(svg, SAMPLES[NOBODY].colour, TALLY_MM), layer)]


def _deaths(incidents: List[IncidentKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """The sizes on the map, as large as they are there, where any number is known."""
    steps = {key.deaths: key.shape for key in incidents}
    if set(steps) <= {""}:
        return []
    section = tr("Killed")
    return [
        LegendEntry(
            section, step_text(step, DEATH_STEPS) if step else tr("Not known"),
            incident_symbol(_sample(steps[step], deaths=step), SAMPLES), layer,
        )
        for step in sorted(steps, key=lambda step: int(step or -1))
    ]


def _marker(shape: str, **parts: str) -> QgsSymbol:
    return incident_symbol(_sample(shape, **parts), SAMPLES, SAMPLE)


def _sample(shape: str, **parts: str) -> IncidentKey:
    """A plain marker, but for the parts that are explained."""
    return IncidentKey(NOBODY, NOBODY, shape, "reports", "sharp", "approved", "")._replace(**parts)


def _routes(movements: List[MovementKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """Each type of arrow once, whoever moved and however many."""
    looks = sorted({key._replace(actor=NOBODY, vehicles="1") for key in movements})
    return [LegendEntry(tr("Movements"), _route_words(key), movement_symbol(key, SAMPLES), layer) for key in looks]


def _strength(movements: List[MovementKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """The widths on the map."""
    plain = MovementKey(NOBODY, "seen", "reports", "closed", "")
    return [
        LegendEntry(
            tr("Vehicles"), step_text(step, VEHICLE_STEPS) if step else tr("Not known"),
            movement_symbol(plain._replace(vehicles=step), SAMPLES), layer,
            (SYMBOL[0], max(SYMBOL[1], head_length(step))),
        )
        for step in sorted({key.vehicles for key in movements}, key=lambda step: int(step or -1))
    ]


def _route_words(key: MovementKey) -> str:
    words = tr("Route observed") if key.route == "seen" else tr("Route not observed")
    if key.end == "open":
        words = tr("{route}, destination not placed").format(route=words)
    if key.stance != "reports":
        words = f"{words}, {label('stances', key.stance).lower()}"
    return words


def _stops(waypoints: List[WaypointKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """The rings at the stops: filled at the origin, hollow on the way, with a dot at the destination."""
    words = {"origin": tr("Origin"), "via": tr("Stop on the way"), "destination": tr("Destination")}
    roles = {key.role for key in waypoints}
    return [
        LegendEntry(tr("Movements"), text, waypoint_symbol(WaypointKey(NOBODY, role), SAMPLES), layer)
        for role, text in words.items() if role in roles
    ]


def _areas(areas: List[AreaKey], layer: QgsVectorLayer) -> List[LegendEntry]:
    """The two hatches: around a place, and a whole district or region."""
    entries = []
    for is_wide, words in ((False, tr("Somewhere in this area")), (True, tr("District or region named"))):
        key = next((key for key in areas if (key.precision in WIDE_PRECISIONS) == is_wide), None)
        if key is not None:
            entries.append(LegendEntry(tr("Areas"), words, area_symbol(key._replace(actor=NOBODY), SAMPLES), layer))
    return entries


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
