"""Which college a cell means: its number ("2", "Collège 2 – …"), its name, or words that only its name has ("EPCI")."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from portal.members.models import College
from portal.spreadsheets.values import Unreadable
from portal.text import fold

NUMBERED = re.compile(r"(?:college )?(?:n |no )?(\d{1,3})(?:er?|re|eme)?\b(?! \d)")


def read_college(value: Any, colleges: Sequence[College]) -> College | None:
    """The college meant, or None for a blank cell. Raises Unreadable when there is no such college."""
    if value is None:
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    found = _by_number(text, colleges) or _by_name(text, colleges)
    if found is None:
        raise Unreadable(_("there is no college “%(text)s”") % {"text": text[:80]})
    return found


def _by_number(text: str, colleges: Sequence[College]) -> College | None:
    numbered = NUMBERED.match(fold(text))
    return next((college for college in colleges if numbered and college.number == int(numbered[1])), None)


def _by_name(text: str, colleges: Sequence[College]) -> College | None:
    if NUMBERED.match(fold(text)):
        return None
    wanted = _words(text)
    exact = [college for college in colleges if wanted and _words(college.name) == wanted]
    within = [college for college in colleges if wanted and wanted <= _words(college.name)]
    found = exact or within
    return found[0] if len(found) == 1 else None


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in fold(text).split() if len(word) > 2 and word != "college"}
