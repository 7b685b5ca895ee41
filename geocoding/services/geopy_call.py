"""The one module that knows geopy: a service and a name become geopy's call, its errors become ours."""

import json
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, NoReturn, Tuple
from urllib.parse import urlsplit

from ..._vendor.geopy import exc
from ..._vendor.geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from ..._vendor.geopy.geocoders.base import Geocoder
from ..._vendor.geopy.geocoders.geonames import GeoNames
from ..._vendor.geopy.geocoders.nominatim import Nominatim
from ..._vendor.geopy.geocoders.opencage import OpenCage
from ..._vendor.geopy.geocoders.photon import Photon
from ...model.language import tr
from .errors import Busy, Nonsense, Refused, ServiceError, TimedOut
from .providers import Service
from .web import TIMEOUT_S, Web

COUNTRY = "ly"
# Libya with its waters, south and west first; Photon knows no countries to restrict a question to.
BOX = ((19.0, 9.0), (35.0, 26.0))
MOST_PLACES = 10
# QGIS sends a User-Agent of its own; the Referer says who asks. geopy insists on a name.
_AGENT = "libya-incident-mapper"
_UNNAMED = ""  # where a key or user name belongs; whoever makes the connection fills it in


class Found(NamedTuple):
    """A place as the service tells it: degrees, and its whole record."""

    lat: float
    lon: float
    record: Mapping[str, Any]


def ask(service: Service, name: str, web: Web) -> List[Found]:
    """The service's places of that name, in its own order. Raises ServiceError."""
    geocoder, options = _GEOCODERS[service.provider.code](service, _wiring(service, web))
    try:
        answer = geocoder.geocode(name, exactly_one=False, timeout=TIMEOUT_S, **options) or []
        return [Found(place.latitude, place.longitude, dict(place.raw)) for place in answer[:MOST_PLACES]]
    except exc.GeopyError as error:
        _raise_ours(service, error)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        # geopy takes the answer apart without looking whether it is one.
        raise Nonsense(service.label) from error


class _Adapter(BaseSyncAdapter):
    """geopy's way to a network, over the one we were given."""

    def __init__(self, web: Web, places_under: str) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._web, self._places_under = web, places_under

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:  # noqa: ARG002 (geopy's words)
        """The body as text."""
        reply = self._web(url)
        if not 200 <= reply.status < 300:
            # geopy logs the text of an error; a server may have put anything into it.
            raise AdapterHTTPError(str(reply.status), status_code=reply.status, headers=reply.headers, text="")
        return reply.body.decode("utf-8")

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 (JSON)
        """The body as what JSON it holds; to geopy any object is a list of no places."""
        try:
            answer = json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except (ValueError, RecursionError) as error:
            raise exc.GeocoderParseError("no JSON") from error
        within = answer.get(self._places_under) if isinstance(answer, dict) and self._places_under else answer
        if not isinstance(within, list) and not (isinstance(answer, dict) and "status" in answer):
            raise exc.GeocoderParseError("no places")
        return answer


def _wiring(service: Service, web: Web) -> Dict[str, Any]:
    parts = urlsplit(service.server)
    return {
        "scheme": parts.scheme, "domain": parts.netloc + parts.path, "user_agent": _AGENT,
        "adapter_factory": lambda **_: _Adapter(web, _PLACES_UNDER.get(service.provider.code, "")),
    }


def _nominatim(service: Service, wiring: Dict[str, Any]) -> Tuple[Geocoder, Dict[str, Any]]:
    options = {"country_codes": COUNTRY, "language": service.language, "namedetails": True, "limit": MOST_PLACES}
    return Nominatim(**wiring), options


def _photon(service: Service, wiring: Dict[str, Any]) -> Tuple[Geocoder, Dict[str, Any]]:
    # The public server knows a few European languages and refuses others; names come as locals write them then.
    language = service.language if service.language in ("en", "fr") else "default"
    return Photon(**wiring), {"bbox": BOX, "language": language, "limit": MOST_PLACES}


def _geonames(service: Service, wiring: Dict[str, Any]) -> Tuple[Geocoder, Dict[str, Any]]:
    return GeoNames(_UNNAMED, **wiring), {"country": COUNTRY.upper()}


def _opencage(service: Service, wiring: Dict[str, Any]) -> Tuple[Geocoder, Dict[str, Any]]:
    options = {"country": COUNTRY, "language": service.language, "annotations": False}
    return OpenCage(_UNNAMED, **wiring), options


_GEOCODERS: Dict[str, Callable[[Service, Dict[str, Any]], Tuple[Geocoder, Dict[str, Any]]]] = {
    "nominatim": _nominatim, "photon": _photon, "geonames": _geonames, "opencage": _opencage,
}
# Where an answer has its places; Nominatim's is the list itself.
_PLACES_UNDER = {"photon": "features", "geonames": "geonames", "opencage": "results"}
# Without a Retry-After the provider does not say how long; a minute is what its rules speak of.
_PATIENCE_S = 60.0


def _raise_ours(service: Service, error: exc.GeopyError) -> NoReturn:
    label, status = service.label, getattr(error.__cause__, "status_code", None)
    code = f" ({status})" if status else ""
    if isinstance(error, exc.GeocoderRateLimited):
        seconds = _PATIENCE_S if error.retry_after is None else error.retry_after
        raise Busy(label, max(seconds, service.provider.interval_s)) from error
    if isinstance(error, exc.GeocoderQuotaExceeded):
        raise Refused(label, tr("says that the quota is used up{code}; try again later").format(code=code)) from error
    if isinstance(error, (exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges)):
        what = tr("refuses to answer{code}; check the credentials, and its rules at {terms}").format(
            code=code, terms=service.provider.terms
        )
        raise Refused(label, what) from error
    if isinstance(error, exc.GeocoderParseError):
        raise Nonsense(label) from error
    if isinstance(error, exc.GeocoderTimedOut) and not status:
        raise TimedOut(label) from error
    if isinstance(error, exc.GeocoderQueryError):
        raise ServiceError(label, tr("does not understand the question{code}; write the name only").format(
            code=code
        )) from error
    raise ServiceError(label, tr("is out of order{code}; try again later").format(code=code)) from error
