"""The answers a row gives to the event's questions, by the fields of the form; a file cannot come in a cell."""

import re
import unicodedata
from collections import defaultdict

from django.forms import ValidationError
from django.utils.translation import gettext as _

from portal.spreadsheets import Formula
from portal.spreadsheets.values import Unreadable, whole
from portal.text import fold

from ..answers import in_words
from ..choices import is_asked, questions_of
from ..enums import QuestionKind
from ..forms.questions import MOST_LETTERS, question_field

LINE_BREAK = re.compile(r"\r\n|\r|\n")
NO_VALUE = (None, "", [])
WITH_OPTIONS = (QuestionKind.CHOICE, QuestionKind.CHOICES)
YES_OR_NO = {"oui": "yes", "yes": "yes", "vrai": "yes", "true": "yes"}
YES_OR_NO |= {"non": "no", "no": "no", "faux": "no", "false": "no"}


def column_of(question):
    """The field of a question's column: the key it has in our own export."""
    return f"question-{question.pk}"


class NamedOptions:
    """The answers to choose from, by either of their labels."""

    def __init__(self, options):
        self.exact, self.folded = defaultdict(set), defaultdict(set)
        for option in options:
            for label in (option.label_fr.strip(), option.label_en.strip()):
                if label:
                    self.exact[label].add(option.pk)
                if folded := fold(label):  # nothing is left of "👍"
                    self.folded[folded].add(option.pk)

    def find(self, cell):
        """The keys of those a cell may mean: called exactly so, else so but for accents, case and punctuation."""
        text = "" if cell is None else whole(cell).strip()
        return self.exact.get(text) or self.folded.get(fold(text)) or set()


class AnswerReader:
    """Knows the questions asked at registration. Nothing is required: a list says what it knows.

    Questions that ask for a file are known too: no column is theirs, but another question may have become one.
    """

    def __init__(self, event):
        self.questions = questions_of(event)
        self.audiences = {audience.pk: audience for audience in event.audiences.all()}
        self.fields, self.options, self.named = {}, {}, {}
        for question in self.questions:
            question.is_required = False
            self.fields[question.pk] = question_field(question)
            options = list(question.options.all())
            self.options |= {option.pk: option for option in options}
            self.named[question.pk] = NamedOptions(options)

    def read(self, told, row, audience):
        """(answers, reasons): what would be kept, and in words which answers there are not.

        `told` are the row's cells without those that say nothing, which may still be an answer ("None").
        What is not asked of this person is not kept, as in the form.
        """
        values, reasons = {}, []
        for question in self.questions:
            is_text = question.kind in MOST_LETTERS
            cell = (row if is_text else told).get(column_of(question))
            if cell is None and self.named[question.pk].find(row.get(column_of(question))):
                cell = row[column_of(question)]
            if cell is None or not is_asked(question, audience=audience, values=values):
                continue
            try:
                values[question.pk] = self._value(question, cell)
            except Unreadable as reason:
                reasons.append(str(reason))
            if values.get(question.pk) in NO_VALUE:
                values.pop(question.pk, None)
        kinds = {question.pk: question.kind for question in self.questions}
        return {str(key): [kinds[key], _storable(value)] for key, value in values.items()}, reasons

    def _value(self, question, cell):
        if question.kind in MOST_LETTERS:
            return self._text(question, cell)
        try:
            return self.fields[question.pk].clean(self._typed(question, whole(cell)))
        except ValidationError as refusal:
            names = {"text": whole(cell)[:60], "question": question.label}
            raise Unreadable(_("“%(text)s” is not an answer to “%(question)s”") % names) from refusal

    def _text(self, question, cell):
        """What the form takes and the export writes, whatever it begins with; a line break is one as forms send it."""
        text = whole(cell)
        if isinstance(cell, Formula):
            raise Unreadable(_("“%(text)s” is a formula, not a text") % {"text": text[:60]})
        if any(unicodedata.category(sign) == "Cc" for sign in text if sign not in "\n\r\t"):
            raise Unreadable(_("“%(text)s” is not a readable text") % {"text": text[:60]})
        break_ = "\r\n" if question.kind == QuestionKind.LONG else " "
        try:
            return self.fields[question.pk].clean(LINE_BREAK.sub(break_, text))
        except ValidationError as refusal:
            names = {"text": text[:60], "longest": MOST_LETTERS[question.kind]}
            raise Unreadable(_("“%(text)s…” is too long: %(longest)d characters at most") % names) from refusal

    def _typed(self, question, text):
        """What the form would have sent; what is none of the answers stays as it is, for the field to refuse."""
        if question.kind == QuestionKind.YES_NO:
            return YES_OR_NO.get(fold(text), text)
        if question.kind not in WITH_OPTIONS:
            return text.strip()
        named = self.named[question.pk]
        if question.kind == QuestionKind.CHOICE:
            return self._key(question, text)
        parts = [part for part in re.split(r"[;|]", text) if part.strip()]
        is_one = text.strip() in named.exact or (named.find(text) and not all(named.find(part) for part in parts))
        return [self._key(question, part) for part in ([text] if is_one else parts)]

    def _key(self, question, text):
        found = self.named[question.pk].find(text)
        if len(found) > 1:
            names = {"text": text.strip()[:60], "question": question.label}
            raise Unreadable(
                _("“%(text)s” may be several answers to “%(question)s”: write the one meant exactly as on the form")
                % names
            )
        return str(*found) if found else text

    def of(self, values):
        """(question, value) of the answers of a planned row; None in place of a value that can no longer be given.

        What is no longer asked of this person is left out.
        """
        audience, known, pairs = self.audiences.get(values.get("audience")), {}, []
        for question in self.questions:
            kept = values.get("answers", {}).get(str(question.pk))
            if kept and is_asked(question, audience=audience, values=known):
                known[question.pk] = self._restored(question, *kept)
                pairs.append((question, known[question.pk]))
        return pairs

    def _restored(self, question, kind, value):
        if question.kind != kind:
            return None
        if kind not in WITH_OPTIONS:
            return value
        return [self.options[key] for key in value] if self.options.keys() >= set(value) else None

    def in_words(self, values):
        """(question, answer) as they are read, of a planned row."""
        return [(question.label, in_words(value)) for question, value in self.of(values) if value is not None]


def _storable(value):
    return [option.pk for option in value] if isinstance(value, list) else value
