"""Who has which role in a project."""

from portal.people.role_forms import GiveRoleForm

from ..enums import ProjectRoles


class GiveProjectRoleForm(GiveRoleForm):
    """Somebody, by e-mail address, gets a role in the project."""

    role_choices = ProjectRoles.choices
