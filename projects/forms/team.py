"""Who has which role in a project."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.role_forms import GiveRoleForm

from ..enums import ProjectRoles
from ..people import leads_of
from .helper import fields_alone


class GiveProjectRoleForm(GiveRoleForm):
    """Somebody, by e-mail address, gets a role in the project."""

    role_choices = ProjectRoles.choices


class ReferentForm(forms.Form):
    """Which lead receives the reminders."""

    person = forms.ModelChoiceField(
        label=_("Referent"), required=False, queryset=None, empty_label=_("Nobody in particular: every lead")
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, initial={"person": project.referent_id}, auto_id="referent_%s", **kwargs)
        self.fields["person"].queryset = leads_of(project, with_contributors=False)
        self.helper = fields_alone()
