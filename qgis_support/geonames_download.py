"""GeoNames' dump of Libya and its alternate names, fetched because an analyst asked for it."""


from ..geocoding.dumps.rows import Progress, part_of
from ..geocoding.name_files import Loaded, NameFiles
from .download import Download
from .settings import Settings

GEONAMES = "https://download.geonames.org/export/dump/"
"""GeoNames' export server; the country's file and, under `alternatenames/`, its names in all languages."""
PLACES, NAMES = "LY.zip", "alternatenames/LY.zip"
# Parts of the progress: the two files, then the index.
_FETCHED = (0.35, 0.7)


def geonames_address() -> str:
    """Where the dumps are fetched from, with a slash at the end."""
    return (Settings.load().geonames_address or GEONAMES).rstrip("/") + "/"


def fetch_geonames(address: str, files: NameFiles, progress: Progress) -> Loaded:
    """Fetch both files and load them; what was fetched is deleted once the list stands.

    Raises DownloadError, BadDump or NameFileError. What arrived of a file that broke off stays for the next time.
    """
    folder = files.folder.parent / "download"
    targets = [folder / name.replace("/", "-") for name in (PLACES, NAMES)]
    starts = (0.0, *_FETCHED)
    try:
        for name, target, start, end in zip((PLACES, NAMES), targets, starts, _FETCHED):
            Download(address + name, target, part_of(progress, start, end)).run()
        return files.load(*targets, part_of(progress, _FETCHED[-1], 1.0))
    finally:
        for target in targets:
            target.unlink(missing_ok=True)
