"""One name asked of one service: from the store if it was asked before, else over the network at the service's pace."""

import importlib
import sqlite3
import time
import unicodedata
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, Callable, List, Tuple

from ...model.language import tr
from ...model.location import Candidate
from ..gazetteer import Place
from ..index import NameIndex
from ..search import PlaceSearch
from .answers import places
from .errors import Busy, Nonsense, ServiceError
from .providers import Service
from .rate import Pace
from .store import Question, ServiceStore
from .web import Web

LONGEST_NAME = 120
# A place whose name is not like the one asked for; the service has its own reasons, which it does not tell.
_UNLIKE = 1.0


@dataclass(frozen=True)
class Answer:
    """The places a service gave for a name, in its order, each marked as coming from there."""

    name: str
    candidates: Tuple[Candidate, ...]


class Client:
    """Asks one service."""

    def __init__(self, service: Service, web: Web, store: ServiceStore, pace: Pace) -> None:
        self._service, self._web, self._store, self._pace = service, web, store, pace

    def ask(self, name: str, is_cancelled: Callable[[], bool] = lambda: False) -> Answer:
        """What the service knows by that name; raises ServiceError."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            what = tr("is asked for names of 1 to {most} characters; write the name only").format(most=LONGEST_NAME)
            raise ServiceError(self._service.label, what)
        try:
            return Answer(name, self._candidates(name, self._records(name, is_cancelled)))
        except sqlite3.Error as error:
            what = tr(
                "was not asked, because the file of earlier answers cannot be used ({error}); free it "
                "and try again"
            ).format(error=error)
            raise ServiceError(self._service.label, what) from error

    def _records(self, name: str, is_cancelled: Callable[[], bool]) -> List[Any]:
        call, service = _geopy_call(self._service), self._service
        question = Question(service.provider.code, service.server, _same(name), service.language, call.COUNTRY)
        records = self._store.remembered(question, time.time())
        if records is None:
            self._pace.wait(service, is_cancelled)
            try:
                records = [list(found) for found in call.ask(service, name, self._web)]
            except Busy as busy:
                self._pace.hold(service, busy.seconds)
                raise
            self._places(records)  # what is no answer is not remembered
            self._store.remember(question, records, time.time())
        return records

    def _places(self, records: List[Any]) -> List[Place]:
        try:
            return list(places(self._service.provider.code, records, _geopy_call(self._service).COUNTRY))
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise Nonsense(self._service.label) from error

    def _candidates(self, name: str, records: List[Any]) -> Tuple[Candidate, ...]:
        """How like each name is to the one asked for says our own search; the order is the service's."""
        found = self._places(records)
        likeness = {each.place_id: each for each in PlaceSearch(NameIndex(found)).candidates(name, len(found))}
        source = f"from {self._service.label}, {self._service.provider.attribution}"
        return tuple(
            replace(likeness[place.place_id], reason=f"{source}; {likeness[place.place_id].reason}".rstrip("; "))
            if place.place_id in likeness else Candidate(
                place.place_id, place.name, place.name_ar, place.kind, place.district, place.lat, place.lon,
                place.extent_m, _UNLIKE, f"{source}; another name",
            )
            for place in found
        )


def _same(name: str) -> str:
    """Names that differ only in case are one question."""
    return unicodedata.normalize("NFC", name).casefold()


def _geopy_call(service: Service) -> ModuleType:
    """The module that needs geopy; a checkout that was not set up lacks it."""
    try:
        return importlib.import_module(".geopy_call", __package__)
    except ModuleNotFoundError as error:
        if "_vendor" not in (error.name or ""):
            raise
        what = tr(
            "cannot be asked, because geopy is missing from the plugin; run 'make setup', or install the "
            "zip"
        )
        raise ServiceError(service.label, what) from error
