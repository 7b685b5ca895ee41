"""A place by QGIS's search bar in a real window."""

from pathlib import Path

import pytest
from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_enter_shows_a_place_and_the_menu_puts_it_into_the_form(tmp_path):
    searches = ["lby uqaylah", "lby 70 km north of Kufra", "lby Awaynat"]
    arguments = {"searches": searches, "casefile": str(tmp_path / "week.gpkg")}
    result = run_in_qgis(HERE / "scenario_locator.py", tmp_path, arguments=arguments)
    keep(result.shots)
    uqaylah, phrase, awaynat = (result.value[words] for words in searches)
    assert uqaylah["rows"][:3] == ["Libyan places", "Found", "El Agheila  العقيلة"]
    assert uqaylah["centre"] == pytest.approx((30.26, 19.2), abs=0.05)
    assert uqaylah["width"] < 2
    assert phrase["rows"][:3] == ["Libyan places", "Found", "70 km north of Kufra"]
    assert phrase["centre"] == pytest.approx((24.75, 23.3), abs=0.1)
    assert awaynat["rows"][:3] == ["Libyan places", "Ambiguous: may mean", "Awaynat (Ghat)  العوينات"]
    assert len(awaynat["rows"]) >= 4
    assert result.value["form"] == {"phrase": "Awaynat", "district": "Ghat", "has_focus": True}
