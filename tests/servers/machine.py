"""Programs that the tests need: found on the machine, else installed where that is allowed, else named in one line."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

# What Debian calls the package of each program, with what the program is of no use without.
PACKAGES = {
    "postgres": ["postgresql"],
    "redis-server": ["redis-server"],
    "chromium-headless-shell": ["chromium-headless-shell", "fonts-liberation"],
    "chromium": ["chromium", "fonts-liberation"],
    "soffice": ["libreoffice-calc-nogui", "libreoffice-writer-nogui"],
    "xgettext": ["gettext"],
}


class NotOnThisMachine(Exception):
    """A program is missing and cannot be installed from here; its text is the one line to tell."""


def find(program: str) -> Path | None:
    """Where a program is, or None. PostgreSQL's lie outside the path on Debian: the newest version counts."""
    if found := shutil.which(program):
        return Path(found)
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    return max(installed, key=lambda path: int(path.parts[4]), default=None)


def need(program: str) -> Path:
    """Where a program is, installing it first if it must be. Raises NotOnThisMachine."""
    if found := find(program):
        return found
    command = f"apt-get install -y --no-install-recommends {' '.join(PACKAGES[program])}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NotOnThisMachine(f"{program} is missing. Install it (on Debian: sudo {command}) and start again.")
    install(program)
    if found := find(program):
        return found
    raise NotOnThisMachine(f"{program} is missing, and `{command}` did not bring it.")


def browser() -> Path:
    """The Chromium without windows where it is, whose pages cost a fifth less, else the one with them.

    Raises NotOnThisMachine.
    """
    return find("chromium-headless-shell") or need("chromium")


def install(program: str) -> None:
    """Installs a program with apt, as root; what Debian would start as a service stays stopped."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with no_service_started():
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES[program]]):
            command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise NotOnThisMachine(f"{program} is missing; `{' '.join(command)}` failed: {done.stderr[-500:]}")


@contextmanager
def no_service_started():
    """Debian's own way of installing a server without starting it."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start(command: list[str], log: Path, *, user: str = "", env: dict[str, str] | None = None) -> subprocess.Popen:
    """Starts a server in a process group of its own, which ends when this process does, however it ends."""
    if setpriv := shutil.which("setpriv"):
        who = [f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        command = [setpriv, *who, "--pdeathsig=TERM", "--", *command]
    with log.open("ab") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=env, start_new_session=True
        )


def wait_until(ready: Callable[[], bool], process: subprocess.Popen, log: Path, *, seconds: float = 60) -> None:
    """Waits for a server to answer. Raises RuntimeError with the end of its log when it dies or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            what = "did not answer in time" if process.poll() is None else f"ended with code {process.returncode}"
            raise RuntimeError(f"{process.args[-1]} {what}:\n{log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.05)


def attend(command: list, **options) -> int:
    """Runs a command to its end and returns its code.

    Told to stop, it lets the command clean up first and then raises KeyboardInterrupt: a terminal's Ctrl-C reaches
    the command too, anything else is passed on.
    """
    process = subprocess.Popen([str(part) for part in command], **options)
    told = []
    signal.signal(signal.SIGTERM, lambda *_: (told.append(True), process.send_signal(signal.SIGINT)))
    while process.returncode is None:
        try:
            process.wait()
        except KeyboardInterrupt:
            told.append(True)
    if told:
        raise KeyboardInterrupt
    return process.returncode


def stop(process: subprocess.Popen, how: signal.Signals = signal.SIGTERM, *, seconds: float = 30) -> None:
    """Asks a server to end, then makes it; whatever it started ends with it."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
