from pathlib import Path

import pytest
from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(("locale", "place", "pack"), [
    ("en", "Phrases for places", "The pack and what is withheld"),
    ("ar", "عبارات الأماكن", "الحزمة وما يُحجب"),
    ("fr", "Expressions de lieu", "La publication et ce qui est retenu"),
])
def test_f1_is_ours_in_the_dock_and_in_its_dialogues_and_speaks_the_language_of_qgis(tmp_path, locale, place, pack):
    example = ROOT / "resources" / "examples" / "weekly-2018-07-31"
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "example": str(example), "locale": locale}
    settings = f"\n[locale]\noverrideFlag=true\nuserLocale={locale}\nglobalLocale={locale}\n"
    result = run_in_qgis(HERE / "scenario_help.py", tmp_path, arguments=arguments, settings=settings)
    keep(result.shots)
    assert result.value == {"dock": place, "pack": pack}
