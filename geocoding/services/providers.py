"""The services that can be asked and what each wants: `resources/services/providers.csv`."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Mapping
from urllib.parse import urlsplit

from ...model.errors import DataFileError, UnreadableValue
from ...model.language import tr
from ...model.table import RESOURCES, read_table

_COLUMNS = (
    "code", "name", "server", "own_server", "parameter", "entry", "registration", "attribution", "terms", "interval_s",
)  # fmt: skip
_TOGETHER = ("parameter", "entry", "registration")
LANGUAGES = ("en", "ar", "fr", "it")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Provider:
    """A geocoding service.

    server: its public address. own_server: whether its software may run elsewhere, too.
    parameter, entry: which part of a request names the person who asks, and which entry of QGIS's authentication
    configuration it is filled from, which `registration` says in words; all empty where nobody needs to register.
    attribution: what must stand beside its answers. terms: where its rules are.
    interval_s: seconds between two questions, from all of this plugin together.
    """

    code: str
    name: str
    server: str
    own_server: bool
    parameter: str
    entry: str
    registration: str
    attribution: str
    terms: str
    interval_s: float


@dataclass(frozen=True)
class Service:
    """A provider at an address, asked for names in a language ("en", "ar")."""

    provider: Provider
    server: str
    language: str = LANGUAGES[0]

    @property
    def host(self) -> str:
        """Host and port: one pace for each."""
        return urlsplit(self.server).netloc

    @property
    def label(self) -> str:
        """'Nominatim (nominatim.openstreetmap.org)'."""
        return f"{self.provider.name} ({self.host})"


def service_at(code: str, server: str = "", language: str = "") -> Service:
    """The provider of that code, at its public address unless another is given.

    Raises UnreadableValue for an unknown provider or an address that cannot be one.
    """
    provider = providers().get(code)
    if provider is None:
        raise UnreadableValue(tr("'{code}' is no online service known here; choose one in Settings ▸ Options.").format(
            code=code
        ))
    address = server.strip().rstrip("/") or provider.server
    _check(address)
    return Service(provider, address, language if language in LANGUAGES else LANGUAGES[0])


def is_sheltered(server: str) -> bool:
    """Whether credentials may go there: nobody between can read them."""
    parts = urlsplit(server)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK


def _check(address: str) -> None:
    wrong = UnreadableValue(
        tr(
            "'{address}' is no address of a server; write it like https://nominatim.example.org, without "
            "user name, question mark or blanks."
        ).format(address=address)
    )
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise wrong from error
    if not fits or parts.username is not None or parts.query or parts.fragment or any(map(str.isspace, address)):
        raise wrong


@lru_cache(maxsize=1)
def providers() -> Mapping[str, Provider]:
    """All providers by code, in the order of the list; raises DataFileError for a broken one."""
    path = RESOURCES / "services" / "providers.csv"
    known: Dict[str, Provider] = {}
    for line, row in read_table(path, _COLUMNS):
        if not row["interval_s"].isdecimal() or int(row["interval_s"]) < 1:
            raise DataFileError(path, line, f"interval_s must be 1 or more whole seconds, not '{row['interval_s']}'")
        if row["own_server"] not in ("yes", "no") or len({bool(row[name]) for name in _TOGETHER}) != 1:
            words = "own_server is yes or no, and " + ", ".join(_TOGETHER) + " go together"
            raise DataFileError(path, line, words)
        known[row["code"]] = Provider(
            row["code"], row["name"], row["server"], row["own_server"] == "yes", row["parameter"], row["entry"],
            row["registration"], row["attribution"], row["terms"], float(row["interval_s"]),
        )
    return known
