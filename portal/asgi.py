"""The server's entry: pages, websockets and the lifespan (worker, scheduler and rooms start and stop with it)."""

import logging
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

import django
from django.conf import settings

django.setup(set_prefix=False)

from portal.lifespan import Lifespan  # noqa: E402  (apps loaded first)
from portal.sockets import sockets  # noqa: E402  (the same)
from portal.turns import PagesHandler  # noqa: E402  (the same)

pages = PagesHandler()
lifespan = Lifespan()

if not settings.ABUSE_GUARDS:
    logging.getLogger(__name__).warning("ABUSE_GUARDS is OFF: no rate limits, honeypots, time traps!")


async def application(scope, receive, send):
    """Hands each connection to the part that speaks its protocol."""
    handler = {"http": pages, "websocket": sockets, "lifespan": lifespan}[scope["type"]]
    await handler(scope, receive, send)
