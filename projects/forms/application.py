"""The forms about an application: what a future lead sends and answers, and what the staff decides."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members.models import Organisation
from portal.text import fold

from ..enums import Sector, Stages, Surroundings
from ..models import Application, CourseTemplate
from .helper import fields_alone

NOT_KNOWN = [("", _("Not known yet"))]
LONGEST_TEXT = 5000


class FieldsAlone:
    """A form whose template writes the address, the token and the button; `ids` tells it from others on the page."""

    ids = "id"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"{self.ids}_%s", **kwargs)

    @property
    def helper(self):
        helper = fields_alone()
        if layout := self.layout():
            helper.layout = layout
        return helper

    def layout(self):
        """Every field in order, unless a form says otherwise."""
        return None


def _long_text(label, *, rows=4, **options):
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ApplicationForm(FieldsAlone, forms.ModelForm):
    """The short form on which anybody proposes a project; `form_key` and `website` are for `portal.guards`."""

    surroundings = forms.ChoiceField(
        label=_("Urban or rural?"),
        required=False,
        choices=[*Surroundings.choices, *NOT_KNOWN],
        widget=forms.RadioSelect,
    )
    sector = forms.ChoiceField(
        label=_("Public or private?"), required=False, choices=[*Sector.choices, *NOT_KNOWN], widget=forms.RadioSelect
    )
    summary = _long_text(
        _("Your project in a few words"),
        rows=5,
        help_text=_("Who would work there, which place you have in mind, what you expect from us."),
    )
    consent = forms.BooleanField(
        label=_("I agree that the association keeps these details to study my project."),
        help_text=_("They serve nothing else. If it comes to nothing, they are erased after a year."),
        error_messages={"required": _("Without your agreement we cannot keep your project.")},
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = Application
        fields = (
            "name",
            "territory",
            "holder",
            "surroundings",
            "sector",
            "stage",
            "summary",
            "first_name",
            "last_name",
            "email",
            "phone",
        )
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        }
        help_texts = {
            "name": _("A working name is enough."),
            "territory": _("Communes or communities concerned."),
            "holder": _("Community, company, association, or yourself."),
            "email": _("Our answer and your personal link are sent there."),
            "phone": _("Optional."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [choice for choice in Stages.choices if choice[0] != Stages.OPENED]

    def layout(self):
        return Layout(
            Fieldset(
                _("The project"),
                "name",
                "territory",
                "holder",
                *self._sides("surroundings", "sector"),
                "stage",
                "summary",
            ),
            Fieldset(_("You"), *self._sides("first_name", "last_name"), *self._sides("email", "phone")),
            "consent",
        )

    @staticmethod
    def _sides(*names):
        return [Div(*[Div(name, css_class="col-sm-6") for name in names], css_class="row field-row")]

    @property
    def given(self):
        """What was typed, as the action takes it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def show_again(self, *, form_key):
        """Prepares the next showing: what was typed stays, the traps are laid anew."""
        self.data = self.data.copy()
        self.data["form_key"], self.data["website"] = form_key, ""


class AnswerForm(FieldsAlone, forms.Form):
    """What the applicant answers."""

    text = _long_text(_("Your answer"), rows=6)


class WithdrawForm(FieldsAlone, forms.Form):
    """Why the applicant gives it up, if they wish to say."""

    ids = "withdraw"

    text = _long_text(_("Why? (optional)"), rows=2, required=False)


class SeenForm(FieldsAlone, forms.Form):
    """Carries the number of the step the person has read: a decision is on what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, application):
        super().__init__(data, initial={"seen": application.steps.count()} | self.proposed(application))

    def proposed(self, application):
        """What stands in the fields to begin with."""
        return {}


class TakeInForm(SeenForm):
    """The project is accompanied from now on."""

    ids = "take_in"
    holder = forms.ModelChoiceField(
        label=_("Organisation that holds it"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("None of those we know"),
    )
    template = forms.ModelChoiceField(
        label=_("Course to lay"),
        queryset=CourseTemplate.objects.none(),
        required=False,
        empty_label=_("None for now"),
        help_text=_("Its milestones come without dates; they can be changed afterwards."),
    )
    remark = _long_text(_("A word to the lead (optional)"), rows=2, required=False)

    def proposed(self, application):
        """The organisation whose name was typed, where there is one."""
        holder = Organisation.objects.filter(name_folded=fold(application.holder)).first()
        return {"holder": holder, "template": CourseTemplate.objects.offered().first()}

    def __init__(self, data=None, *, application):
        super().__init__(data, application=application)
        self.fields["template"].queryset = CourseTemplate.objects.offered()


class AskForMoreForm(SeenForm):
    """Something is missing before anybody can decide."""

    ids = "more"
    text = _long_text(
        _("Your question"), rows=3, help_text=_("The applicant receives this text by mail, as you write it.")
    )


class DeclineForm(SeenForm):
    """The association does not accompany it."""

    ids = "decline"
    reason = _long_text(_("Reason"), rows=3, help_text=_("The applicant receives this text by mail, as you write it."))


class NoteForm(FieldsAlone, forms.Form):
    """A note among the staff."""

    ids = "note"

    text = _long_text(_("Note"), rows=2, help_text=_("For the staff alone: the applicant never sees it."))
