"""Compiles the translations in Python, so that running the portal asks for no gettext."""

import os
from pathlib import Path

import polib
from django.utils.translation.trans_null import gettext_noop

# Words of Django and Wagtail that our catalogue says in its own way, since theirs come first otherwise.
OURS = [gettext_noop("This field is required."), gettext_noop("%s KB"), gettext_noop("%s MB"), gettext_noop("%s GB")]


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
