"""pandoc reading a file, in a process of its own that can neither fetch nor outlive its time."""

import json

import pypandoc

from .apart import output, too_deep
from .archive import damaged

MEMORY = "-M768m"


def tree_of(data: bytes, kind: str) -> dict:
    """pandoc's JSON of a .docx or .odt. Raises RefusedDocument where it cannot be read, or not in time.

    In the sandbox a document can name a file of the server or an address: neither is ever opened.
    """
    command = [pypandoc.get_pandoc_path(), "+RTS", MEMORY, "-RTS", "--sandbox", "-f", kind, "-t", "json"]
    ended, written, _complaints = output(command, data)
    if ended:
        raise damaged()
    try:
        return json.loads(written)
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        raise damaged() from error
