from pathlib import Path

import pytest
from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(("locale", "title", "label", "algorithm"), [
    ("ar", "حوادث ليبيا", "النوع", "تصدير ورقة"),
    ("fr", "Incidents en Libye", "Type", "Exporter une feuille"),
    ("de", "Libya Incidents", "Kind", "Export sheet"),
])
def test_the_plugin_speaks_the_language_of_qgis(tmp_path, locale, title, label, algorithm):
    settings = f"\n[locale]\noverrideFlag=true\nuserLocale={locale}\nglobalLocale={locale}\n"
    result = run_in_qgis(HERE / "scenario_language.py", tmp_path, settings=settings)
    keep(result.shots)
    assert result.value["title"] == title
    assert label in {text.replace("&", "") for text in result.value["labels"]}
    assert result.value["runs_with_the_window"]
    assert result.value["algorithm"] == algorithm
