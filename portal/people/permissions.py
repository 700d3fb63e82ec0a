"""Who may do what with people's rows."""

from portal import roles
from portal.roles import AssociationRoles

PEOPLE = {
    "view_person",
    "add_person",
    "change_person",
}  # nobody deletes: erasure has its own way, roles keep their rows
ASSOCIATION_RIGHTS = {AssociationRoles.STAFF: PEOPLE, AssociationRoles.ADMINISTRATOR: PEOPLE}


def can_change_access(person, of):
    """Whether `person` may change the address of `of`, or keep them out: who holds it, logs in as them.

    Rights over the whole association are the administrators' to guard; one's own address has its own screen.
    """
    if person == of:
        return False
    holds_rights = of.is_superuser or roles.AssociationRole.objects.current().filter(person=of).exists()
    return person.has_perm("roles.change_associationrole") or not holds_rights


def can_erase(person, of):
    """Whether `person` may have all that is known of `of` erased: who may keep them out."""
    return person.has_perm("people.change_person") and can_change_access(person, of)
