"""The servers that are compared: the portal as production runs it, y-websocket with LevelDB, Hocuspocus with SQLite.

The three speak Yjs; `wrap` makes a message of the y-websocket protocol into one of theirs.
"""

import itertools
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from portal.coediting.encoding import var_string, var_uint
from tests.servers import machine
from tests.servers.portal import SECRET_KEY, Portal

RIVALS = Path(__file__).parent / "rivals"


def of_process(process) -> float:
    """Processor seconds of a process and its children, those that ended included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:  # ended meanwhile: its parent counts it by now
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def memory_of(process) -> int:
    """Bytes that a process and its children hold for themselves, at this moment."""
    return sum(one.memory_full_info().uss for one in (process, *process.children(recursive=True)))


class Rival:
    """One of the npm servers. `start()` and `stop()`; `folder` holds its database."""

    def __init__(self, program: str, name: str, folder: Path):
        self.program, self.name, self.folder = program, name, folder
        self.port, self.process = machine.free_port(), None
        self.headers: list[dict] = [{}]
        folder.mkdir(parents=True, exist_ok=True)

    def start(self):
        """Starts it and waits until it listens."""
        log = self.folder / "log"
        environment = os.environ | {"PORT": str(self.port), "FOLDER": str(self.folder), "NODE_ENV": "production"}
        self.process = machine.start(["node", str(RIVALS / self.program)], log, env=environment)
        machine.wait_until(lambda: listens(self.process.pid), self.process, log)

    def stop(self):
        """Ends it; what it has not stored by then is lost."""
        machine.stop(self.process)

    def drop(self):
        """Ends it and leaves nothing."""
        self.stop()
        shutil.rmtree(self.folder)

    def used(self) -> float:
        """Processor seconds until now."""
        return of_process(psutil.Process(self.process.pid))

    def fill(self, document: str, updates: Path):
        """Stores a document's life as its server would have."""
        rival = self.program.partition(".")[0]
        command = ["node", str(RIVALS / "fill.mjs"), rival, document, str(updates)]
        subprocess.run(command, env=os.environ | {"FOLDER": str(self.folder)}, check=True)


class YWebsocket(Rival):
    """Stores while it passes on, and waits for neither."""

    def __init__(self, folder: Path):
        super().__init__("y_websocket.cjs", "y-websocket + LevelDB", folder / "y_websocket")

    def address(self, document) -> str:
        """Where a document is opened."""
        return f"ws://127.0.0.1:{self.port}/{document}"

    def wrap(self, document, frame: bytes) -> bytes:
        """It speaks the protocol itself."""
        return frame

    def unwrap(self, frame: bytes) -> bytes:
        """Likewise."""
        return frame

    def greetings(self, document) -> list[bytes]:
        """What it wants to hear first: nothing."""
        return []


class Hocuspocus(Rival):
    """Stores the whole document two to ten seconds after a change."""

    def __init__(self, folder: Path):
        super().__init__("hocuspocus.mjs", "Hocuspocus + SQLite", folder / "hocuspocus")

    def address(self, document) -> str:
        """One address for all documents."""
        return f"ws://127.0.0.1:{self.port}/"

    def wrap(self, document, frame: bytes) -> bytes:
        """Its messages begin with the document's name."""
        return var_string(str(document)) + frame

    def unwrap(self, frame: bytes) -> bytes:
        """Without the name; what is not y-websocket's comes out as it is."""
        return frame[1 + frame[0] :]

    def greetings(self, document) -> list[bytes]:
        """It waits for a token, whatever it holds."""
        return [var_string(str(document)) + var_uint(2) + var_uint(0) + var_string("token")]


class BenchedPortal(Portal):
    """The portal without guards against machines: two people stand for all who write."""

    def environment(self):
        return super().environment() | {"ABUSE_GUARDS": "off", "LOG_LEVEL": "WARNING"}


class Ours:
    """The portal with its demonstration. One process on SQLite, or two with PostgreSQL and Redis where they run."""

    name = "the portal"

    def __init__(self, folder: Path):
        database = os.environ.get("TEST_DATABASE_URL", "sqlite:///")
        redis = os.environ.get("TEST_REDIS_URL", "")
        self.portal = BenchedPortal(database, f"{redis}/15" if redis else "", folder / "portal")
        self.numbers = itertools.count()
        self.portal.lay()
        os.environ |= {
            "DATABASE_URL": self.portal.database_url,
            "REDIS_URL": self.portal.redis_url,
            "SECRET_KEY": SECRET_KEY,
            "DEMO": "on",
            "VAR_DIR": str(self.portal.folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        }
        import django

        django.setup()
        self.headers: list[dict] = [{"Cookie": f"sessionid={key}"} for key in sessions()]
        self.services = [listener(url) for url in (database, redis) if urlsplit(url).port]

    def start(self):
        """Starts it and waits until it answers."""
        self.portal.start()

    def stop(self):
        """Asks it to end."""
        self.portal.stop()

    def drop(self):
        """Ends it and leaves nothing."""
        from django.db import connections

        connections.close_all()
        self.portal.drop()

    def used(self) -> float:
        """Processor seconds of all its processes until now."""
        return of_process(psutil.Process(self.portal.process.pid))

    def used_by_services(self) -> float:
        """Processor seconds of PostgreSQL and Redis."""
        return sum(map(of_process, self.services))

    def memory(self) -> int:
        """Bytes its processes hold."""
        return memory_of(psutil.Process(self.portal.process.pid))

    def address(self, document) -> str:
        """Where a document is opened."""
        return f"ws://127.0.0.1:{self.portal.port}/ws/documents/{document}"

    def wrap(self, document, frame: bytes) -> bytes:
        """It speaks the protocol."""
        return frame

    def unwrap(self, frame: bytes) -> bytes:
        """Likewise."""
        return frame

    def greetings(self, document) -> list[bytes]:
        """Nothing."""
        return []

    def documents(self, count: int) -> list[str]:
        """So many empty specifications that the people of `headers` may write."""
        from django.contrib.auth import get_user_model

        from workgroups import actions
        from workgroups.models import Specification

        group = Specification.objects.order_by("pk").first().group
        editor = get_user_model().objects.get(email="editor@it77.example")
        return [
            str(
                actions.create_specification(
                    group, title=f"Banc {number}", code_prefix=f"B{number}", by=editor
                ).document_id
            )
            for number in itertools.islice(self.numbers, count)
        ]


def sessions() -> list[str]:
    """Sessions of the demonstration's editors, who stand for all who write."""
    from django.contrib.auth import get_user_model

    from tests.sessions import log_in

    people = get_user_model().objects.filter(email__in=["editor@it77.example", "editor2@it77.example"])
    return [log_in(person).session_key for person in people]


def listens(pid: int) -> bool:
    """Whether a process listens on a port."""
    return any(one.status == psutil.CONN_LISTEN for one in psutil.Process(pid).net_connections())


def listener(url: str) -> psutil.Process:
    """The process that listens on the port of an address."""
    port = urlsplit(url).port
    for one in psutil.net_connections("inet"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
            return psutil.Process(one.pid)
    raise RuntimeError(f"nothing listens on {port}")


def prepare_rivals():
    """Installs the npm packages of the rivals where they are not there yet."""
    if not (RIVALS / "node_modules").exists():
        subprocess.run([shutil.which("npm"), "ci", "--silent", "--no-audit", "--no-fund"], cwd=RIVALS, check=True)
