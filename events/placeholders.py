"""What an organiser may leave to be filled in for each person, in any text that is mailed: `[prénom]`, `[nom]`…

Written in brackets, in French or in English, whatever the accents and case.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.text import fold

from .enums import MailKinds
from .moments import day_in_words, moment_in_words, place_in_words

IN_BRACKETS = re.compile(r"\[([^\[\]\n]*[^\W\d_][^\[\]\n]*)\]")  # with a letter: [1] and […] are nobody's name


@dataclass(frozen=True)
class Placeholder:
    """One of them; `kind`: the only mail in which it means something."""

    french: str
    english: str
    meaning: str
    kind: str = ""

    def shown(self, language=None):
        """As it is written in a text of this language, or of the one that is active."""
        name = self.english if (language or get_language()) == "en" else self.french
        return f"[{name}]"


PLACEHOLDERS = [
    Placeholder("prénom", "first name", gettext_lazy("first name of who is registered")),
    Placeholder("nom", "last name", gettext_lazy("last name of who is registered")),
    Placeholder("événement", "event", gettext_lazy("title of the event")),
    Placeholder("date", "date", gettext_lazy("day of the event")),
    Placeholder("lieu", "place", gettext_lazy("place and address")),
    Placeholder("rang", "rank", gettext_lazy("rank on the waiting list"), MailKinds.WAITING),
    Placeholder("limite", "deadline", gettext_lazy("until when the place is offered"), MailKinds.OFFERED),
]
BY_NAME = {fold(name): found for found in PLACEHOLDERS for name in (found.french, found.english)}


def placeholders_of(kind=""):
    """The placeholders that mean something in this kind of mail, or in any."""
    return [placeholder for placeholder in PLACEHOLDERS if placeholder.kind in ("", kind)]


def refusal_of(text, *, kind="", language=None):
    """Why `text` cannot be sent as this kind of mail, in a sentence, or nothing: what cannot be filled in, what can."""
    known = placeholders_of(kind)
    unknown = [found[0] for found in IN_BRACKETS.finditer(text) if BY_NAME.get(fold(found[1])) not in known]
    if not unknown:
        return ""
    return _("%(unknown)s cannot be filled in here. What can: %(known)s.") % {
        "unknown": ", ".join(dict.fromkeys(unknown)),
        "known": ", ".join(placeholder.shown(language) for placeholder in known),
    }


def fill_in(text, registration, *, rank=None):
    """`text` for this person, in the active language; what cannot be filled in stays as written."""
    event = registration.event
    values = {
        "prénom": registration.first_name,
        "nom": registration.last_name,
        "événement": event.title,
        "date": day_in_words(event.starts_at),
        "lieu": place_in_words(event),
    }
    if rank is not None:
        values["rang"] = str(rank)
    if registration.offer_expires_at is not None:
        values["limite"] = moment_in_words(registration.offer_expires_at)

    def value(found):
        placeholder = BY_NAME.get(fold(found[1]))
        return values.get(placeholder.french, found[0]) if placeholder else found[0]

    return IN_BRACKETS.sub(value, text)
