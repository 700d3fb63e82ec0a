"""Who may keep the members' register, and who speaks for an organisation."""

from portal.roles import AssociationRoles

from .models import Mandate

REGISTER = {
    f"{verb}_{model}" for verb in ("add", "change", "view") for model in ("college", "organisation", "mandate")
} | {"delete_college", "delete_organisation", "delete_mandate", "import_members", "export_members"}

ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: REGISTER - {"add_college", "change_college", "delete_college", "delete_organisation"},
    AssociationRoles.ADMINISTRATOR: REGISTER,
}


def can_import(person):
    """May send a workbook of members and apply it: staff and administrators."""
    return person.has_perm("members.import_members")


def can_export(person):
    """May take the register away as a workbook."""
    return person.has_perm("members.export_members")


def can_edit_sheet(person, organisation):
    """May correct the organisation's public sheet: those who keep the register, and who represents it today."""
    if person.has_perm("members.change_organisation"):
        return True
    speaking = Mandate.objects.current().speaking().filter(organisation=organisation)
    return person.is_authenticated and speaking.filter(person=person).exists()
