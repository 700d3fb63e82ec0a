"""The portal itself, served as in production: own process, own database with the demonstration, own folder."""

import datetime
import email
import email.policy
import http.client
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from redis import Redis

from tests import databases
from tests.servers import machine

ROOT = databases.ROOT
DEMO_SOURCES = [
    "portal/**/*.py",
    "portal/demo/*.geojson",
    "projects/**/*.py",
    "workgroups/**/*.py",
    "events/**/*.py",
    "locale/**/*.po",
]
SECRET_KEY = "tests-of-the-server-" + "x" * 40


class Portal:
    """A server of its own for journeys and faults.

    `url` is its address, `database_url` its database, `folder` its `VAR_DIR`, `workers` how many processes it has.
    """

    def __init__(self, test_url: str, redis_url: str, folder: Path):
        self.where = databases.databases(test_url)
        self.folder = folder
        self.redis_url = redis_url
        self.workers = 2 if redis_url else 1
        self.port = machine.free_port()
        self.url = f"http://localhost:{self.port}"
        self.database_url = self.where.url_named(f"site-{os.getpid()}", folder)
        self.log = folder / "server.log"
        self.process = None

    # --- life ---------------------------------------------------------------------------------
    def lay(self) -> None:
        """A fresh database and folder, the demonstration loaded."""
        template = demonstration(self.where)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(files_of(template), self.folder)
        (self.folder / "static").symlink_to(static_files())
        self.where.clone(template, self.database_url)
        if self.redis_url:
            Redis.from_url(self.redis_url).flushdb()

    def start(self) -> None:
        """Starts it and waits until it answers; nothing if it runs."""
        if self.process and self.process.poll() is None:
            return
        command = [sys.executable, "-m", "portal.server"]
        self.process = machine.start(command, self.log, env=self.environment())
        machine.wait_until(self.answers, self.process, self.log)

    def stop(self) -> None:
        """Asks it to end, as a service manager does."""
        if self.process:
            machine.stop(self.process)

    def kill(self) -> None:
        """kill -9 of every process at once, as when the machine loses its power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def reset(self) -> None:
        """Back to the demonstration as it was loaded."""
        self.stop()
        self.lay()
        self.start()

    def drop(self) -> None:
        """Ends it and leaves nothing."""
        self.stop()
        self.where.drop(self.database_url)
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What a service manager would hand to it."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "WORKERS": str(self.workers),
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": SECRET_KEY,
            "BASE_URL": self.url,
            "PORT": str(self.port),
            "DEMO": "on",
            "PYTHONUNBUFFERED": "1",
        }

    def answers(self) -> bool:
        """Whether /readyz says yes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    # --- what it did --------------------------------------------------------------------------
    def mails(self, to: str = "") -> list:
        """The mails it sent (to one address), oldest first, parsed."""
        paths = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
        return [mail for mail in mails if to in str(mail["To"])]

    def wait_for_mail(self, to: str, subject: str = "", *, seconds: float = 90, but=()):
        """The last mail to this address whose subject holds these words, as soon as it is sent.

        `but` are mails that were there before: what an earlier journey left in the same box is not the answer.
        """
        known = {mail["Message-ID"] for mail in but}
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            new = [mail for mail in self.mails(to) if mail["Message-ID"] not in known]
            if found := [mail for mail in new if subject.lower() in str(mail["Subject"]).lower()]:
                return found[-1]
            time.sleep(0.1)
        sent = [(str(mail["To"]), str(mail["Subject"])) for mail in self.mails()]
        raise AssertionError(f"No mail to {to} about {subject!r} in {seconds} s. Sent were: {sent}")


def text_of(mail) -> str:
    """The plain text of a mail."""
    return mail.get_body(("plain",)).get_content()


def demonstration(where) -> str:
    """The template with the demonstration loaded, of today: its dates are relative to the day it is loaded."""
    name = (
        f"demo-{databases.fingerprint(*DEMO_SOURCES)}-{datetime.date.today():%Y%m%d}-{type(where).__name__[0]}".lower()
    )
    migrated = databases.migrated(where)

    def load(url):
        folder = files_of(name)
        for old in databases.KEPT.glob(files_of(f"demo-*-{name[-1]}").name):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        where.clone(migrated, url)
        databases.manage(url, "load_demo", folder=folder)

    return where.template(name, load)


def files_of(template: str) -> Path:
    """The folder of files that belong to a template of the demonstration."""
    return databases.KEPT / f"{template}-files"


def static_files() -> Path:
    """The static files as production serves them, gathered when they have changed."""
    state = databases.fingerprint("frontend/dist/*", "frontend/dist/**/*")
    folder = databases.KEPT / "static-files"
    with databases.one_at_a_time("static"):
        stamp = folder / "state"
        if not stamp.exists() or stamp.read_text() != state:
            shutil.rmtree(folder, ignore_errors=True)
            unused = f"sqlite:///{databases.KEPT / 'unused.sqlite3'}"
            production = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "SECRET_KEY": SECRET_KEY}
            databases.manage(unused, "collectstatic", "--noinput", "--verbosity=0", folder=folder, **production)
            stamp.write_text(state)
    return folder / "static"
