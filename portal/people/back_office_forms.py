"""The forms behind /gestion/users/."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.people.models import Person
from portal.people.permissions import can_change_access

FIELDS = ["first_name", "last_name", "email", "phone", "language", "groups"]
WIDGETS = {"groups": forms.CheckboxSelectMultiple}


def _adapt(form):
    """Takes away what is not given here: superusers are made by the command, roles have their own screen."""
    form.fields.pop("is_superuser", None)
    form.fields["email"].required = False
    form.fields["email"].help_text = _("May be blank. A code sent to it is enough to log in: no password is needed.")
    groups = form.fields["groups"]
    groups.help_text = _("Only for rights on pages of the site. Roles are given under Settings, Roles.")
    if not groups.queryset.exists():
        del form.fields["groups"]


class PersonCreationForm(UserCreationForm):
    """Somebody the association gets to know."""

    field_order = FIELDS

    class Meta:
        model = Person
        fields = FIELDS
        widgets = WIDGETS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _adapt(self)

    def _clean_username(self):
        """The model's own constraint says it, ignoring case, and lets several people be without an address."""

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonEditForm(UserEditForm):
    """What staff know about somebody; the address only of those whose access they may change."""

    field_order = [*FIELDS, "is_active"]

    class Meta:
        model = Person
        fields = [*FIELDS, "is_active"]
        widgets = WIDGETS

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        _adapt(self)
        if not can_change_access(by, self.instance):
            self.fields["email"].disabled = True
            self.fields["email"].help_text = (
                _("Change it under “My account”, which asks for a code.")
                if by == self.instance
                else _("Only an administrator changes the address of somebody with a role over the association.")
            )
            self.fields.pop("is_active", None)

    def _clean_username(self):
        """See PersonCreationForm."""
