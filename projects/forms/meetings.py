"""The forms of a steering committee meeting."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.versions import version_of

from ..enums import Presences
from ..models import Decision, ProjectContact, SteeringMeeting
from ..people import people_of
from .helper import DateInput, DateTimeInput, fields_alone


class MeetingForm(forms.ModelForm):
    """When, where, about what, and who is invited; `version` says what the form was opened on."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People of the project to invite"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contacts = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Contacts of the project to invite"),
        queryset=ProjectContact.objects.none(),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    link = forms.URLField(
        label=gettext_lazy("Link to join from afar"), required=False, max_length=500, assume_scheme="https"
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = SteeringMeeting
        fields = ["starts_at", "ends_at", "place", "link", "agenda"]
        widgets = {"starts_at": DateTimeInput(), "ends_at": DateTimeInput(), "agenda": forms.Textarea({"rows": 5})}

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = self._to_invite(people_of(project), "person_id")
        self.fields["contacts"].queryset = project.contacts.all()
        self.fields["version"].initial = version_of(self.instance)
        if self.instance.pk:
            self.fields["people"].label = gettext_lazy("Invite more people of the project")
            self.fields["contacts"].label = gettext_lazy("Invite more contacts")
            invited = self.instance.guests.filter(person=None).values("name")
            self.fields["contacts"].queryset = project.contacts.exclude(name__in=invited)
        else:
            self.fields["people"].initial = self.fields["people"].queryset
        for name in ("people", "contacts"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]
        self.order_fields(["starts_at", "ends_at", "place", "link", "agenda"])
        self.helper = fields_alone()

    def _to_invite(self, people, key):
        if not self.instance.pk:
            return people
        return people.exclude(pk__in=self.instance.guests.exclude(person=None).values(key))

    def clean(self):
        given = super().clean()
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        return given

    def planned(self):
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class CancelMeetingForm(forms.Form):
    """It will not be held."""

    why = forms.CharField(
        label=gettext_lazy("Why (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Those invited receive this text by mail, as you write it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="cancel_%s", **kwargs)
        self.helper = fields_alone()


class AttendanceForm(forms.Form):
    """Who came, one choice a guest, and somebody who came without invitation."""

    name = forms.CharField(label=gettext_lazy("Somebody else who came"), required=False, max_length=200)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, auto_id="attendance_%s", **kwargs)
        choices = [("", gettext_lazy("Not noted")), *Presences.choices]
        guests = list(meeting.guests.select_related("person"))
        own = {
            f"guest-{guest.pk}": forms.ChoiceField(
                label=str(guest), choices=choices, required=False, initial=guest.presence
            )
            for guest in guests
        }
        self.fields = own | self.fields
        self.helper = fields_alone()

    def presences(self):
        """Keys of guests and what was chosen."""
        own = {name: value for name, value in self.cleaned_data.items() if name.startswith("guest-")}
        return {int(name.removeprefix("guest-")): value for name, value in own.items()}


class DecisionForm(forms.ModelForm):
    """What was decided, by whom it is carried out, for when."""

    class Meta:
        model = Decision
        fields = ["text", "person", "charged_name", "due_on"]
        widgets = {"text": forms.Textarea({"rows": 2}), "due_on": DateInput()}

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, auto_id="decision_%s", **kwargs)
        self.fields["person"].queryset = people_of(project)
        self.fields["person"].empty_label = gettext_lazy("Nobody of the project")
        self.helper = fields_alone()
