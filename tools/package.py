"""Build the zip for the plugin site from the last commit and the packages that ship with it; check the site's rules.

usage: python tools/package.py [FOLDER]      (FOLDER: where the zip goes; build/ unless told)
"""

import configparser
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import vendor
from site_rules import PACKAGE, findings

ROOT = Path(__file__).resolve().parents[1]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def build(folder: Path) -> Path:
    """The zip; which files are in it is said by .gitattributes, and only what is committed is, besides `_vendor`."""
    metadata = configparser.ConfigParser()
    metadata.read_string(_git("show", "HEAD:metadata.txt"))
    archive = folder / f"{PACKAGE}-{metadata['general']['version']}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    _git("archive", "--format=zip", f"--prefix={PACKAGE}/", "-o", str(archive.resolve()), "HEAD")
    # Dated like the commit, so that the same commit gives the same bytes.
    when = time.gmtime(int(_git("show", "-s", "--format=%ct", "HEAD")))[:6]
    with zipfile.ZipFile(archive, "a") as opened:
        for path, text in sorted(vendor.files(vendor.wheel()).items()):
            entry = zipfile.ZipInfo(f"{PACKAGE}/{vendor.FOLDER.name}/{path}", when)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, text)
    return archive


def main() -> int:
    """Build, check, and print each finding; the exit status."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"
    archive = build(folder)
    if _git("status", "--porcelain", "--untracked-files=no"):
        print("There are changes that are not committed; they are not in the zip.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        found = findings(archive, Path(scratch))
    for finding in found:
        print(finding, file=sys.stderr)
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
