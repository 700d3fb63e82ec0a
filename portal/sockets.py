"""Where websockets go. A foreign Origin is refused; none at all (not a browser) is accepted."""

from urllib.parse import urlsplit

from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import re_path

from portal.coediting.service import co_editing
from portal.notices.socket import ring_bells

PORTS = {"http": "80", "https": "443"}


async def refuse(scope, receive, send):
    """Closes before accepting: the handshake is answered 403."""
    await receive()
    await send({"type": "websocket.close"})


def is_our_origin(origin: str, host: str) -> bool:
    """Whether a page of `origin` may open a socket on `host` (both as the browser sends them).

    It may from the very address it is served under, and from BASE_URL (a proxy may hide the port, or the name).
    """
    parts = urlsplit(origin)
    if parts.scheme not in PORTS or not parts.hostname:
        return False
    if _address(origin) == _address(settings.BASE_URL):
        return True
    ours = urlsplit(settings.BASE_URL)
    if parts.hostname == ours.hostname and ours.scheme == "https" != parts.scheme:
        return False  # a page that anybody on the way could have written
    name, port = split_domain_port(host)
    allowed = [urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS]
    if not validate_host(name, allowed) or _port(parts) != (port or PORTS[parts.scheme]):
        return False
    return parts.hostname == name or validate_host(parts.hostname, [host for host in allowed if host != "*"])


def _address(url):
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, _port(parts)


def _port(parts):
    try:
        return str(parts.port or PORTS[parts.scheme])
    except ValueError:  # no number, or none that a port can have
        return ""


class OurOriginOnly:
    """Refuses a handshake that another site's page asks for with our visitor's cookies."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        headers = {name.lower(): value.decode("latin1") for name, value in scope["headers"]}
        origin = headers.get(b"origin")
        allowed = origin is None or is_our_origin(origin, headers.get(b"host", ""))
        await (self.inner if allowed else refuse)(scope, receive, send)


urlpatterns = [
    re_path(r"^ws/documents/(?P<document_id>[^/]+)/?$", AuthMiddlewareStack(co_editing)),
    re_path(r"^ws/notices/?$", AuthMiddlewareStack(ring_bells)),
    re_path(r"", refuse),
]

sockets = OurOriginOnly(URLRouter(urlpatterns))
