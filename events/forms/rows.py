"""The organiser's forms of the parts of an event: a slot with its workshops, an audience, a question, a consent."""

from crispy_forms.layout import Layout
from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from ..enums import QuestionKind
from ..models import Audience, Consent, Question, QuestionOption, Slot, Workshop
from ..versions import version_of
from .parts import (
    MOST_PLACES,
    EndsAfterItBegins,
    HasPlaces,
    HasVersion,
    TellsOfChanges,
    fields_alone,
    side_by_side,
    site_field,
)

CONDITION_KINDS = [QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHOICES]
WITH_OPTIONS = [QuestionKind.CHOICE, QuestionKind.CHOICES]


def laid_out(first):
    """Fields alone: first these, pairs of them side by side, then the others."""
    helper = fields_alone()
    helper.layout = Layout(*(side_by_side(*one) if isinstance(one, tuple) else one for one in first))
    helper.render_unmentioned_fields = True
    return helper


class PartForm(HasVersion, forms.ModelForm):
    """One part of an event, with the rows below it where there are some (`rows_class`).

    `planned` is what the saving action asks for beside the part itself and its version.
    """

    rows_class = None
    rows_title = ""
    rows_kinds: tuple = ()  # the kinds that take rows; none named: every one
    rows_hint = ""
    first: tuple = ()  # fields, or pairs of them that stand side by side

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = event
        if self.instance.pk is None:
            self.instance.event = event
        self.fields["version"].initial = version_of(self.instance)
        self.helper = laid_out(self.first)
        self.rows = self.rows_class and self.rows_class(self.data or None, instance=self.instance, prefix="rows")

    def is_valid(self):
        rows_are_valid = self.rows is None or self.rows.is_valid()
        return super().is_valid() and rows_are_valid

    @property
    def planned(self):
        return {}

    def kept_rows(self):
        """The forms of the rows that stay or come, in the order given."""
        forms_in_order = self.rows.ordered_forms if self.rows.can_order else self.rows.forms
        gone = self.rows.deleted_forms
        return [form for form in forms_in_order if form not in gone and (form.instance.pk or form.has_changed())]

    def removed_rows(self):
        """The stored rows that were ticked to go."""
        return [form.instance for form in self.rows.deleted_forms if form.instance.pk]


class RowForm(forms.ModelForm):
    """One of the rows below a part."""

    first: tuple = ()  # fields, or pairs of them that stand side by side

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(self.first)


class WorkshopRow(HasPlaces, RowForm):
    """One of the workshops side by side in a slot."""

    first = ("title_fr", "title_en", ("room", "speaker"))

    class Meta:
        model = Workshop
        fields = ["title_fr", "title_en", "room", "speaker"]


class SlotPartForm(EndsAfterItBegins, TellsOfChanges, PartForm):
    """One line of the programme, with its workshops."""

    rows_class = inlineformset_factory(Slot, Workshop, form=WorkshopRow, extra=1, can_delete_extra=False)
    rows_title = _("Workshops side by side in this slot")
    first = ("title_fr", "title_en", ("starts_at", "ends_at"))

    class Meta:
        model = Slot
        fields = ["title_fr", "title_en", "starts_at", "ends_at", "room"]
        formfield_callback = site_field

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ends_at") and not cleaned.get("starts_at"):
            self.add_error("starts_at", _("Say when it begins too."))
        return cleaned

    @property
    def planned(self):
        workshops = [(row.instance, row.cleaned_data["places"]) for row in self.kept_rows()]
        return {"workshops": workshops, "removed": self.removed_rows(), "tells": self.cleaned_data["tells"]}


class AudiencePartForm(PartForm):
    """A kind of attendee."""

    first = (("name_fr", "name_en"),)
    places = forms.IntegerField(
        label=_("Places of its own"),
        min_value=0,
        max_value=MOST_PLACES,
        required=False,
        help_text=_("Blank: they share the places for everybody."),
    )

    class Meta:
        model = Audience
        fields = ["name_fr", "name_en", "access"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["access"].help_text = _("The event's own rule counts too: the stricter of the two.")
        if self.instance.pk and hasattr(self.instance, "pool"):
            self.fields["places"].initial = self.instance.pool.capacity

    @property
    def planned(self):
        return {"places": self.cleaned_data["places"]}


class OptionRow(RowForm):
    """One of the answers to choose from."""

    first = (("label_fr", "label_en"),)

    class Meta:
        model = QuestionOption
        fields = ["label_fr", "label_en"]


class QuestionPartForm(PartForm):
    """A question, with the answers to choose from and when it is asked."""

    rows_class = inlineformset_factory(
        Question, QuestionOption, form=OptionRow, extra=3, can_order=True, can_delete_extra=False
    )
    rows_title = _("Answers to choose from")
    rows_kinds = tuple(WITH_OPTIONS)
    rows_hint = _("For a question with one choice or several choices; leave them empty for any other.")
    first = (("purpose", "kind"),)
    condition = forms.ChoiceField(
        label=_("Asked only after"),
        required=False,
        help_text=_("An earlier question and the answer to it after which this one is asked."),
    )

    class Meta:
        model = Question
        fields = ["purpose", "kind", "label_fr", "label_en", "help_fr", "help_en", "is_required", "audiences"]
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audiences"].queryset = self.event.audiences.all()
        if not self.event.audiences.exists():
            del self.fields["audiences"]
        self.conditions = {}
        self.fields["condition"].choices = [("", _("Always asked")), *self._condition_choices()]
        shown_if, option = self.instance.shown_if_id, self.instance.shown_if_option_id
        self.fields["condition"].initial = f"{shown_if}:{option or 'yes'}" if shown_if else ""

    def _condition_choices(self):
        earlier = self.event.questions.filter(kind__in=CONDITION_KINDS).prefetch_related("options")
        if self.instance.pk:
            earlier = earlier.filter(position__lte=self.instance.position).exclude(pk=self.instance.pk)
        for question in earlier:
            if question.kind == QuestionKind.YES_NO:
                answers = {f"{question.pk}:yes": (question, None, _("Yes"))}
            else:
                answers = {
                    f"{question.pk}:{option.pk}": (question, option, option) for option in question.options.all()
                }
            self.conditions |= answers
            if answers:
                yield (question.label, [(value, str(answer[2])) for value, answer in answers.items()])

    def clean(self):
        cleaned = super().clean()
        question, option, _label = self.conditions.get(cleaned.get("condition"), (None, None, ""))
        if question and cleaned.get("purpose") and question.purpose != cleaned["purpose"]:
            self.add_error("condition", _("That question is not asked at the same time as this one."))
        self.instance.shown_if, self.instance.shown_if_option = question, option
        if cleaned.get("purpose") == "feedback" and cleaned.get("kind") == QuestionKind.FILE:
            self.add_error("kind", _("No file is asked for after the event: those answers bear no name."))
        self._check_options(cleaned.get("kind"))
        return cleaned

    def _check_options(self, kind):
        if not self.rows.is_valid() or not kind:
            return
        number = len(self.kept_rows())
        if kind in WITH_OPTIONS and number < 2:
            self.add_error("kind", _("Give at least two answers to choose from, below."))
        if kind not in WITH_OPTIONS and number:
            self.add_error(
                "kind", _("There are answers to choose from below: only a choice has some. Remove them first.")
            )

    @property
    def planned(self):
        return {
            "audiences": self.cleaned_data.get("audiences", []),
            "options": [row.instance for row in self.kept_rows()],
            "removed": self.removed_rows(),
        }


class ConsentPartForm(PartForm):
    """Something to agree to."""

    class Meta:
        model = Consent
        fields = ["text_fr", "text_en", "is_required"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("text_fr", "text_en")}
