"""Giving somebody a role on a project, an event: who by address, which role."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class GiveRoleForm(forms.Form):
    """Somebody, by e-mail address, gets one of `role_choices`, which a subclass names."""

    role_choices: list = []

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = self.role_choices
        self.fields["email"].help_text = _("A person who is already known keeps the name they have.")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
