"""The colours of the offline basemap, light and dark: without hue, so that only actors have colour."""

from typing import Mapping, NamedTuple

LIGHT_GROUND, DARK_GROUND = "light", "dark"


class Ground(NamedTuple):
    """Colours as #rrggbb; `rim` is the halo of names and the inside of the rings of towns."""

    sea: str
    land: str
    libya: str
    border: str
    libya_border: str
    district_line: str
    district_name: str
    town: str
    rim: str


GROUNDS: Mapping[str, Ground] = {
    LIGHT_GROUND: Ground(
        sea="#d7e3ea", land="#ebe7df", libya="#faf8f3", border="#b5ada0", libya_border="#7d766b",
        district_line="#d3ccc0", district_name="#a39b8e", town="#6b655c", rim="#ffffff",
    ),
    # Not darker, or what is black, as IS is, would sink into it.
    DARK_GROUND: Ground(
        sea="#2b3138", land="#464a50", libya="#5c6068", border="#73777e", libya_border="#a9acb2",
        district_line="#777b82", district_name="#b9bcc2", town="#e2e4e8", rim="#3a3d43",
    ),
}
