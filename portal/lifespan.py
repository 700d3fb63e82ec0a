"""What starts and stops with the server: functions registered by the apps, in order."""

import logging

logger = logging.getLogger(__name__)

_services: list = []


def with_server(service):
    """Registers an object with `async start()` and `async stop()`; called from an app's `ready()`."""
    _services.append(service)


class Lifespan:
    """The ASGI lifespan protocol: starts every service, stops them in the opposite order."""

    async def __call__(self, scope, receive, send):
        started = []
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                for service in _services:
                    await service.start()
                    started.append(service)
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                for service in reversed(started):
                    await service.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return
