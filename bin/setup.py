"""Prepares the tree: virtual environment, dependencies, front end; each only when what it is made from has changed.

Python's standard library alone, so that it runs before anything is installed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMPS = ROOT / "var" / "stamps"
OLDEST_PYTHON = (3, 11, 2)
OLDEST_NODE = 20


class CannotGoOn(Exception):
    """Something is missing that this script may not bring; its text is one sentence for the person."""


def say(text: str) -> None:
    """One line on the terminal, at once."""
    print(text, flush=True)


def fingerprint(*paths: Path) -> str:
    """Changes with the content of these files and of the files under these folders."""
    digest = hashlib.sha256()
    files = {file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()}
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def is_done(step: str, state: str) -> bool:
    """Whether the step was finished for exactly this state."""
    stamp = STAMPS / step
    return stamp.is_file() and stamp.read_text() == state


def done(step: str, state: str) -> None:
    """Remembers that the step is finished for this state."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(state)


def run(command: list, **options) -> None:
    """Runs a command quietly. Raises CannotGoOn with the end of what it printed when it fails."""
    ran = subprocess.run(
        [str(part) for part in command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options
    )
    if ran.returncode:
        raise CannotGoOn(f"`{' '.join(map(str, command))}` failed:\n{(ran.stdout + ran.stderr)[-4000:].strip()}")


# --- Python ---------------------------------------------------------------------------------------
def environment(*, dev: bool = False) -> None:
    """`.venv` with the pinned dependencies: those to run, or also those to check and test."""
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        raise CannotGoOn(
            f"Python {wanted} or newer is needed; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12"
        )
    if ENVIRONMENT.is_symlink():  # somebody keeps one environment for several work trees, and looks after it
        return
    needed = ["requirements.txt", *(["requirements-dev.txt"] if dev else [])]
    states = {name: fingerprint(ROOT / name) + sys.version for name in needed}
    if not works(PYTHON) or not is_done("python", sys.version):
        make_environment()
    for name, state in states.items():
        if not is_done(name, state):
            say(f"Installing {name} (a minute or two the first time) …")
            run([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "-r", ROOT / name])
            done(name, state)


def make_environment() -> None:
    """An empty virtual environment; what was there is replaced."""
    if find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise CannotGoOn(f"Python's venv module is missing. On Debian: sudo apt install python{version}-venv")
    say("Making .venv …")
    shutil.rmtree(STAMPS, ignore_errors=True)
    run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT])
    done("python", sys.version)


def works(program: Path) -> bool:
    """Whether a program is there and starts (a copied or upgraded machine leaves environments that don't)."""
    return program.exists() and subprocess.run([program, "--version"], capture_output=True).returncode == 0


# --- Front end ------------------------------------------------------------------------------------
def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` are found: the machine's, else those of a wheel in `.venv`."""
    if suits(shutil.which("node")) and shutil.which("npm"):
        return dict(os.environ)
    found = os.environ | {"PATH": f"{ENVIRONMENT / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    state = fingerprint(ROOT / "requirements-build.txt")
    if not is_done("node", state) or not works(ENVIRONMENT / "bin" / "node"):
        say("Installing Node in .venv …")
        requirements = ROOT / "requirements-build.txt"
        run([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", "-r", requirements])
        done("node", state)
    return found


def suits(node: "str | None") -> bool:
    """Whether this `node` is recent enough."""
    if not node:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
    return version.split(".")[0].isdigit() and int(version.split(".")[0]) >= OLDEST_NODE


def packages(*, dev: bool = False) -> None:
    """`node_modules` as `package-lock.json` says, with what checks and tests need if `dev`."""
    state = fingerprint(ROOT / "package-lock.json")
    folder = ROOT / "node_modules"
    if folder.is_symlink() or (
        folder.is_dir() and (is_done("packages-dev", state) or (not dev and is_done("packages", state)))
    ):
        return
    say("Installing the front end's packages …")
    for step in ("packages", "packages-dev"):
        (STAMPS / step).unlink(missing_ok=True)
    # No package's install script is run: esbuild brings its program as an ordinary optional package.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if dev else ["--omit=dev"])]
    run(command, env=node_environment())
    done("packages-dev" if dev else "packages", state)


def front_end(*, dev: bool = False) -> None:
    """`frontend/dist`, built when a source or a package has changed."""
    packages(dev=dev)
    source = ROOT / "frontend"
    dist = source / "dist"
    sources = [path for path in source.iterdir() if path != dist]
    state = fingerprint(*sources, ROOT / "package.json", ROOT / "package-lock.json")
    if dist.is_dir() and is_done("front-end", state):
        return
    say("Building the front end …")
    run(["npm", "run", "--silent", "build"], env=node_environment())
    done("front-end", state)


def static_files_state() -> str:
    """Changes when the files that a production server hands out would."""
    return fingerprint(ROOT / "frontend" / "dist", ROOT / "requirements.txt")


if __name__ == "__main__":
    try:
        environment(dev="--dev" in sys.argv)
        front_end(dev="--dev" in sys.argv)
    except CannotGoOn as reason:
        sys.exit(str(reason))
