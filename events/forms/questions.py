"""The fields of an event's own questions; which of them somebody is asked is decided when the form comes back."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files import MB, RefusedFile, check_upload

from .. import kept_files
from ..answers import as_value
from ..choices import is_asked, questions_of
from ..enums import QuestionKind

FIELD, KEPT = "question_", "_kept"
MOST_LETTERS = {QuestionKind.TEXT: 300, QuestionKind.LONG: 4000}
MOST_BYTES = 10 * MB
MARKS = [(mark, str(mark)) for mark in range(1, 6)]
YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
FILE_IS_GONE = object()
CONTROL, CHECK = {"class": "form-control"}, {"class": "form-check-input"}


class KeptFileInput(forms.FileInput):
    """A file field that, once its file has arrived, carries the reference to it instead."""

    template_name = "events/widgets/kept_file.html"

    def __init__(self, question):
        self.question = question
        super().__init__(attrs=CONTROL)

    def value_from_datadict(self, data, files, name):
        if upload := files.get(name):
            return upload
        reference = data.get(name + KEPT)
        if not reference:
            return None
        return kept_files.find(reference, question=self.question) or FILE_IS_GONE

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if isinstance(value, kept_files.KeptFile):
            context["kept"], context["kept_name"] = value, name + KEPT
        return context

    def use_required_attribute(self, initial):
        return False  # the file may be here already


class FileAnswerField(forms.Field):
    """A file, checked for size and content."""

    default_error_messages = {"gone": _("This file is no longer here: choose it again. A file is kept for a day.")}

    def __init__(self, question, **kwargs):
        super().__init__(widget=KeptFileInput(question), **kwargs)

    def clean(self, value):
        if value is FILE_IS_GONE:
            raise forms.ValidationError(self.error_messages["gone"], code="gone")
        if isinstance(value, kept_files.KeptFile):
            return value.copy()
        if value:
            try:
                value.name = check_upload(value, max_bytes=MOST_BYTES).name
            except RefusedFile as refusal:
                raise forms.ValidationError(str(refusal), code="refused") from refusal
        return super().clean(value)


def question_field(question, initial=None):
    """The form field of a question; the template finds the question there."""
    field = _field(question, initial)
    field.question = question
    return field


def _field(question, initial):
    """It is required by itself only where everybody is asked."""
    options = {
        "label": question.label,
        "help_text": question.help,
        "required": question.is_required and not is_conditional(question),
    }
    if question.kind == QuestionKind.FILE:
        return FileAnswerField(question, **options)
    options["initial"] = _as_typed(initial)
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(max_length=MOST_LETTERS[question.kind], widget=forms.TextInput(attrs=CONTROL), **options)
    if question.kind == QuestionKind.LONG:
        return forms.CharField(
            max_length=MOST_LETTERS[question.kind], widget=forms.Textarea(attrs={"rows": 4} | CONTROL), **options
        )
    if question.kind == QuestionKind.YES_NO:
        return _one_of(YES_OR_NO, lambda value: value == "yes", **options)
    if question.kind == QuestionKind.SCALE:
        return _one_of(MARKS, int, **options)
    by_key = {str(option.pk): option for option in question.options.all()}
    labels = [(key, option.label) for key, option in by_key.items()]
    if question.kind == QuestionKind.CHOICE:
        return _one_of(labels, lambda key: [by_key[key]], **options)
    return forms.TypedMultipleChoiceField(
        choices=labels, coerce=by_key.get, widget=forms.CheckboxSelectMultiple(attrs=CHECK), **options
    )


def _one_of(choices, coerce, **options):
    return forms.TypedChoiceField(
        choices=choices, coerce=coerce, empty_value=None, widget=forms.RadioSelect(attrs=CHECK), **options
    )


def _as_typed(value):
    """An answer (`answers.py`) as the fields show it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return [str(option.pk) for option in value]
    return value


def is_conditional(question):
    """Whether only some people are asked."""
    return question.shown_if_id is not None or bool(question.audiences.all())


class QuestionFields:
    """Adds a field for each question. `answers`, once the form is valid, pairs questions with values."""

    def add_question_fields(self, questions, *, values=None):
        """`values`: the answers there are already, by the question's key."""
        self.questions, self.answers = list(questions), []
        for question in self.questions:
            initial = (values or {}).get(question.pk)
            if question.kind == QuestionKind.CHOICE and initial:
                initial = str(initial[0].pk)
            self.fields[f"{FIELD}{question.pk}"] = question_field(question, initial)

    def clean_answers(self, audience):
        """Takes the answers of those asked of this audience; the others are neither required nor kept."""
        values = {}
        for question in self.questions:
            name = f"{FIELD}{question.pk}"
            if not is_asked(question, audience=audience, values=values):
                self._errors.pop(name, None)
                continue
            value = self.cleaned_data.get(name)
            if question.is_required and _is_empty(value) and name not in self._errors:
                self.add_error(name, self.fields[name].error_messages["required"])
            if not _is_empty(value):
                values[question.pk] = value
        self.answers = [(question, values.get(question.pk)) for question in self.questions]

    def keep_files(self):
        """Keeps the files that arrived for the form's next showing. Returns their references, by field's name."""
        references = {}
        for question in self.questions:
            name = self.add_prefix(f"{FIELD}{question.pk}")
            upload = self.files.get(name)
            if question.kind == QuestionKind.FILE and upload and self._is_accepted(upload):
                references[name + KEPT] = kept_files.keep(upload, question=question)
        return references

    def _is_accepted(self, upload):
        try:
            check_upload(upload, max_bytes=MOST_BYTES)
        except RefusedFile:
            return False
        return True

    @property
    def question_bound_fields(self):
        """In the order in which they are asked."""
        return [self[f"{FIELD}{question.pk}"] for question in self.questions]

    def question_layout(self):
        return [Field(f"{FIELD}{question.pk}", template="events/_question.html") for question in self.questions]


def _is_for(registration, question):
    audiences = question.audiences.all()
    return not audiences or registration.audience in audiences


def _is_empty(value):
    return value in (None, "", [])


class AnswersForm(QuestionFields, forms.Form):
    """Changing answers by the personal link; a file that is not chosen again stays."""

    def __init__(self, *args, registration, questions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.registration = registration
        questions = questions_of(registration.event) if questions is None else questions
        given = registration.answers.select_related("question").prefetch_related("options")
        self.values = {answer.question_id: as_value(answer) for answer in given}
        asked = [question for question in questions if _is_for(registration, question)]
        self.add_question_fields(asked, values=self.values)
        self._name_the_files()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.question_layout())

    def _name_the_files(self):
        for question in self.questions:
            if question.kind == QuestionKind.FILE and (name := self.values.get(question.pk)):
                text = _("“%(name)s” is here already; another file would take its place.") % {"name": name}
                self.fields[f"{FIELD}{question.pk}"].help_text = text

    def clean(self):
        cleaned = super().clean()
        for question in self.questions:
            name, there_already = f"{FIELD}{question.pk}", self.values.get(question.pk)
            if question.kind == QuestionKind.FILE and there_already and not self.files.get(self.add_prefix(name)):
                self._errors.pop(name, None)
                cleaned[name] = there_already
        self.clean_answers(self.registration.audience)
        return cleaned
