"""Real servers for the tests: PostgreSQL, Redis, and the portal itself, each a context manager that leaves nothing."""

import os
from contextlib import ExitStack, contextmanager

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
