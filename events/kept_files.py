"""Files that came with a form which was refused for something else: kept a day, so that nobody sends them twice.

They lie among the private files without a row that names them: whatever is not taken up is swept after a day. The
form carries a signed reference, good for the one question; what is taken up is copied, so two rows never share a file.
"""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portal import tokens
from portal.files import random_path

PURPOSE = "kept-answer"
DAYS_KEPT = 1
new_path = random_path("answers-waiting")


@dataclass(frozen=True)
class KeptFile:
    """A checked file that waits for its form."""

    path: str
    name: str
    reference: str

    def copy(self):
        """A copy, as an upload that can be stored."""
        with storages["private"].open(self.path) as kept:
            return ContentFile(kept.read(), name=self.name)


def keep(upload, *, question):
    """Keeps an upload that was checked; returns the reference for the form."""
    upload.seek(0)
    path = storages["private"].save(new_path(None, upload.name), upload)
    return tokens.sign(PURPOSE, f"{question.pk}:{path}:{upload.name}", days=DAYS_KEPT)


def find(reference, *, question):
    """The file of a reference given for this question, or None where it is not one of ours or is no longer there."""
    try:
        asked, path, name = tokens.read(PURPOSE, reference).split(":", 2)
    except tokens.BadToken:
        return None
    if asked != str(question.pk) or not storages["private"].exists(path):
        return None
    return KeptFile(path, name, reference)
