"""The XYZ tile services that the user saved in QGIS's Browser."""

from typing import Dict
from urllib.parse import quote

from qgis.core import QgsSettings

GROUPS = ("connections/xyz/items", "qgis/connections-xyz")
"""Where QGIS keeps them: since 3.30, and before."""


def xyz_connections() -> Dict[str, str]:
    """Name → address of a tile layer, by name; nothing is looked up."""
    stored, found = QgsSettings(), {}
    for group in GROUPS:
        stored.beginGroup(group)
        for name in stored.childGroups():
            address = _address(stored, name)
            if address:
                found.setdefault(name, address)
        stored.endGroup()
    return dict(sorted(found.items()))


def _address(stored: QgsSettings, name: str) -> str:
    url = str(stored.value(f"{name}/url") or "")
    if not url:
        return ""
    parts = ["type=xyz", f"url={quote(url, safe=':/?=,;@$!')}"]
    for key in ("zmin", "zmax"):
        value = str(stored.value(f"{name}/{key}") or "")
        # Whoever leaves a zoom open has -1 there.
        parts += [f"{key}={value}"] if value.isdigit() else []
    credential = str(stored.value(f"{name}/authcfg") or "")
    return "&".join([*parts, *([f"authcfg={credential}"] if credential else [])])
