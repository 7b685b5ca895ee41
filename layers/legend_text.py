"""What the legend says: actors' short names, kinds, stances, in words."""

from typing import List, Optional, Tuple

from ..casefile.style_keys import DEATH_STEPS, VEHICLE_STEPS, AreaKey, IncidentKey, MovementKey, WaypointKey
from ..model.codes import label
from ..model.language import figures
from ..qgis_support.translation import counted, tr
from .palette import Palette


def plain_label(text: str) -> str:
    """The text so that QGIS shows it as it is.

    QGIS (3.22 to 3.44) evaluates `[% %]` in the labels of legend entries, in the layer tree and in layouts;
    an invisible word joiner between the two characters keeps an expression in an actor's name from running.
    """
    return text.replace("[%", "[\u2060%")


def shape_label(shape: str) -> str:
    """The kind of event that an icon stands for; several kinds share one icon."""
    names = {
        "attack": tr("attack"),
        "clash": tr("armed clash"),
        "air": tr("air or drone strike"),
        "shelling": tr("shelling or missile attack"),
        "explosion": tr("bomb, mine or grenade"),
        "civilians": tr("violence against civilians"),
        "abduction": tr("abduction"),
        "protest": tr("protest or riot"),
        "territory": tr("territory taken"),
        "destruction": tr("looting or destruction"),
        "development": tr("other development"),
    }
    return names.get(shape, shape)


def incident_text(key: IncidentKey, palette: Palette) -> str:
    """Such as 'IS – Police: attack (alleged, place approximate)'."""
    sides = [palette[actor].short_name for actor in (key.actor1, key.actor2) if actor]
    remarks = _stance_remarks(key.stance)
    if key.deaths:
        remarks.append(tr("{count} killed").format(count=step_text(key.deaths, DEATH_STEPS)))
    if key.certainty != "sharp":
        remarks.append(tr("district at best") if key.certainty == "wide" else tr("place approximate"))
    if key.status != "approved":
        remarks.append(label("statuses", key.status).lower())
    return plain_label(_with_remarks(f"{' – '.join(sides)}: {shape_label(key.shape)}", remarks))


def movement_text(key: MovementKey, palette: Palette) -> str:
    """Such as 'IS: movement (route not observed, destination not placed)'."""
    remarks = [tr("route observed") if key.route == "seen" else tr("route not observed")]
    if key.vehicles:
        words = step_text(key.vehicles, VEHICLE_STEPS)
        number = _greatest(key.vehicles, VEHICLE_STEPS) or int(key.vehicles)
        remarks.append(counted("{count} vehicle", "{count} vehicles", number, count=words))
    if key.end == "open":
        remarks.append(tr("destination not placed"))
    text = _with_remarks(f"{palette[key.actor].short_name}: {tr('movement')}", remarks + _stance_remarks(key.stance))
    return plain_label(text)


def waypoint_text(key: WaypointKey, palette: Palette) -> str:
    """Such as 'IS: origin'."""
    roles = {"origin": tr("origin"), "via": tr("stop on the way"), "destination": tr("destination")}
    return plain_label(f"{palette[key.actor].short_name}: {roles.get(key.role, key.role)}")


def area_text(key: AreaKey, palette: Palette) -> str:
    """Such as 'IS: somewhere within (district)'."""
    text = f"{palette[key.actor].short_name}: {tr('somewhere in this area')}"
    return plain_label(_with_remarks(text, [label("precisions", key.precision).lower()]))


def step_text(least: str, steps: Tuple[int, ...]) -> str:
    """'0', '1–4', '5–19', '20+': a step of numbers by its least one, as style keys hold it."""
    greatest = _greatest(least, steps)
    if greatest is None:
        return figures(f"{least}+")
    return figures(least if int(least) == greatest else f"{least}–{greatest}")


def _greatest(least: str, steps: Tuple[int, ...]) -> Optional[int]:
    """The greatest number of a step, None of the highest one."""
    place = steps.index(int(least))
    return steps[place - 1] - 1 if place else None


def _stance_remarks(stance: str) -> List[str]:
    """Nothing for what is simply reported; else the stance in small letters."""
    return [] if stance == "reports" else [label("stances", stance).lower()]


def _with_remarks(text: str, remarks: List[str]) -> str:
    return f"{text} ({', '.join(remarks)})" if remarks else text
