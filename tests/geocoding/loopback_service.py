"""A server on this machine that speaks as the services do, well and badly, and remembers what it was asked."""

import json
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LONG_ENOUGH_S = 30

NOMINATIM = [
    {
        "place_id": 1, "osm_type": "node", "osm_id": 2605, "lat": "30.7699900", "lon": "20.2200000", "class": "place",
        "type": "city", "name": "Ajdabiya", "display_name": "Ajdabiya, Libya",
        "namedetails": {"name": "أجدابيا", "name:en": "Ajdabiya", "alt_name": "Agedabia;Ecdebiye"},
        "boundingbox": ["30.6099900", "30.9299900", "20.0600000", "20.3800000"],
    },
    {
        "place_id": 2, "osm_type": "relation", "osm_id": 7, "lat": "30.5", "lon": "20.5", "class": "boundary",
        "type": "administrative", "display_name": "Ajdabiya District, Libya", "namedetails": None,
        "boundingbox": ["30.0", "31.0", "20.0", "21.0"],
    },
]
PHOTON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [20.22, 30.77]},
            "properties": {
                "osm_type": "N", "osm_id": 2605, "osm_key": "place", "osm_value": "city", "name": "Ajdabiya",
                "countrycode": "LY", "country": "Libya",
            },
        },
        {
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [25.1, 31.6]},
            "properties": {
                "osm_type": "W", "osm_id": 9, "osm_key": "place", "osm_value": "village", "name": "Ajdabiya",
                "countrycode": "EG", "country": "Egypt", "extent": [25.0, 31.7, 25.2, 31.5],
            },
        },
    ],
}
GEONAMES = {
    "totalResultsCount": 1,
    "geonames": [{
        "geonameId": 89113, "name": "Ajdabiya", "toponymName": "Ajdābiyā", "fcode": "PPLA", "countryCode": "LY",
        "countryName": "Libya", "adminName1": "Al Wāḩāt", "lat": "30.75545", "lng": "20.22626",
    }],
}
OPENCAGE = {
    "status": {"code": 200, "message": "OK"},
    "results": [{
        "formatted": "Ajdabiya, Libya", "geometry": {"lat": 30.7554, "lng": 20.2263}, "confidence": 5,
        "components": {"_type": "city", "town": "Ajdabiya", "country_code": "ly", "country": "Libya"},
        "bounds": {"southwest": {"lat": 30.7, "lng": 20.2}, "northeast": {"lat": 30.8, "lng": 20.3}},
    }],
}
ANSWERS = {"/search": NOMINATIM, "/api": PHOTON, "/searchJSON": GEONAMES, "/geocode/v1/json": OPENCAGE}
CODES = {"nominatim": "/search", "photon": "/api", "geonames": "/searchJSON", "opencage": "/geocode/v1/json"}


class LoopbackService(ThreadingHTTPServer):
    """`asked` holds path, parameters and headers of every request, `connections` counts what was opened.

    `fault`: None, or (status, headers, body), or the word "hang", "dribble" or "cut".
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.connections, self.fault, self.closing = [], 0, None, threading.Event()
        self.scheme = "http"

    @property
    def address(self):
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def get_request(self):
        self.connections += 1
        return super().get_request()

    def handle_error(self, request, client_address):
        """Whoever asked hung up; that is what some tests are about."""

    def use_tls(self, folder):
        """Show a certificate that nobody vouches for."""
        pem = folder / "self-signed.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=elsewhere.example",
             "-keyout", pem, "-out", folder / "certificate.pem"], check=True, capture_output=True,
        )
        pem.write_bytes(pem.read_bytes() + (folder / "certificate.pem").read_bytes())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.scheme = "https"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append((parts.path, parse_qs(parts.query), dict(self.headers)))
        fault = self.server.fault
        if fault == "hang":
            self.server.closing.wait(LONG_ENOUGH_S)
        elif fault == "dribble":
            self._begin(200, {"Content-Type": "application/json"})
            while not self.server.closing.wait(0.05):
                self.wfile.write(b" ")
        elif fault == "cut":
            self._begin(200, {"Content-Length": "1000"})
            self.wfile.write(b"[")
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault:
            self._answer(*fault)
        else:
            answer = next((answer for path, answer in ANSWERS.items() if parts.path.endswith(path)), None)
            self._answer(200 if answer is not None else 404, {}, json.dumps(answer, ensure_ascii=False))

    def _answer(self, status, headers, body):
        content = body if isinstance(body, bytes) else body.encode("utf-8")
        self._begin(status, {"Content-Type": "application/json", **headers, "Content-Length": str(len(content))})
        self.wfile.write(content)

    def _begin(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@contextmanager
def loopback_service(tls_folder=None):
    """Such a server for the length of a test."""
    server = LoopbackService()
    if tls_folder is not None:
        server.use_tls(tls_folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Time that passes only by sleeping, a little late as sleeping is; `slept` adds up."""

    def __init__(self):
        self.now, self.slept = time.time(), 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        self.slept += seconds
