"""The one worker of this process, made when the first socket comes and stopped with the server."""

from portal.layer import shared_layer

from .socket import serve
from .worker import Worker


class CoEditing:
    """The ASGI application at `/ws/documents/<id>`, and a service of the lifespan."""

    def __init__(self):
        self.worker = None

    async def __call__(self, scope, receive, send):
        if self.worker is None:
            self.worker = Worker(shared_layer())
        await serve(self.worker, scope, receive, send)

    async def start(self):
        """A server that starts again in the same process gets a new worker."""
        self.worker = None

    async def stop(self):
        """Commits, says goodbye to every client."""
        if self.worker is not None:
            await self.worker.stop()


co_editing = CoEditing()
