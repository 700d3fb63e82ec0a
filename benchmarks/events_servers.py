"""The servers of the benchmark, as production runs them, and what each has used of the processors."""

import os
import resource
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import psycopg
from redis import Redis

from benchmarks import events_bare
from benchmarks.events_sink import Sink, sink
from tests.databases import postgresql
from tests.servers import machine
from tests.servers.portal import Portal


class BenchedPortal(Portal):
    """The portal with two workers, without the demonstration's screens and without guards against machines."""

    def environment(self):
        return super().environment() | {"DEMO": "off", "ABUSE_GUARDS": "off", "LOG_LEVEL": "WARNING"}


class BarePortal:
    """The bare project on the same database."""

    def __init__(self, portal):
        self.portal, self.port, self.process = portal, machine.free_port(), None
        self.url = f"http://localhost:{self.port}"

    def start(self):
        with psycopg.connect(postgresql(self.portal.database_url), autocommit=True) as connection:
            connection.execute(events_bare.CREATE)
        place = ["--port", str(self.port), "--workers", str(self.portal.workers)]
        command = [sys.executable, "-m", "uvicorn", "benchmarks.events_bare:application", *place, "--no-access-log"]
        log = self.portal.folder / "bare.log"
        environment = self.portal.environment() | {"BARE": "on", "DATABASE_URL": self.portal.database_url}
        self.process = machine.start(command, log, env=environment)
        machine.wait_until(self.answers, self.process, log)

    def answers(self):
        return any(one.status == psutil.CONN_LISTEN for one in psutil.Process(self.process.pid).net_connections())

    def drop(self):
        if self.process:
            machine.stop(self.process)
            self.process = None


@dataclass(frozen=True)
class Cost:
    """Seconds of processor (user and system) that each side has used."""

    portal: float
    bare: float
    database: float
    redis: float
    sink: float
    client: float

    def __sub__(self, other):
        return Cost(
            *(mine - theirs for mine, theirs in zip(asdict(self).values(), asdict(other).values(), strict=True))
        )

    def __add__(self, other):
        return Cost(*(mine + more for mine, more in zip(asdict(self).values(), asdict(other).values(), strict=True)))


NOTHING = Cost(0, 0, 0, 0, 0, 0)


@dataclass
class Machinery:
    """Everything that runs."""

    portal: BenchedPortal
    bare: BarePortal
    sink: Sink
    database_pid: int
    redis_pid: int

    def used(self):
        """What each side has used until now."""
        mine = os.times()
        return Cost(
            portal=of_process(self.portal.process.pid),
            bare=of_process(self.bare.process.pid) if self.bare.process else 0,
            database=of_process(self.database_pid),
            redis=of_process(self.redis_pid),
            sink=of_process(self.sink.process.pid),
            client=mine.user + mine.system,
        )


def of_process(pid):
    """Processor seconds of a process with its children, those that ended included."""
    parent = psutil.Process(pid)
    total = 0.0
    for one in (parent, *parent.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:  # a connection that was just closed: its parent counts it by now
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


@contextmanager
def machinery(folder: Path):
    """PostgreSQL, Redis, an SMTP sink and the portal, running; Django here reads and writes the portal's database."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20_000), hard))
    from tests.servers.__main__ import running

    with ExitStack() as stack:
        addresses = stack.enter_context(running())
        os.environ |= addresses
        mails = stack.enter_context(sink(folder))
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{mails.port}"
        portal = BenchedPortal(addresses["TEST_DATABASE_URL"], f"{addresses['TEST_REDIS_URL']}/15", folder / "site")
        stack.callback(portal.drop)
        portal.lay()
        bare = BarePortal(portal)
        stack.callback(bare.drop)
        os.environ |= portal.environment()
        portal.start()
        import django

        django.setup()
        from django.db import connections

        stack.callback(lambda: (connections.close_all(), connections["default"].close_pool()))
        yield Machinery(portal, bare, mails, database_pid(addresses), redis_pid(addresses))


def database_pid(addresses):
    """The process from which PostgreSQL starts one for each connection."""
    with psycopg.connect(postgresql(addresses["TEST_DATABASE_URL"])) as connection:
        return psutil.Process(connection.info.backend_pid).ppid()


def redis_pid(addresses):
    with Redis.from_url(addresses["TEST_REDIS_URL"]) as client:
        return client.info("server")["process_id"]
