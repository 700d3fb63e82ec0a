"""Serves the portal: `python -m portal.server`, with HOST, PORT, WORKERS and TRUSTED_PROXIES from the environment.

The one place that knows uvicorn's options: `make run`, the tests' servers and the unit in `deploy/` all start this.
"""

import os

import uvicorn
from uvicorn.supervisors import multiprocess

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

from django.conf import settings  # the line above says which

# Far above what portal.coediting takes: it answers a frame that is too large with its own close code.
LARGEST_FRAME = 32 * 1024 * 1024
# A worker that is asked to stop finishes the requests under way; browsers reconnect to the next one.
SECONDS_TO_FINISH = 5
# A worker that answers no ping for this long is replaced: above the longest pause of a loaded machine.
SECONDS_BEFORE_REPLACED = 30


class Worker(multiprocess.Process):
    """A worker whose end is noticed also while the supervisor waits for its answer.

    As long as the supervisor keeps a copy of the worker's end of the pipe, the pipe of a dead worker stays open, and
    the answer is waited for until SECONDS_BEFORE_REPLACED have passed.
    """

    def start(self) -> None:
        """Starts it, and leaves it its end of the pipe."""
        super().start()
        self.child_conn.close()


def main() -> None:
    """Runs until it is told to stop."""
    multiprocess.Process = Worker
    uvicorn.run(
        "portal.asgi:application",
        host=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        workers=settings.WORKERS,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,  # typed text is small: compressing it for each reader costs more than it saves
        proxy_headers=bool(settings.TRUSTED_PROXIES),
        forwarded_allow_ips=settings.TRUSTED_PROXIES,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_worker_healthcheck=SECONDS_BEFORE_REPLACED,
        server_header=False,
        access_log=False,
        log_config=None,  # settings.LOGGING
    )


if __name__ == "__main__":
    main()
