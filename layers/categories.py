"""A renderer with one category for each style key that a layer holds, and none for anything else."""

from typing import Callable, Iterable, List, NamedTuple, Optional, Set, TypeVar

from qgis.core import QgsCategorizedSymbolRenderer, QgsExpression, QgsRendererCategory, QgsSymbol, QgsVectorLayer

from ..casefile.requests import equals
from ..casefile.style_keys import STYLE_KEY
from ..model.codes import code_list
from ..model.stances import is_drawn

_BEFORE, _AFTER = f"{QgsExpression.quotedColumnRef(STYLE_KEY)} || trim(char(33 - (", ")))"
"""Around a rule that is 1 or 0: the key with nothing after it (code 32, a space, trimmed), or with "!", which none has.

QGIS leaves such an expression to SQLite, which finds a week by its index; of CASE it would read and weigh every row
itself (3.22 to 3.44): with 100,000 rows eight times as long for a week, and half as long again for all.
"""
Key = TypeVar("Key")


class Drawn(NamedTuple):
    """What one style key looks like and is called."""

    symbol: QgsSymbol
    label: str


def style_key_where(rule: str) -> str:
    """What the categories go by: the style key, of all rows or of those for which the expression `rule` holds.

    The rule is 1 or 0 for every row, never NULL.
    """
    return f"{_BEFORE}{rule}{_AFTER}" if rule else STYLE_KEY


def is_style_attribute(attribute: str) -> bool:
    """Whether `style_key_where` may have made it."""
    return attribute == STYLE_KEY or (attribute.startswith(_BEFORE) and attribute.endswith(_AFTER))


def keys_in(layer: QgsVectorLayer) -> Set[str]:
    """The style keys that the rows of the layer hold now."""
    column = layer.fields().indexOf(STYLE_KEY)
    return {value for value in layer.uniqueValues(column) if isinstance(value, str) and value}


def has_rows(layer: QgsVectorLayer, key: str) -> bool:
    """Whether any row of the layer has that style key now."""
    request = equals(**{STYLE_KEY: key}).setNoAttributes().setLimit(1)
    return any(True for _ in layer.getFeatures(request))


def drawn_keys(keys: Iterable[str], parse: Callable[[str], NamedTuple]) -> Set[str]:
    """The keys among these that get a category: those that can be read and are not denied."""
    found = set()
    for text in keys:
        try:
            stance = getattr(parse(text), "stance", "reports")
        except ValueError:
            continue
        if stance_is_drawn(stance):
            found.add(text)
    return found


def stance_is_drawn(stance: str) -> bool:
    """False for denied records, and for stances that this version does not know."""
    return stance in code_list("stances") and is_drawn(stance)


def categorised(
    keys: Iterable[str], parse: Callable[[str], Key], draw: Callable[[Key], Optional[Drawn]]
) -> QgsCategorizedSymbolRenderer:
    """The renderer on the column `style_key`, in the order of the labels.

    draw gives None for what must not be drawn. There is no category for other values: a key that is
    denied, foreign or damaged draws nothing.
    """
    categories: List[QgsRendererCategory] = []
    for text in keys:
        try:
            drawn = draw(parse(text))
        except ValueError:
            continue
        if drawn is not None:
            categories.append(QgsRendererCategory(text, drawn.symbol, drawn.label))
    return in_order(categories)


def copied(renderer: QgsCategorizedSymbolRenderer) -> List[QgsRendererCategory]:
    """The categories of a renderer, for another one."""
    return [QgsRendererCategory(category) for category in renderer.categories()]


def in_order(categories: List[QgsRendererCategory]) -> QgsCategorizedSymbolRenderer:
    """The renderer on the column `style_key` of these categories, in the order of the labels."""
    categories.sort(key=lambda category: (category.label(), category.value()))
    return QgsCategorizedSymbolRenderer(STYLE_KEY, categories)
