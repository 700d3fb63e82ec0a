"""Keeps the one catalogue: extracts with gettext, sorts by msgid, drops what is gone; `--check` changes nothing."""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
SOURCES = ["portal", "projects", "workgroups", "events", "templates"]


def extract() -> polib.POFile:
    """Every marked string of the code and templates, by Django's own makemessages, in a folder apart."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            (Path(folder) / name).symlink_to(ROOT / name)
        (Path(folder) / "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "-l",
            "fr",
            "--no-location",
            "--no-wrap",
            "-s",
            "-v0",
        ]
        subprocess.run(command, cwd=folder, check=True)
        return polib.pofile(Path(folder) / "locale" / "fr" / "LC_MESSAGES" / "django.po")


def updated(kept: polib.POFile) -> polib.POFile:
    """The catalogue as it should be: what is in the code, with the translations that exist."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in kept if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = kept.metadata
    for entry in sorted(extract(), key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        if old := known.get((entry.msgctxt, entry.msgid)):
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural if entry.msgid_plural else {}
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = None
        fresh.append(entry)
    return fresh


def main() -> int:
    kept = polib.pofile(CATALOGUE, wrapwidth=0)
    fresh = updated(kept)
    missing = [entry.msgid for entry in fresh if not entry.translated()]
    stale = {(e.msgctxt, e.msgid) for e in fresh} ^ {(e.msgctxt, e.msgid) for e in kept}
    if "--check" not in sys.argv:
        fresh.save(CATALOGUE)
    for text in missing:
        sys.stdout.write(f"not translated: {text!r}\n")
    if "--check" in sys.argv and stale:
        sys.stdout.write(f"the catalogue is stale ({len(stale)} strings): run make messages\n")
    return 1 if missing or ("--check" in sys.argv and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
