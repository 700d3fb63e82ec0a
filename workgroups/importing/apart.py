"""Other processes that read a file: whatever it holds, they can neither outlive their time nor take all memory."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from .archive import MAX_UNPACKED, MB, RefusedDocument

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
LONGEST_TREE = 32 * MB  # as JSON; 300 pages take 6
REFUSED = 3  # how `office` ends where it refuses a file; what it writes is why


def output(command: list[str], data: bytes, *, longest: int | None = None) -> tuple[int, bytes, bytes]:
    """Runs a command that reads `data`; returns how it ended, what it wrote (`longest` bytes at most), its complaints.

    It is told where programs and modules are, and nothing else of our environment, which holds secrets. Raises
    RefusedDocument where it is not done in time, or writes more.
    """
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    try:
        with tempfile.TemporaryFile() as written, tempfile.TemporaryFile() as complaints:
            told = {"stdout": written, "stderr": complaints, "timeout": SECONDS, "check": False}
            done = subprocess.run(command, input=data, cwd=ROOT, env=kept, **told)  # noqa: S603 - a command of ours
            if os.fstat(written.fileno()).st_size > (LONGEST_TREE if longest is None else longest):
                raise too_long()
            written.seek(0)
            complaints.seek(0)
            return done.returncode, written.read(), complaints.read(MB)
    except subprocess.TimeoutExpired as error:
        raise takes_too_long() from error


def read_apart(data: bytes, kind: str) -> bytes:
    """What `office` makes of a file: the JSON of pandoc's tree of an .odt, of a .docx one for pandoc to read.

    Raises RefusedDocument; RuntimeError where we are at fault.
    """
    command = [sys.executable, "-m", "workgroups.importing.office", kind]
    longest = MAX_UNPACKED if kind == "docx" else None
    ended, written, complaints = output(command, data, longest=longest)
    if ended == REFUSED:
        raise RefusedDocument(_(written.decode()))
    if ended < 0:  # stopped by the system: too much memory or time
        raise takes_too_long()
    if ended:
        raise RuntimeError(complaints.decode(errors="replace"))
    return written


def too_deep():
    """The refusal of lists in tables in lists without end."""
    return RefusedDocument(_("Lists and tables stand in one another too deeply to be read: make the text simpler."))


def takes_too_long():
    """The refusal of what would keep everybody else waiting."""
    return RefusedDocument(_("The file takes too long to read: cut it in two, or copy the text into a new document."))


def too_long():
    """The refusal of more text than a document holds."""
    return RefusedDocument(_("This text is too long for one document: cut the file in two."))
