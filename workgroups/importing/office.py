"""The XML of a file of a word processor, read in a process of its own: `python -m workgroups.importing.office KIND`.

It reads the file from its input, and knows neither the settings nor the database. A refusal is written without being
translated: whoever runs it does that.
"""

import io
import json
import resource
import sys
import zipfile
import zlib

from django.conf import settings

from . import docx, odt
from .apart import REFUSED, SECONDS, too_deep, too_long
from .archive import MB, RefusedDocument, damaged

MEMORY = 1024 * MB


def main(kind: str) -> int:
    """Reads a file; returns how the process is to end."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    settings.configure(USE_I18N=False)
    try:
        written, ended = _read(kind), 0
    except RefusedDocument as refusal:
        written, ended = str(refusal).encode(), REFUSED
    except RecursionError:
        written, ended = str(too_deep()).encode(), REFUSED
    except (zipfile.BadZipFile, zlib.error, EOFError):  # in a part that is no markup: unpacked here for the first time
        written, ended = str(damaged()).encode(), REFUSED
    except MemoryError:
        written, ended = str(too_long()).encode(), REFUSED
    sys.stdout.buffer.write(written)
    return ended


def _read(kind):
    with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as archive:
        return json.dumps(odt.tree_of(archive)).encode() if kind == "odt" else docx.for_pandoc(archive)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
