"""Giving an association-wide role, and ending one."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from .models import AssociationRole


class AssociationRoleForm(forms.ModelForm):
    """A role for somebody the association knows, named by e-mail address."""

    email = forms.EmailField(label=_("E-mail address of the person"))

    class Meta:
        model = AssociationRole
        fields = ["role", "until"]
        widgets = {"until": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        help_texts = {"until": _("Leave empty for a role without a planned end.")}

    field_order = ["email", "role", "until"]

    def clean_email(self):
        person = get_user_model().objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if person is None:
            raise forms.ValidationError(_("Nobody with this address is known: create the person first, under Users."))
        self.instance.person = person
        return self.cleaned_data["email"]


class EndRoleForm(forms.ModelForm):
    """When a role ends: rows are ended, never deleted, so that the past can be told."""

    class Meta:
        model = AssociationRole
        fields = ["until"]
        labels = {"until": _("The role ends on")}
        widgets = {"until": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
