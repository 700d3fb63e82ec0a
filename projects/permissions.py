"""Who may do what in a project. Everything that asks for a right asks one of these functions."""

from portal import roles
from portal.roles import AssociationRoles

from .enums import ClosingStates, MilestoneStatus, ProjectRoles
from .models import ProjectRole
from .people import directors_of

# Role → permissions on the project. An observer sees the course and its dates, not what was handed in.
RIGHTS = {
    ProjectRoles.LEAD: {
        "view_project",
        "read_submissions",
        "submit_milestone",
        "prepare_closing",
        "name_replacement",
    },
    ProjectRoles.CONTRIBUTOR: {"view_project", "read_submissions", "submit_milestone"},
    ProjectRoles.ACCOMPANIER: {
        "view_project",
        "read_submissions",
        "submit_milestone_for",
        "review_milestone",
        "manage_project",
        "prepare_closing",
        "close_project",
    },
    ProjectRoles.EXPERT: {"view_project", "read_submissions"},
    ProjectRoles.OBSERVER: {"view_project"},
    ProjectRoles.DIRECTOR: {"view_project", "read_submissions", "give_visa"},
}
LIBRARY_RIGHTS = {"view_benchmarkplace", "add_benchmarkplace", "change_benchmarkplace"}
ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: {*RIGHTS[ProjectRoles.ACCOMPANIER], "add_project", "change_project", *LIBRARY_RIGHTS},
    AssociationRoles.ADMINISTRATOR: {
        "view_project",
        "read_submissions",
        "manage_project",
        "add_project",
        "change_project",
        *LIBRARY_RIGHTS,
    },
}


def can_view(person, project):
    """Open the sheet of the project, public or not. The set form is `Project.objects.visible_to`."""
    return project.is_public or can_follow(person, project)


def can_follow(person, project):
    """See the course, its dates and its people. The set form is `Project.objects.followed_by`."""
    return person.has_perm("projects.view_project", project)


def can_read_submissions(person, project):
    """Read what was handed in and what was answered, and download the files."""
    return person.has_perm("projects.read_submissions", project)


def can_submit_own(person, milestone):
    """Submit in one's own name, now: not while what somebody prepared waits for the visa."""
    is_waited_for = milestone.is_with_lead and milestone.visa_since is None
    return is_waited_for and person.has_perm("projects.submit_milestone", milestone.project)


def can_submit_for(person, milestone):
    """Submit, now, what a lead sent by mail."""
    return milestone.is_with_lead and person.has_perm("projects.submit_milestone_for", milestone.project)


def may_submit_here(person, milestone):
    """Submit at this milestone when it waits for a submission: what a form that comes too late is told apart by."""
    may = person.has_perm
    return may("projects.submit_milestone", milestone.project) or may(
        "projects.submit_milestone_for", milestone.project
    )


def may_review_here(person, milestone):
    """Decide at this milestone, whatever its status."""
    return person.has_perm("projects.review_milestone", milestone.project)


def can_submit(person, milestone):
    """Submit, now, in one's own name or for a lead."""
    return can_submit_own(person, milestone) or can_submit_for(person, milestone)


def can_review(person, milestone):
    """Accept or return what was submitted."""
    is_waiting = milestone.status == MilestoneStatus.SUBMITTED and not milestone.project.is_closed
    return is_waiting and person.has_perm("projects.review_milestone", milestone.project)


def can_reopen(person, milestone):
    """Take back an acceptance; a project that has ended is reopened first."""
    is_accepted = milestone.status == MilestoneStatus.ACCEPTED and not milestone.project.is_closed
    return is_accepted and person.has_perm("projects.review_milestone", milestone.project)


def can_remind(person, milestone):
    """Remind the leads of what is asked from them."""
    return milestone.is_with_lead and person.has_perm("projects.review_milestone", milestone.project)


def can_manage(person, project):
    """Give and end roles in the project."""
    return person.has_perm("projects.manage_project", project)


def own_lead_role(person, project):
    """The role row by which `person` leads the project in their own name, not as a replacement; None without one."""
    rows = ProjectRole.objects.current().filter(anchor=project, person=person, role=ProjectRoles.LEAD)
    return rows.filter(stands_in_for=None).first()


def can_name_replacement(person, project):
    """Name somebody who replaces one until a date: leads in their own name, while the project is open."""
    if project.is_closed or not person.has_perm("projects.name_replacement", project):
        return False
    return own_lead_role(person, project) is not None


def can_use_board(person):
    """See the list of all the projects one reviews: over the association, or as accompanier of one."""
    return (
        person.has_perm("projects.review_milestone") or roles.objects_for(person, "projects.review_milestone").exists()
    )


def can_create(person):
    """Make a new project: the association's right, nobody's role in a project."""
    return person.has_perm("projects.add_project")


def can_change_sheet(person):
    """Change the sheet of any project and lay its course; the roles in it have `can_manage`."""
    return person.has_perm("projects.change_project")


def can_view_reference(person, place):
    """Open a sheet of the benchmark library. The set form is `BenchmarkPlace.objects.visible_to`."""
    return place.is_published or can_keep_library(person)


def can_keep_library(person):
    """Write the sheets of the benchmark library, and see those that are not published."""
    return person.has_perm("projects.change_benchmarkplace")


def can_prepare_closing(person, project):
    """Begin or go on with the balance sheet of a project that has not ended."""
    return not project.is_closed and person.has_perm("projects.prepare_closing", project)


def can_write_closing(person, closing):
    """Change its answers: whoever prepares it while it is a draft, the accompanier once it is handed in."""
    if closing.state == ClosingStates.DRAFT:
        return can_prepare_closing(person, closing.project)
    return closing.state == ClosingStates.SUBMITTED and can_close(person, closing.project)


def can_read_closing(person, closing):
    """Read the answers: those who prepare it; once the project is closed, all who read what was submitted."""
    if closing.state in (ClosingStates.CLOSED, ClosingStates.REOPENED):
        return can_read_submissions(person, closing.project)
    return person.has_perm("projects.prepare_closing", closing.project)


def can_close(person, project):
    """Decide that a project has ended."""
    return not project.is_closed and person.has_perm("projects.close_project", project)


def can_reopen_project(person, project):
    """Take the end of a project back."""
    return project.is_closed and person.has_perm("projects.close_project", project)


def can_share_lessons(person, project):
    """Send what was learnt in a closed project to the benchmark library, as a sheet in preparation."""
    return can_reopen_project(person, project)


def needs_visa(person, milestone):
    """Whether what `person` submits in their own name waits for the director's word first; a director's does not."""
    if person.has_perm("projects.give_visa", milestone.project):
        return False
    return directors_of(milestone.project).exists()


def can_read_visa(person, visa):
    """Read what was prepared before it leaves: those who prepare and the directors, not yet the association."""
    return can_read_preparations(person, visa.milestone.project)


def can_give_visa(person, visa):
    """Say yes or no to what was prepared, while it waits."""
    is_waiting = visa.is_pending and not visa.milestone.project.is_closed
    return is_waiting and person.has_perm("projects.give_visa", visa.milestone.project)


def can_withdraw_visa(person, visa):
    """Take the request back, while it waits: whoever hands in for the project."""
    return visa.is_pending and person.has_perm("projects.submit_milestone", visa.milestone.project)


def can_read_preparations(person, project):
    """Read what is prepared and waits for a visa, and what the director answered."""
    may = person.has_perm
    return may("projects.submit_milestone", project) or may("projects.give_visa", project)


def can_audit_access(person, project):
    """See who could see what on a given day."""
    return person.has_perm("projects.manage_project", project)
