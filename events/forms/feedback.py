"""What those who came are asked afterwards: a field for each question."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import pgettext_lazy

from ..actions import feedback_questions
from ..choices import is_asked, is_for
from ..enums import QuestionKind

LONGEST_TEXT = 4000
MARKS = [
    (1, pgettext_lazy("mark", "1 – very bad")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, pgettext_lazy("mark", "5 – very good")),
]
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class FeedbackForm(forms.Form):
    """The questions for this person's audience, in their order.

    One that depends on another's answer is shown to all, for there may be no script; it counts, and is required, only
    after that answer.
    """

    def __init__(self, *args, registration, **kwargs):
        super().__init__(*args, **kwargs)
        self.audience, self.questions = registration.audience, {}
        for question in feedback_questions(registration.event).prefetch_related("options", "audiences"):
            if not is_for(question, self.audience):
                continue
            name = f"question_{question.pk}"
            self.questions[name] = question
            self.fields[name] = _field(question)
        self.helper = FormHelper()
        self.helper.form_tag = False
        marks = {name for name, question in self.questions.items() if question.kind == QuestionKind.SCALE}
        self.helper.layout = Layout(
            *(Field(name, wrapper_class="marks" if name in marks else "") for name in self.fields)
        )

    def clean(self):
        self.answered = {}
        for name, question in self.questions.items():
            if not is_asked(question, audience=self.audience, values=self.answered):
                self._errors.pop(name, None)  # whatever is left there stops nobody
                continue
            if name in self._errors:
                continue
            value = _value(question, self.cleaned_data[name])
            if question.is_required and value in (None, "", []):
                self.add_error(name, self.fields[name].error_messages["required"])
            self.answered[question.pk] = value

    @property
    def answers(self):
        """(question, value) as `answers.py` takes them, once the form is valid."""
        return [(question, self.answered.get(question.pk)) for question in self.questions.values()]


def _field(question):
    said = {
        "label": question.label,
        "help_text": question.help,
        "required": question.is_required and question.shown_if_id is None,
    }
    if question.kind == QuestionKind.SCALE:
        return forms.TypedChoiceField(choices=MARKS, coerce=int, empty_value=None, widget=forms.RadioSelect, **said)
    if question.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **said)
    if question.kind == QuestionKind.CHOICE:
        return forms.ModelChoiceField(question.options.all(), widget=forms.RadioSelect, empty_label=None, **said)
    if question.kind == QuestionKind.CHOICES:
        return forms.ModelMultipleChoiceField(question.options.all(), widget=forms.CheckboxSelectMultiple, **said)
    if question.kind == QuestionKind.LONG:
        widget = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **said)
    return forms.CharField(max_length=300, **said)


def _value(question, cleaned):
    if question.kind == QuestionKind.YES_NO:
        return None if cleaned == "" else cleaned == "yes"
    if question.kind == QuestionKind.CHOICE:
        return [cleaned] if cleaned else []
    return list(cleaned) if question.kind == QuestionKind.CHOICES else cleaned
