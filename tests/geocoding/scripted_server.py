"""A server on this machine that answers as it is told to, one answer after the other, and keeps what was asked."""

import contextlib
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ScriptedServer(ThreadingHTTPServer):
    """`answers` are functions of a handler, used up in turn, the last one again and again."""

    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked = list(answers), []

    def url(self, name=""):
        return f"http://127.0.0.1:{self.server_port}/{name}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):  # noqa: N802
        self.server.asked.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        with contextlib.suppress(ConnectionError):
            answer(self)
        self.close_connection = True

    def log_message(self, *_):
        pass


def reply(handler, status, body=b"", **headers):
    """Head and body; `_` in a header's name is a hyphen."""
    handler.send_response(status)
    for name, value in {"Content-Length": len(body), **headers}.items():
        if value is not None:
            handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(body)


def whole(body, tag='"one"', knows_ranges=True):
    """The file, or the rest of it where that is asked for and the file is still the same."""

    def answer(handler):
        span = handler.headers.get("Range", "")
        if knows_ranges and span and handler.headers.get("If-Range") == tag:
            first = int(span.removeprefix("bytes=").rstrip("-"))
            if first >= len(body):
                return reply(handler, 416)
            return reply(handler, 206, body[first:], ETag=tag,
                         Content_Range=f"bytes {first}-{len(body) - 1}/{len(body)}")
        return reply(handler, 200, body, ETag=tag)

    return answer


def broken_off(body, after, tag='"one"'):
    """The head of the whole file and its first bytes; then the line goes dead."""

    def answer(handler):
        reply(handler, 200, body[:after], ETag=tag, **{"Content-Length": len(body)})
        handler.wfile.flush()
        time.sleep(0.2)

    return answer


def status(code, **headers):
    return lambda handler: reply(handler, code, b"<html>no</html>", **headers)


def page(body, **headers):
    return lambda handler: reply(handler, 200, body, **headers)


def silent(seconds=20):
    """Takes the request and says nothing, for a bounded time."""
    return lambda _: time.sleep(seconds)


def slow(body, pieces=40, pause=0.1):
    """A piece at a time."""

    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", '"slow"')
        handler.end_headers()
        step = max(1, len(body) // pieces)
        for start in range(0, len(body), step):
            handler.wfile.write(body[start:start + step])
            handler.wfile.flush()
            time.sleep(pause)

    return answer


@contextlib.contextmanager
def serving(*answers, certificate=None):
    """A running server; `certificate` is a folder for a certificate that nobody signed."""
    server = ScriptedServer(*answers)
    if certificate is not None:
        pem = certificate / "server.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", pem, "-out", certificate / "c.pem",
             "-days", "2", "-subj", "/CN=elsewhere.example"], check=True, capture_output=True, timeout=60)
        pem.write_bytes(pem.read_bytes() + (certificate / "c.pem").read_bytes())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
