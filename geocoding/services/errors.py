"""What can go wrong with a service; each is one sentence that begins with the service's name."""

from ...model.errors import IncidentMapperError
from ...model.language import tr


class ServiceError(IncidentMapperError):
    """A service gave no answer."""

    def __init__(self, service: str, what: str) -> None:
        super().__init__(f"{service} {what}.")


class Unreachable(ServiceError):
    """No connection, no such host, or a proxy in the way."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr("cannot be reached; check the connection, QGIS's proxy and the server address"))


class TimedOut(ServiceError):
    """Nothing, or not everything, came in time."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr("did not answer in time; try again later"))


class Untrusted(ServiceError):
    """The certificate does not fit the server, or nobody vouches for it."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr(
            "shows a certificate that cannot be trusted, so the name was not sent; if it is your own server, add the "
            "certificate in Settings ▸ Options ▸ Authentication"
        ))


class Redirected(ServiceError):
    """The service sends us to another host, or from http to https; consent was given for this address only."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr(
            "sends the question on to another address, which was not followed; check the server address, which may "
            "have to begin with https"
        ))


class Refused(ServiceError):
    """Credentials, rights or quota do not suffice."""


class Busy(ServiceError):
    """The service, or its rule of so many questions a second, asks for patience."""

    def __init__(self, service: str, seconds: float) -> None:
        super().__init__(service, tr("asks for {seconds:.0f} s of patience before the next question").format(
            seconds=seconds
        ))
        self.seconds = seconds


class Nonsense(ServiceError):
    """The answer is no list of places."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr("answered something that is no list of places; check the server address"))


class Cancelled(ServiceError):
    """The person who asked took the question back."""

    def __init__(self, service: str) -> None:
        super().__init__(service, tr("was not waited for"))
