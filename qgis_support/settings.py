"""What the plugin remembers between sessions: one dataclass, one reader, one writer."""

from dataclasses import dataclass, fields
from typing import Tuple

from qgis.core import QgsSettings

from ..model.language import own_language

GROUP = "libya_incident_mapper"
MOST_RECENT = 8


@dataclass
class Settings:
    """The fields are the settings, their defaults are the defaults; all are text, kept in QGIS's own settings file.

    recent: paths of casefiles, the last one opened first, one a line.
    dates: ISO days; an empty text is a choice never made. columns: widths of the records list.
    online_allowed: "yes" once somebody has allowed online look-ups. online_server: empty for the public one.
    online_credential: id of an authentication configuration of QGIS, never a key.
    organisation, logo, disclaimer: printed on every sheet; the logo as the path of a picture.
    pack_folder, pack_previous: of the pack made last, and of the one that the next is compared with.
    redact_…: what was withheld last, as `model.redaction.Redaction` has it.
    geonames_address: where GeoNames' dumps are fetched from, empty for GeoNames itself.
    """

    recent: str = ""
    last_folder: str = ""
    dock_is_open: str = ""
    date: str = ""
    source: str = ""
    published: str = ""
    reliability: str = ""
    credibility: str = ""
    sheet_from: str = ""
    sheet_until: str = ""
    sheet_file: str = ""
    columns: str = ""
    online_allowed: str = ""
    online_provider: str = "nominatim"
    online_server: str = ""
    online_credential: str = ""
    online_language: str = "en"
    geonames_address: str = ""
    organisation: str = ""
    logo: str = ""
    disclaimer: str = ""
    sheet_paper: str = "A4"
    sheet_orientation: str = "landscape"
    sheet_language: str = ""
    sheet_numerals: str = "western"
    sheet_template: str = ""
    basemap_folder: str = ""
    film_step: str = ""
    film_folder: str = ""
    pack_folder: str = ""
    pack_previous: str = ""
    redact_places: str = "kept"
    redact_grid: str = "0.25"
    redact_delay: str = "0"
    redact_sources: str = ""
    redact_texts: str = ""

    @classmethod
    def load(cls) -> "Settings":
        """What was remembered; a value of another type than text, as a hand-edited file may hold, is ignored."""
        stored = QgsSettings()
        values = {field.name: stored.value(f"{GROUP}/{field.name}", field.default) for field in fields(cls)}
        return cls(**{name: value for name, value in values.items() if isinstance(value, str)})

    def save(self) -> None:
        """Remember all of it."""
        stored = QgsSettings()
        for field in fields(self):
            stored.setValue(f"{GROUP}/{field.name}", getattr(self, field.name))

    @property
    def recent_paths(self) -> Tuple[str, ...]:
        """Casefiles opened before, the last one first."""
        return tuple(filter(None, self.recent.splitlines()))

    @property
    def language_of_sheets(self) -> str:
        """That of the last sheet, or the window's before there was one."""
        return self.sheet_language or own_language()

    def remember_path(self, path: str) -> None:
        """Put a casefile first among the recent ones."""
        others = [known for known in self.recent_paths if known != path]
        self.recent = "\n".join([path, *others][:MOST_RECENT])


def remember(**values: str) -> None:
    """Change some settings and leave the others as they are."""
    settings = Settings.load()
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
