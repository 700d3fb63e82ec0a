"""One row read: what each cell means for this event, or why the row cannot be taken."""

import re
from itertools import combinations

from django.utils.translation import gettext as _

from portal.spreadsheets.values import Unreadable, read_email, read_text, whole
from portal.text import fold

from .answers import AnswerReader

PERSON_NAME, ORGANISATION, POSTCODE, CHOICE = 100, 200, 10, 300
NOTHING_SAID = {"", "-", "–", "—", "/", "n/a", "na", "néant", "sans objet", "none"}
LANGUAGES = {"fr": "fr", "francais": "fr", "french": "fr", "en": "en", "anglais": "en", "english": "en"}
CANCELLED = ("annul", "cancel", "desist", "refus", "declined")
IN_LINE = ("liste d attente", "waiting list")  # what our own export writes after a workshop, folded
WISHED = ("souhaite", "wished for")


class RowReader:
    """Knows the audiences and workshops of the event by either of their names, and its questions."""

    def __init__(self, event, *, language):
        self.language, self.answers = language, AnswerReader(event)
        self.audiences, self.workshops = {}, {}
        for audience in event.audiences.all():
            self.audiences |= {fold(name): audience for name in (audience.name_fr, audience.name_en) if name}
        for slot in event.slots.prefetch_related("workshops"):
            for workshop in slot.workshops.all():
                workshop.slot = slot
                self.workshops |= {fold(name): workshop for name in (workshop.title_fr, workshop.title_en) if name}

    def read(self, row):
        """(values, reasons): what would be written, and in words why it cannot be."""
        told = {name: None if _says_nothing(value) else value for name, value in row.values.items()}
        values, reasons = {}, []

        def read(name, reader):
            try:
                values[name] = reader(told.get(name))
            except Unreadable as reason:
                reasons.append(str(reason))

        read("last_name", lambda value: read_text(value, PERSON_NAME))
        read("first_name", lambda value: read_text(value, PERSON_NAME))
        if not values.get("last_name") and told.get("full_name") is not None:
            read("full_name", lambda value: read_text(value, 2 * PERSON_NAME))
            values["first_name"], values["last_name"] = split_name(values.pop("full_name", ""))
        if not values.get("last_name") and not reasons:
            reasons.append(_("no name is given"))
        read("email", read_email)
        read("organisation", lambda value: read_text(value, ORGANISATION))
        read("postcode", _postcode)
        read("language", self._language)
        read("audience", self._audience)
        read("status", _refuse_cancelled)
        values.pop("status", None)
        try:
            values["workshops"], values["waits"] = self._workshops(told)
        except Unreadable as reason:
            reasons.append(str(reason))
        audiences = {audience.pk: audience for audience in self.audiences.values()}
        values["answers"], refused = self.answers.read(told, row.values, audiences.get(values.get("audience")))
        return values, reasons + refused

    def _language(self, value):
        if value is None:
            return self.language
        if (language := LANGUAGES.get(fold(whole(value)))) is None:
            raise Unreadable(_("“%(text)s” is neither French nor English") % {"text": whole(value)[:60]})
        return language

    def _audience(self, value):
        if value is None:
            return None
        audience = self.audiences.get(fold(whole(value)))
        if audience is None and self.audiences:
            raise Unreadable(_("there is no audience “%(text)s” at this event") % {"text": whole(value)[:60]})
        return audience.pk if audience else None

    def _workshops(self, told):
        held, waits = {}, {}
        for name, value in told.items():
            if value is None or not (name == "workshops" or name.startswith("slot-")):
                continue
            for workshop, is_line in self._named(read_text(value, CHOICE)):
                (waits if is_line else held)[workshop.pk] = workshop
        for one, other in combinations(held.values(), 2):
            if one.slot.overlaps(other.slot):
                names = {"one": one.title, "other": other.title}
                raise Unreadable(_("“%(one)s” and “%(other)s” are at the same hours") % names)
        return list(held), [pk for pk in waits if pk not in held]

    def _named(self, text):
        """(workshop, whether only in its line) of each one the cell names, whole or parted by ; or |."""
        if not self.workshops:
            raise Unreadable(_("this event has no workshops"))
        if whole_cell := self._find(text):
            return [whole_cell]
        parts = [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
        found = [(part, self._find(part)) for part in parts]
        for part, known in found:
            if known is None:
                raise Unreadable(_("there is no workshop “%(text)s” at this event") % {"text": part[:80]})
        return [known for _part, known in found]

    def _find(self, text):
        folded = fold(text)
        for endings, is_line in ((("",), False), (IN_LINE, True), (WISHED, False)):
            for ending in endings:
                known = self.workshops.get(folded.removesuffix(ending).strip()) if folded.endswith(ending) else None
                if known:
                    return known, is_line
        return None


def split_name(text):
    """(first name, last name) of a whole one: the words in capitals are the last name, else the last word is."""
    words = text.split()
    capitals = [word for word in words if word.isupper() and len(word) > 1]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return " ".join(words[:-1]), " ".join(words[-1:])


def _says_nothing(value):
    return value is None or (isinstance(value, str) and value.strip().lower() in NOTHING_SAID)


def _postcode(value):
    text = read_text(value, POSTCODE)
    return text.zfill(5) if text.isdecimal() and len(text) == 4 else text  # Excel takes the first 0 of a number away


def _refuse_cancelled(value):
    if value is not None and fold(whole(value)).startswith(CANCELLED):
        raise Unreadable(_("the list says “%(text)s”") % {"text": whole(value)[:60]})
