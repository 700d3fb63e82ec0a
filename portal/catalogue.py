"""Compiles the translations in Python, so that running the portal asks for no gettext."""

import os
from pathlib import Path

import polib


def compile_catalogue(locale: Path) -> None:
    """Writes every `.mo` under `locale` that is missing or older than its `.po`; safe when several do it at once."""
    for source in locale.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        written = compiled.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(source).save_as_mofile(written)
        changed = source.stat()
        os.utime(written, ns=(changed.st_atime_ns, changed.st_mtime_ns))
        written.replace(compiled)
