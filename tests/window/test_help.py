from pathlib import Path

from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_f1_is_ours_in_the_dock_and_in_its_dialogues(tmp_path):
    example = ROOT / "resources" / "examples" / "weekly-2018-07-31"
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "example": str(example)}
    result = run_in_qgis(HERE / "scenario_help.py", tmp_path, arguments=arguments)
    keep(result.shots)
    assert result.value == {"dock": "Phrases for places", "pack": "The pack and what is withheld"}
