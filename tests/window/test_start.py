from pathlib import Path

import pytest
from harness import WindowError, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_qgis_starts_with_the_plugin(tmp_path):
    result = run_in_qgis(HERE / "scenario_start.py", tmp_path)
    assert result.value["active"]
    assert {"geocodeplaces", "buildcasefile", "exportsheet"} <= set(result.value["algorithms"])
    assert result.value["searches"] == []  # loaded by the first search, not by QGIS's start
    assert result.value["geocoded"] == ["El Agheila"]
    assert result.shots["start"].stat().st_size > 20_000


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("yield 10\n    raise ValueError('from the scenario')", "from the scenario"),
        ("yield window.until(lambda: False, seconds=0.2)", "TimeoutError"),
        ("yield 10\n    import ctypes; ctypes.string_at(0)", "QGIS ended with status"),
    ],
    ids=["raises", "waits in vain", "crashes"],
)
def test_a_scenario_that_goes_wrong_is_told(tmp_path, body, said):
    script = tmp_path / "scenario_wrong.py"
    script.write_text(f"def steps(window):\n    {body}\n")
    with pytest.raises(WindowError, match=said):
        run_in_qgis(script, tmp_path, plugin=None)


def test_a_qgis_that_hangs_is_killed(tmp_path):
    script = tmp_path / "scenario_hangs.py"
    script.write_text("import time\n\ndef steps(window):\n    time.sleep(600)\n    yield\n")
    with pytest.raises(WindowError, match="was killed"):
        run_in_qgis(script, tmp_path, plugin=None, timeout=8)
