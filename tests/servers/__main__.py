"""Runs one command beside a PostgreSQL and a Redis of the tests' own: `python -m tests.servers pytest tests/events`."""

import os
import sys
from contextlib import ExitStack, contextmanager

from tests.servers.machine import NotOnThisMachine, attend
from tests.servers.postgresql import postgresql
from tests.servers.redis import redis_server


@contextmanager
def running():
    """`TEST_DATABASE_URL` and `TEST_REDIS_URL`: those that are set already, else of servers started here."""
    with ExitStack() as stack:
        yield {
            "TEST_DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or stack.enter_context(postgresql()),
            "TEST_REDIS_URL": os.environ.get("TEST_REDIS_URL") or stack.enter_context(redis_server()),
        }


if __name__ == "__main__":
    try:
        with running() as addresses:
            sys.exit(attend(sys.argv[1:], env=os.environ | addresses))
    except NotOnThisMachine as missing:
        sys.exit(str(missing))
    except KeyboardInterrupt:
        sys.exit(130)
