"""What association-wide roles carry beyond the apps' own matrices."""

from .enums import AssociationRoles

# Wagtail's own screens and the roles themselves; every app adds its own rights in its `permissions.py`.
WAGTAIL_RIGHTS = {
    AssociationRoles.STAFF: {"access_admin"},
    AssociationRoles.EDITOR: {"access_admin"},
    AssociationRoles.ADMINISTRATOR: {"access_admin"},
}
ROLE_RIGHTS = {
    AssociationRoles.ADMINISTRATOR: {"view_associationrole", "add_associationrole", "change_associationrole"},
}
