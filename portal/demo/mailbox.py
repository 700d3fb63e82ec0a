"""The demonstration's mailbox: the .eml files that the folder backend keeps in `settings.EMAIL_FOLDER`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9A-Za-z_-]+")


@dataclass(frozen=True)
class KeptMail:
    """One mail of the folder, parsed."""

    name: str
    kept_at: datetime
    message: EmailMessage

    @property
    def subject(self):
        return str(self.message["Subject"] or "")

    @property
    def to(self):
        return str(self.message["To"] or "")

    @property
    def text(self):
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self):
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""

    @property
    def pieces(self):
        """Attachments and images, in their order: (file name, content type, bytes)."""
        bodies = [self.message.get_body(("plain",)), self.message.get_body(("html",))]
        parts = [part for part in self.message.walk() if not part.is_multipart() and part not in bodies]
        return [
            (part.get_filename() or f"{number}", part.get_content_type(), part.get_payload(decode=True))
            for number, part in enumerate(parts, 1)
        ]


def _folder() -> Path | None:
    folder = getattr(settings, "EMAIL_FOLDER", None)
    return Path(folder) if folder and Path(folder).is_dir() else None


def find(name: str) -> KeptMail | None:
    """The mail of that name (its file's, without `.eml`), or None."""
    folder = _folder()
    if folder is None or not NAME.fullmatch(name):
        return None
    path = folder / f"{name}.eml"
    if not path.is_file():
        return None
    kept_at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return KeptMail(name, kept_at, message_from_bytes(path.read_bytes(), policy=default))


def newest(*, to: str = "", most: int = 200) -> list[KeptMail]:
    """The last mails, newest first; only those sent to an address that holds `to`, when given."""
    folder = _folder()
    if folder is None:
        return []
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    found = []
    for path in paths:
        kept = find(path.stem)
        if kept and to.strip().lower() in kept.to.lower():
            found.append(kept)
        if len(found) == most:
            break
    return found
