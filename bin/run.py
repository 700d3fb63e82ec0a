"""`make run`: the portal with its demonstration on http://localhost:8000, on a machine with nothing but Python.

Installs, builds, migrates and loads only what is missing, so that a second start is quick and keeps the data. Ctrl-C
stops everything it started.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from setup import PYTHON, ROOT, CannotGoOn, done, environment, front_end, is_done, say, static_files_state

VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
SECONDS_TO_START = 120
SECONDS_TO_STOP = 15


class Stopped(Exception):
    """Somebody asked to stop: Ctrl-C, a closed terminal, a service manager."""


def main() -> None:
    host, port = os.environ.get("HOST", "127.0.0.1"), chosen_port()
    refuse_taken(host, port)
    environment()
    front_end()
    settings = server_settings(host, port)
    prepare(settings)
    serve(settings, port)


def chosen_port() -> int:
    """PORT, 8000 unless it is set."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotGoOn(f"PORT={text}: write a number from 1 to 65535.")
    return int(text)


def refuse_taken(host: str, port: int) -> None:
    """Says it at once rather than after the minute that a first installation takes."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except PermissionError as error:
            raise CannotGoOn(
                f"Port {port} is reserved for the administrator. Choose another: make run PORT=8001"
            ) from error
        except OSError as error:
            raise CannotGoOn(f"Port {port} is taken. Choose another: make run PORT={port + 1}") from error


def server_settings(host: str, port: int) -> "dict[str, str]":
    """The server's environment: what the person set wins."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "BASE_URL": f"http://localhost:{port}",
        "SECRET_KEY": kept_secret(),
        "DEMO": "on",
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    return defaults | os.environ | {"HOST": host, "PORT": str(port)}


def kept_secret() -> str:
    """One key for this copy of the portal, so that sessions and links outlive a restart."""
    path = VAR / "secret_key"
    if not path.is_file() or len(path.read_text().strip()) < 40:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def prepare(settings: "dict[str, str]") -> None:
    """Database, demonstration and static files, in one process: starting Python three times would cost seconds."""
    state = f"{VAR} {static_files_state()}"
    static = [] if is_done("static", state) and (VAR / "static").is_dir() else ["--static"]
    say("Preparing the database and the demonstration …")
    prepared = subprocess.run([PYTHON, ROOT / "bin" / "prepare.py", *static], cwd=ROOT, env=settings)
    if prepared.returncode:
        raise CannotGoOn("The database could not be prepared: the lines above say why.")
    done("static", state)


def serve(settings: "dict[str, str]", port: int) -> None:
    """Starts the server, says where it is once it answers, and waits until one of both is told to stop."""
    command = [str(PYTHON), "-m", "portal.server"]
    if setpriv := shutil.which("setpriv"):  # should this script be killed, the server ends with it
        command = [setpriv, "--pdeathsig=TERM", "--", *command]
    server = subprocess.Popen(command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_until_it_answers(server, port)
        say(VAR.joinpath("welcome.txt").read_text())
        if code := server.wait():
            raise CannotGoOn(f"The server ended by itself (code {code}): the lines above say why.")
    finally:
        stop(server)


def wait_until_it_answers(server: subprocess.Popen, port: int) -> None:
    """Polls `/readyz`."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CannotGoOn(f"The server did not start (code {server.returncode}): the lines above say why.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise CannotGoOn(f"The server answers /readyz with {error.code}.") from error
        except OSError:
            time.sleep(0.1)
    raise CannotGoOn(f"The server did not answer within {SECONDS_TO_START} seconds.")


def stop(server: subprocess.Popen) -> None:
    """Lets requests end, then makes sure that nothing of the server's process group is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            say("The server did not end by itself.")
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def asked_to_stop(number, frame):
    raise Stopped


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, asked_to_stop)
    try:
        main()
    except Stopped:
        say("\nStopped.")
    except CannotGoOn as reason:
        sys.exit(str(reason))
