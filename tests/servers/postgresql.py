"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.servers import machine

# Nothing here need survive a power cut (a killed *portal* loses nothing by it: the server lives on).
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "400",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "autovacuum_naptime": "10min",
}


@contextmanager
def postgresql():
    """The address of a running server, as in `TEST_DATABASE_URL`."""
    postgres = machine.need("postgres").resolve()
    folder = Path(tempfile.mkdtemp(prefix="portail-it77-postgresql-"))
    user = "" if os.geteuid() else server_user()
    if user:
        shutil.chown(folder, user, user)
    make_cluster(postgres.with_name("initdb"), folder / "data", user)
    port, log = machine.free_port(), folder / "log"
    settings = [f"-c{name}={value}" for name, value in OPTIONS.items()]
    command = [str(postgres), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), *settings]
    process = machine.start(command, log, user=user)
    address = f"postgresql://portal@127.0.0.1:{port}/postgres"
    try:
        machine.wait_until(lambda: answers(address), process, log)
        yield address
    finally:
        machine.stop(process, signal.SIGINT)  # PostgreSQL's "fast" shutdown: it does not wait for its clients
        shutil.rmtree(folder, ignore_errors=True)


def server_user() -> str:
    """Whom the server runs as when the tests run as root, which it refuses to."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def make_cluster(initdb: Path, data: Path, user: str) -> None:
    """A fresh cluster, UTF-8, sorted by bytes: the portal must not lean on a machine's locales."""
    who = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--"] if user else []
    command = [*who, str(initdb), "-D", str(data), "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")


def answers(address: str) -> bool:
    """Whether a connection can be opened."""
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
