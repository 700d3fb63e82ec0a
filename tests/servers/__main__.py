"""Runs one command beside a PostgreSQL and a Redis of the tests' own: `python -m tests.servers pytest tests/events`."""

import os
import subprocess
import sys

from tests.servers import running
from tests.servers.machine import NotOnThisMachine

if __name__ == "__main__":
    try:
        with running() as addresses:
            sys.exit(subprocess.run(sys.argv[1:], env=os.environ | addresses, check=False).returncode)
    except NotOnThisMachine as missing:
        sys.exit(str(missing))
