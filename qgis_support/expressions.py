"""The expression functions of the group *Libya incidents*: `lby_place`, `lby_describe`, `lby_grid`.

QGIS calls them wherever expressions are: in the field calculator, in styles and labels and so from the threads that
draw, and under qgis_process. The geocoder is loaded at the first call.
"""

from typing import Any, Callable, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsExpressionNodeFunction,
    QgsGeometry,
    QgsPointXY,
)

from ..model.errors import IncidentMapperError, UnreadableValue
from .expression_help import HELP
from .translation import tr
from .values import plain

Values = Sequence[Any]


class PlaceFunction(QgsExpressionFunction):
    """One function; `work` takes the values given, without NULLs at their end, and may raise our own errors."""

    def __init__(self, name: str, least: int, parameters: Sequence[str], work: Callable[[Values], Any]) -> None:
        declared = [
            QgsExpressionFunction.Parameter(parameter, number >= least) for number, parameter in enumerate(parameters)
        ]
        # With handlesNull, for a NULL in an optional parameter is no reason to give NULL.
        super().__init__(name, declared, tr("Libya incidents"), HELP[name](), False, True, False)
        self._work = work

    def func(
        self, values: List[Any], context: QgsExpressionContext, parent: QgsExpression, node: QgsExpressionNodeFunction
    ) -> Any:  # noqa: ANN401 (an expression may give anything)
        """What QGIS calls for every evaluation."""
        given = [plain(value) for value in values]
        while given and given[-1] is None:
            given.pop()
        try:
            return self._work(given)
        except IncidentMapperError as error:
            parent.setEvalErrorString(str(error))
            return None


def place(values: Values) -> Optional[QgsGeometry]:
    """The point in EPSG:4326 that a text means, NULL unless exactly one place is meant."""
    from ..geocoding.clues import Clues
    from .place_names import place_names

    text, district = _padded(values, 2)
    if text is None:
        return None
    location = place_names().geocoder.locate(str(text), Clues("" if district is None else str(district)))
    return QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat)) if location.is_placed else None


def describe(values: Values) -> Optional[str]:
    """Where a point lies, in English or Arabic."""
    from .place_names import place_names

    point, rest = _point("lby_describe", values)
    if point is None:
        return None
    language = str(rest[0]) if rest else "en"
    return place_names().describer.describe(*point, language).text


def grid(values: Values) -> Optional[str]:
    """The MGRS reference of a point."""
    from ..geocoding.grids import MOST_DIGITS, write_mgrs

    point, rest = _point("lby_grid", values)
    if point is None:
        return None
    digits = rest[0] if rest else MOST_DIGITS
    if not isinstance(digits, (int, float)) or not float(digits).is_integer():
        sentence = tr("lby_grid: the precision is a number of digits from 0 to 5, not '{value}'.")
        raise UnreadableValue(sentence.format(value=digits))
    return write_mgrs(*point, int(digits))


FUNCTIONS: Tuple[Tuple[str, int, Tuple[str, ...], Callable[[Values], Any]], ...] = (
    ("lby_place", 1, ("text", "district"), place),
    ("lby_describe", 1, ("geometry_or_latitude", "language_or_longitude", "language"), describe),
    ("lby_grid", 1, ("geometry_or_latitude", "precision_or_longitude", "precision"), grid),
)


class PlaceFunctions:
    """Our functions in QGIS's list of functions."""

    def __init__(self) -> None:
        # QGIS keeps pointers only, so they must live as long as they are registered.
        self._functions = [PlaceFunction(*each) for each in FUNCTIONS]

    def register(self) -> None:
        """Make them known to every expression."""
        for function in self._functions:
            QgsExpression.registerFunction(function)

    def unregister(self) -> None:
        """Take them away again."""
        for function in self._functions:
            QgsExpression.unregisterFunction(function.name())


def _padded(values: Values, count: int) -> List[Any]:
    return [*values, *[None] * (count - len(values))]


def _point(function: str, values: Values) -> Tuple[Optional[Tuple[float, float]], Values]:
    """(latitude, longitude) of the first values, a point or two numbers, and the values after them; None for NULL."""
    if not values or values[0] is None:
        return None, ()
    first, *rest = values
    if isinstance(first, QgsGeometry):
        vertices = [] if first.isNull() else list(first.vertices())
        if not vertices:
            return None, ()
        if len(vertices) > 1:
            sentence = tr("{function}: a single point is needed; take centroid() of other geometries.")
            raise UnreadableValue(sentence.format(function=function))
        return (vertices[0].y(), vertices[0].x()), rest
    if isinstance(first, (int, float)):
        if not rest or rest[0] is None:
            return None, ()  # a latitude whose longitude is NULL
        if isinstance(rest[0], (int, float)):
            return (float(first), float(rest[0])), rest[1:]
    sentence = tr("{function}: a point, or latitude and longitude in degrees, must come first.")
    raise UnreadableValue(sentence.format(function=function))
