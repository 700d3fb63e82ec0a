"""The tests' databases: migrated once, then cloned.

Migrating takes half a minute and makes rows that Wagtail needs (root page, site, locale), so a *template* is migrated
once for each state of the migrations and kept; every test process works on a clone of it, and a test that commits gets
a fresh clone afterwards (Django's flush would delete those rows).
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.servers import machine

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "test-db"
SOURCES = [
    "requirements.txt",
    "portal/settings/base.py",
    "portal/*/migrations/*.py",
    "*/migrations/*.py",
    "portal/*/apps.py",
    "*/apps.py",
    "workgroups/freezing.py",  # with `index.py`, what runs after `migrate`
    "workgroups/index.py",
]


def fingerprint(*more: str) -> str:
    """Changes whenever a migrated database would."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in [*SOURCES, *more] for path in ROOT.glob(pattern) if path.is_file()}):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def one_at_a_time(name: str):
    """Holds a lock file, so that parallel test processes make a template once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manage(url: str, *arguments: str, folder: Path | None = None, **more: str) -> None:
    """Runs `manage.py` on another database, with `more` in its environment; raises with what it printed if it fails."""
    settings = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "REDIS_URL": "",
        "WORKERS": "1",
        "VAR_DIR": str(folder or KEPT / "files"),
        **more,
    }
    environment = {name: value for name, value in os.environ.items() if name != "EMAIL_URL"} | settings
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}")


class SQLiteDatabases:
    """Files under var/: a template is one file, a clone is a copy of it."""

    server = "SQLite"

    def template(self, name: str, fill) -> str:
        """The template called `name`, made by `fill(url)` if it isn't there yet; older ones of the kind are deleted."""
        kind = name.split("-")[0]
        path = KEPT / f"{name}.sqlite3"
        with one_at_a_time(kind):
            if not path.exists():
                for old in KEPT.glob(f"{kind}-*.sqlite3"):
                    old.unlink()
                unfinished = KEPT / f"unfinished-{os.getpid()}.sqlite3"
                fill(f"sqlite:///{unfinished}")
                settle(unfinished)
                unfinished.rename(path)
        return name

    def clone(self, template: str, url: str) -> None:
        """Replaces the database at `url` by a copy of the template."""
        path = Path(url.removeprefix("sqlite:///"))
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        fresh = path.with_name(path.name + ".fresh")
        shutil.copyfile(KEPT / f"{template}.sqlite3", fresh)
        fresh.replace(path)

    def drop(self, url: str) -> None:
        """Deletes the database at `url`."""
        path = Path(url.removeprefix("sqlite:///"))
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def url_named(self, name: str, folder: Path) -> str:
        """The address of a database that a caller wants to clone into."""
        return f"sqlite:///{folder / f'{name}.sqlite3'}"


class PostgreSQLDatabases:
    """Databases of one server: a clone is `CREATE DATABASE … TEMPLATE`."""

    def __init__(self, url: str):
        self.parts = urlsplit(url)
        with self.administering() as connection:
            self.server = f"PostgreSQL {connection.info.parameter_status('server_version').split()[0]}"

    def administering(self):
        """A connection from which databases are made and dropped."""
        return psycopg.connect(postgresql(self.url_named("postgres")), autocommit=True)

    def template(self, name: str, fill) -> str:
        """As on SQLite."""
        with one_at_a_time(name.split("-")[0]), self.administering() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                unfinished = f"unfinished-{os.getpid()}"
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
                self.fill_or_restore(name, self.url_named(unfinished), fill)
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
        return name

    def fill_or_restore(self, name: str, url: str, fill) -> None:
        """The tests' server begins empty each time, so what took a minute to make is kept as a dump."""
        tools = machine.find("pg_dump"), machine.find("pg_restore")
        dump = KEPT / f"{name}-{self.server.replace(' ', '')}.dump"
        if dump.exists() and all(tools):
            subprocess.run([tools[1], "--no-owner", "--exit-on-error", "-d", postgresql(url), dump], check=True)
            return
        fill(url)
        if not all(tools):  # a server elsewhere, and no client here
            return
        for old in KEPT.glob(f"{name.split('-')[0]}-*.dump"):
            old.unlink()
        unfinished = KEPT / f"unfinished-{os.getpid()}.dump"
        subprocess.run([tools[0], "-Fc", "-Z1", "--no-owner", "-f", unfinished, postgresql(url)], check=True)
        unfinished.rename(dump)

    def clone(self, template: str, url: str) -> None:
        """As on SQLite; connections that a test left open are ended."""
        self.drop(url)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        with self.administering() as connection:
            connection.execute(create.format(sql.Identifier(name_in(url)), sql.Identifier(template)))

    def drop(self, url: str) -> None:
        """As on SQLite."""
        with self.administering() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name_in(url))))

    def url_named(self, name: str, folder: Path | None = None) -> str:
        """As on SQLite."""
        return urlunsplit(self.parts._replace(path=f"/{name}"))


def databases(url: str) -> SQLiteDatabases | PostgreSQLDatabases:
    """Where the tests' databases live, by the scheme of the address."""
    return SQLiteDatabases() if url.startswith("sqlite:") else PostgreSQLDatabases(url)


def close_connections() -> None:
    """Ends this process's connections and their pools, so that the next query goes where the settings then say.

    A pool belongs to the process, a connection to its thread or event loop: once Playwright's loop runs, the
    connections from before are out of sight, but their pool would serve the next one.
    """
    from django.db import connections  # here: settings are not loaded where the servers are started

    for connection in connections.all(initialized_only=True):
        connection.close()
    wrapper = connections["default"]
    if wrapper.vendor == "postgresql":
        for alias in list(wrapper._connection_pools):
            wrapper._connection_pools.pop(alias).close()


def postgresql(url: str) -> str:
    """The address as PostgreSQL's own programs spell it."""
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql"))


def name_in(url: str) -> str:
    """The database's name in a PostgreSQL address."""
    return urlsplit(url).path.lstrip("/")


def settle(path: Path) -> None:
    """Brings a SQLite file's write-ahead log back into it, so that the one file is the whole database."""
    import sqlite3  # here: a Python without SQLite still runs the tests on PostgreSQL

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def migrated(where: SQLiteDatabases | PostgreSQLDatabases) -> str:
    """The template with every migration applied and nothing else."""
    return where.template(f"migrated-{fingerprint()}", lambda url: manage(url, "migrate", "--verbosity=0"))
