"""Run by `make run`: migrates, applies the rights, loads the demonstration, gathers static files (`--static`)."""

import io
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import django  # noqa: E402  (found in the virtual environment; the portal's own packages by the line above)
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from portal.catalogue import compile_catalogue  # noqa: E402

if __name__ == "__main__":
    compile_catalogue(ROOT / "locale")
    django.setup()
    if "--static" in sys.argv:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("sync_roles")
    accounts = io.StringIO()
    if settings.DEMO:
        call_command("load_demo", stdout=accounts)
    address = os.environ["BASE_URL"]
    lines = ["", f"The portal answers on {address}/ (stop it with Ctrl-C)", accounts.getvalue()]
    (settings.VAR / "welcome.txt").write_text("\n".join(lines))
