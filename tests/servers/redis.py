"""A Redis of the tests' own, on a free port, which keeps nothing."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NotListening

from tests.servers import machine


@contextmanager
def redis_server():
    """The address of a running server, as in `TEST_REDIS_URL` (without a database's number)."""
    folder, port = Path(tempfile.mkdtemp(prefix="portail-it77-redis-")), machine.free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    process = machine.start([str(machine.need("redis-server")), *options], folder / "log")
    try:
        machine.wait_until(lambda: answers(port), process, folder / "log")
        yield f"redis://127.0.0.1:{port}"
    finally:
        machine.stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def answers(port: int) -> bool:
    """Whether it answers a ping."""
    with Redis(port=port) as client:
        try:
            return bool(client.ping())
        except NotListening:
            return False
