"""Make the pictures of the guide in a real QGIS, or with --check say which of those that are kept are stale.

usage: guide_pictures.py [--check] [LANGUAGE…]      (all of them unless told)

The English ones are in `docs/pictures/guide`, those of another language in its folder, `docs/ar/pictures/guide`.

`tests/window/scenario_guide.py` does what the guide tells. The same code gives the same bytes on the same machine, but
for the sheet, which says on what day it was made. Versions of QGIS and Qt and fonts make differences that --check can
not tell from ours: pictures are made and checked on QGIS 3.22 of Debian 12, with the fonts that `make setup` brings.
Where long labels compete for room, as in French, QGIS 3.22 places them now here, now there; --check names that map too.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, Mapping, Tuple

ROOT = Path(__file__).resolve().parents[1]
WINDOW = ROOT / "tests" / "window"
SCENARIO = WINDOW / "scenario_guide.py"
FOLDERS = {
    "en": ROOT / "docs" / "pictures" / "guide",
    "ar": ROOT / "docs" / "ar" / "pictures" / "guide",
    "fr": ROOT / "docs" / "fr" / "pictures" / "guide",
}
"""Language of the window → where its pictures are kept."""
SCREEN = (1280, 800)
FIRST_DAY = "\n[libya_incident_mapper]\ndate=2018-07-24\n"
"""An empty form begins with this day, not with the one on which the pictures are made."""
LOCALE = "[locale]\noverrideFlag=true\nuserLocale={language}\nglobalLocale={region}\n"
REGIONS = {"ar": "ar_LY", "fr": "fr_FR"}
"""Whose digits and months are shown; English is the language of a QGIS that nothing is set in."""
COLOURS = 64
NEAR = "12%"
"""How far the colours of a pixel may be apart: a palette is chosen anew for each picture."""
MOST = 0.0003
"""The share of pixels that may differ: less than a word of a form makes, more than another date on the sheet."""
SHEET_WIDTH = 1000

sys.path.insert(0, str(WINDOW))
from harness import run_in_qgis  # noqa: E402 (from the tests' folder)


def names() -> List[str]:
    """What pictures there are, without making them."""
    return [*re.findall(r'guide\.picture\("(\w+)"', SCENARIO.read_text("utf-8")), "sheet"]


def make(folder: Path, language: str = "en") -> List[Path]:
    """Write all pictures of a language into the folder; their files."""
    with tempfile.TemporaryDirectory() as scratch:
        sheet = Path(scratch) / "sheet.png"
        casefile = Path(scratch) / "libya-example.gpkg"
        result = run_in_qgis(
            SCENARIO, Path(scratch), screen=SCREEN, timeout=300,
            arguments={"casefile": str(casefile), "sheet": str(sheet), "language": language},
            settings=FIRST_DAY + (
                LOCALE.format(language=language, region=REGIONS[language]) if language in REGIONS else ""
            ),
        )
        made = [_part(result.shots, name, part, folder) for name, part in result.value.items()]
        return [*made, _reduced(sheet, folder / "sheet.png", "-resize", str(SHEET_WIDTH))]


def stale(fresh: Path, kept: Path) -> Dict[str, float]:
    """Name → share of pixels that differ, for the pictures of two folders that are not the same.

    1 where one is missing or has another size.
    """
    found = sorted({path.name for folder in (fresh, kept) for path in folder.glob("*.png")})
    shares = {name: _differing(fresh / name, kept / name) for name in found}
    return {name: share for name, share in shares.items() if share > MOST}


def _part(shots: Mapping[str, Path], name: str, part: List[int], folder: Path) -> Path:
    left, top, width, height = part
    return _reduced(shots[name], folder / f"{name}.png", "-crop", f"{width}x{height}+{left}+{top}", "+repage")


def _reduced(source: Path, target: Path, *change: str) -> Path:
    """With few colours and without dates, so that the same pixels give the same bytes."""
    plain = ["-alpha", "off", "-dither", "None", "-colors", str(COLOURS), "-strip", "-define", "png:exclude-chunk=date"]
    subprocess.run(["convert", str(source), *change, *plain, f"PNG8:{target}"], check=True)
    return target


def _differing(one: Path, other: Path) -> float:
    """The share of pixels that are farther apart than `NEAR`; 1 where there is nothing to compare."""
    if not one.exists() or not other.exists() or _size(one) != _size(other):
        return 1.0
    width, height = _size(one)
    # Its exit status only says whether there are any.
    counted = ["compare", "-metric", "AE", "-fuzz", NEAR, str(one), str(other), "null:"]
    told = subprocess.run(counted, capture_output=True, text=True, check=False)
    return float(told.stderr) / (width * height)


def _size(picture: Path) -> Tuple[int, int]:
    told = subprocess.run(["identify", "-format", "%w %h", str(picture)], capture_output=True, text=True, check=True)
    width, height = told.stdout.split()
    return int(width), int(height)


def main(arguments: List[str]) -> int:
    """Make or check; the exit status is 1 where a picture is stale."""
    is_check = "--check" in arguments
    return max(_main(language, is_check) for language in [one for one in arguments if one in FOLDERS] or FOLDERS)


def _main(language: str, is_check: bool) -> int:
    kept = FOLDERS[language]
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        made = make(fresh, language)
        found = stale(fresh, kept)
        if not is_check:
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(fresh, kept)
            print(f"{len(made)} pictures, {sum(path.stat().st_size for path in made) / 1e3:.0f} kB, in {kept}")
            return 0
    for name, share in found.items():
        print(f"{kept.relative_to(ROOT)}/{name}: {share:.2%} of its pixels differ; look at it, and run `make guide`.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
