"""pandoc reading a file, in a process of its own that can neither fetch nor outlive its time."""

import json
import os
import subprocess
import tempfile

import pypandoc
from django.utils.translation import gettext as _

from .archive import MB, RefusedDocument

SECONDS = 30
MEMORY = "-M768m"
LONGEST_TREE = 32 * MB  # 300 pages take 6


def tree_of(data: bytes, kind: str) -> dict:
    """pandoc's JSON of a .docx or .odt. Raises RefusedDocument where it cannot be read, or not in time.

    In the sandbox a document can name a file of the server or an address: neither is ever opened.
    """
    command = [pypandoc.get_pandoc_path(), "+RTS", MEMORY, "-RTS", "--sandbox", "-f", kind, "-t", "json"]
    try:
        with tempfile.TemporaryFile() as read:
            subprocess.run(command, input=data, stdout=read, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True)  # noqa: S603
            if os.fstat(read.fileno()).st_size > LONGEST_TREE:
                raise too_long()
            read.seek(0)
            return json.load(read)
    except subprocess.TimeoutExpired as error:
        raise takes_too_long() from error
    except RecursionError as error:
        raise too_deep() from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise RefusedDocument(
            _("The file is damaged or cut short: open it in your word processor and save it again.")
        ) from error


def too_deep():
    """The refusal of lists in tables in lists without end."""
    return RefusedDocument(_("Lists and tables stand in one another too deeply to be read: make the text simpler."))


def takes_too_long():
    """The refusal of what would keep everybody else waiting."""
    return RefusedDocument(_("The file takes too long to read: cut it in two, or copy the text into a new document."))


def too_long():
    """The refusal of more text than a document holds."""
    return RefusedDocument(_("This text is too long for one document: cut the file in two."))
