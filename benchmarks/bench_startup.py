"""How much longer does QGIS take to start with the plugin? Aim: at most 150 ms.

Each run is a whole QGIS with a window on a screen of its own, timed from the start of the process to the first step
of a script, half a second after QGIS has come up. Runs with and without the plugin alternate, so that what else the
machine does hits both alike.
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "window"))
from harness import run_in_qgis  # noqa: E402 (the window tests' harness, which is no package)

RUNS = 15
AIM_MS = 150
SCENARIO = """
import time
from pathlib import Path

def steps(window):
    started = float(Path("/proc/self/stat").read_text().rsplit(") ", 1)[1].split()[19])
    running = float(Path("/proc/uptime").read_text().split()[0]) - started / {ticks}
    return running * 1000
    yield
"""


def main() -> None:
    """Print both medians and their difference."""
    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch) / "scenario_idle.py"
        script.write_text(SCENARIO.format(ticks=os.sysconf("SC_CLK_TCK")), "utf-8")
        plugins = {"without": None, "with": ROOT}
        for name, plugin in plugins.items():  # the first start of a profile does work of its own
            run_in_qgis(script, Path(scratch) / name, plugin=plugin)
        times = {name: [] for name in plugins}
        for _ in range(RUNS):
            for name, plugin in plugins.items():
                times[name].append(run_in_qgis(script, Path(scratch) / name, plugin=plugin).value)
    for name, values in times.items():
        print(f"start {name:8}median {median(values):6.0f} ms  ({min(values):.0f} to {max(values):.0f}, {RUNS} runs)")
    difference = median(times["with"]) - median(times["without"])
    print(f"difference of medians {difference:.0f} ms (aim: at most {AIM_MS}); ratio {ratio(times):.2f}")


def ratio(times: dict) -> float:
    """Median with the plugin over median without."""
    return median(times["with"]) / median(times["without"])


if __name__ == "__main__":
    main()
