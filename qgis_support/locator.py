"""What a locator result carries, whose way out changed between versions of QGIS."""

from typing import Any

from qgis.core import QgsLocatorResult


def carried(result: QgsLocatorResult) -> Any:  # noqa: ANN401 (it may carry anything)
    """The user data; before 3.34 reading the attribute could crash, and since 3.36 there is no `getUserData`."""
    return result.getUserData() if hasattr(result, "getUserData") else result.userData
