"""A real QGIS window on a screen of its own (Xvfb), driven by a script that runs inside it.

A scenario has two halves. The test starts QGIS and looks at what came out:

    result = run_in_qgis(HERE / "scenario_save.py", tmp_path, arguments={"place": "Uqaylah"})
    assert result.value["saved"] == 1

The script defines a generator `steps(window)`; between its yields QGIS lives on:

    def steps(window):
        dock = yield window.until(lambda: window.find(QDockWidget, "LibyaIncidentMapper"))
        QTest.keyClicks(window.find(QLineEdit, "place"), window.arguments["place"])
        yield 300                       # milliseconds
        window.shot("dock")             # PNG of the whole screen, in result.shots["dock"]
        return {"saved": 1}             # any JSON, in result.value

What `window` can do stands in `driver.py`. A scenario that raises or hangs, a QGIS that ends badly, a Python error in
QGIS's messages and a deprecation that our package runs into all make `run_in_qgis` raise WindowError, with the messages
and the output of QGIS.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLUGIN = "libya_incident_mapper"
OWN_DEPRECATION = re.compile(rf"/{PLUGIN}/\S+:\d+: \w*DeprecationWarning")


class WindowError(Exception):
    """The scenario failed; the text holds its traceback and what QGIS said."""


@dataclass(frozen=True)
class Result:
    """What came out of one QGIS run: the scenario's value, screenshots by name, QGIS's messages, wall-clock time."""

    value: Any
    shots: Dict[str, Path]
    messages: List[str]
    seconds: float


def run_in_qgis(
    script: Path,
    profiles: Path,
    *,
    plugin: Optional[Path] = ROOT,
    arguments: Optional[Mapping[str, Any]] = None,
    options: Sequence[str] = (),
    environment: Optional[Mapping[str, str]] = None,
    screen: Tuple[int, int] = (1400, 900),
    settings: str = "",
    timeout: float = 60,
) -> Result:
    """Run `script` in QGIS with the profile under the folder `profiles` and give back its result.

    `plugin` is the folder linked into a profile that has none yet and enabled there, or None for a QGIS as it comes.
    Calling again with the same `profiles` is the same person opening QGIS again. `options` go to QGIS's command line,
    for instance a project file. `screen` is in pixels, all of which the window takes; `settings` are lines for a new
    profile's QGIS3.ini. Screenshots land in `profiles/shots`; `timeout` is in seconds.
    """
    run = profiles / "run"
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    shots = profiles / "shots"
    shots.mkdir(exist_ok=True)
    if plugin is not None:
        link_plugin(profiles, plugin, settings)
    request = {"script": str(script), "arguments": dict(arguments or {}), "shots": str(shots), "here": str(HERE)}
    (run / "request.json").write_text(json.dumps(request), "utf-8")
    command = ["qgis", "--nologo", "--profiles-path", str(profiles), "--profile", "test"]
    command += ["--code", str(HERE / "start.py"), *options]
    started = time.monotonic()
    with _screen(screen) as display, (run / "qgis.log").open("wb") as log:
        own = {**_environment(run), "DISPLAY": display, **(environment or {})}
        code = _run(command, log, own, timeout, shots / "killed.png")
    return _collect(run, shots, code, time.monotonic() - started)


def link_plugin(profiles: Path, plugin: Path, settings: str = "") -> None:
    """Put the plugin into the profile, enabled, and other settings, unless it is there already."""
    profile = profiles / "profiles" / "test"
    link = profile / "python" / "plugins" / PLUGIN
    if link.exists():
        return
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(plugin.resolve())
    ini = profile / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir(parents=True, exist_ok=True)
    with ini.open("a", encoding="utf-8") as file:
        file.write(f"\n[PythonPlugins]\n{PLUGIN}=true\n{settings}")


def keep(shots: Mapping[str, Path]) -> None:
    """Copy screenshots to build/window, for whoever wants to look at them."""
    folder = ROOT / "build" / "window"
    folder.mkdir(parents=True, exist_ok=True)
    for path in shots.values():
        shutil.copy(path, folder)


@contextlib.contextmanager
def _screen(size: Tuple[int, int]) -> Iterator[str]:
    """A new X server; its name. It chooses a free number by itself, so that runs side by side do not collide."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        number = server.stdout.readline().decode().strip()
        if not number:
            raise WindowError("Xvfb did not start")
        yield ":" + number
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def _environment(run: Path) -> Dict[str, str]:
    """The caller's environment without what belongs to the caller's own Qt, QGIS and Python; `run` is home."""
    foreign = ("QT_", "QGIS_", "PYTEST", "PYTHON", "VIRTUAL_ENV", "XDG_")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    runtime = run / "xdg"
    runtime.mkdir(mode=0o700)
    return {**own, "HOME": str(run), "XDG_RUNTIME_DIR": str(runtime), "WINDOW_REQUEST": str(run / "request.json")}


def _run(command: Sequence[str], log: Any, environment: Mapping[str, str], timeout: float, shot: Path) -> Optional[int]:
    """The exit status, or None with a picture of the screen when the time was over; nothing is left running."""
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(shot)], env=environment, timeout=20, check=False)
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _collect(run: Path, shots: Path, code: Optional[int], seconds: float) -> Result:
    output = (run / "qgis.log").read_text("utf-8", "replace")
    answer = run / "result.json"
    report = json.loads(answer.read_text("utf-8")) if answer.exists() else {"error": "the scenario did not end"}
    messages = report.get("messages", [])
    troubles = [report["error"]] if report.get("error") else []
    troubles += [message for message in messages if "Traceback" in message or OWN_DEPRECATION.search(message)]
    if "Traceback (most recent call last)" in output:
        troubles.append("a Python error stands in QGIS's output")
    if code is None:
        troubles.append(f"QGIS was still running after {seconds:.0f} s and was killed")
    elif code != 0:
        troubles.append(f"QGIS ended with status {code}")
    if troubles:
        said = [
            "--- QGIS's messages",
            *messages[-40:],
            "--- QGIS's output",
            output[-6000:],
            f"--- screenshots: {shots}",
        ]
        raise WindowError("\n".join([*troubles, *said]))
    return Result(report["value"], {path.stem: path for path in sorted(shots.glob("*.png"))}, messages, seconds)
