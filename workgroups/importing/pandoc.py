"""pandoc reading a file, in a process of its own that can neither fetch nor outlive its time."""

import json
import subprocess

import pypandoc
from django.utils.translation import gettext as _

from .archive import RefusedDocument

SECONDS = 30
MEMORY = "-M768m"


def tree_of(data: bytes, kind: str) -> dict:
    """pandoc's JSON of a .docx or .odt. Raises RefusedDocument where it cannot be read, or not in time.

    In the sandbox a document can name a file of the server or an address: neither is ever opened.
    """
    command = [pypandoc.get_pandoc_path(), "+RTS", MEMORY, "-RTS", "--sandbox", "-f", kind, "-t", "json"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise RefusedDocument(
            _("The file takes too long to read: cut it in two, or copy the text into a new document.")
        ) from error
    except RecursionError as error:
        raise too_deep() from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise RefusedDocument(
            _("The file is damaged or cut short: open it in your word processor and save it again.")
        ) from error


def too_deep():
    """The refusal of lists in tables in lists without end."""
    return RefusedDocument(_("Lists and tables stand in one another too deeply to be read: make the text simpler."))
