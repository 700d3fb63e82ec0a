"""What joining a group, and its people, are asked for."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.role_forms import GiveRoleForm

from ..enums import GroupRoles
from ..models import JoinRequest


def fields_alone():
    """Fields alone: the template writes the address, the token and the button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


def _day(label, help_text):
    calendar = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=False, widget=calendar)


class GroupMemberForm(GiveRoleForm):
    """Somebody to add, known by their e-mail address, from a day until a day."""

    role_choices = GroupRoles.choices

    from_day = _day(_("From"), _("Without a date: from now on."))
    last_day = _day(_("Last day"), _("Without a date: no planned end."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = GroupRoles.READER
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class ChangeRoleForm(forms.Form):
    """Another role, or another last day."""

    role = forms.ChoiceField(label=_("Role"), choices=GroupRoles.choices)
    last_day = _day(_("Last day"), _("Without a date: no planned end."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()


class JoinRequestForm(forms.ModelForm):
    """A few lines of who asks to come in."""

    class Meta:
        model = JoinRequest
        fields = ["message"]
        widgets = {"message": forms.Textarea({"rows": 4})}
        help_texts = {"message": _("Two lines are enough: who you are, and what you would like to bring.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()


class AcceptRequestForm(forms.Form):
    """The role somebody comes in with."""

    role = forms.ChoiceField(label=_("Role"), choices=GroupRoles.choices, initial=GroupRoles.READER)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, auto_id=f"accept-{request.pk}_%s", **kwargs)
        self.helper = fields_alone()


class DeclineRequestForm(forms.Form):
    """Why somebody cannot come in, as they will read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Sent to the person by mail, as you write it."),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, auto_id=f"decline-{request.pk}_%s", **kwargs)
        self.helper = fields_alone()
