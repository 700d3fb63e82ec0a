"""Who may do what in a project. Everything that asks for a right asks one of these functions."""

from copy import copy

from portal import roles
from portal.coediting import READ, WRITE
from portal.roles import AssociationRoles

from .enums import ClosingStates, MilestoneStatus, OpinionStatus, ProjectRoles

# Role → permissions on the project. An observer sees the course and its dates, not what was handed in nor said.
# An expert has no role in a project: a request for an opinion opens what it shares to that person, until it ends.
HANDS_IN = {
    "view_project",
    "read_submissions",
    "submit_milestone",
    "write_study",
    "read_funding",
    "read_discussion",
    "discuss",
}
RIGHTS = {
    ProjectRoles.LEAD: {*HANDS_IN, "prepare_closing", "name_replacement"},
    ProjectRoles.CONTRIBUTOR: HANDS_IN,
    ProjectRoles.ACCOMPANIER: {
        "view_project",
        "read_submissions",
        "submit_milestone_for",
        "review_milestone",
        "write_study",
        "read_funding",
        "manage_project",
        "lay_course",
        "read_discussion",
        "discuss",
        "moderate_discussion",
        "prepare_closing",
        "close_project",
    },
    ProjectRoles.OBSERVER: {"view_project"},
    ProjectRoles.DIRECTOR: {"view_project", "read_submissions", "read_funding", "give_visa"},
}
LIBRARY_RIGHTS = {"view_benchmarkplace", "add_benchmarkplace", "change_benchmarkplace"}
ASSOCIATION_RIGHTS = {
    AssociationRoles.STAFF: {
        *RIGHTS[ProjectRoles.ACCOMPANIER],
        "add_project",
        "change_project",
        "change_remindersettings",
        *LIBRARY_RIGHTS,
    },
    AssociationRoles.ADMINISTRATOR: {
        "view_project",
        "read_submissions",
        "read_funding",
        "manage_project",
        "lay_course",
        "read_discussion",
        "add_project",
        "change_project",
        "change_remindersettings",
        *LIBRARY_RIGHTS,
    },
}
# What all projects draw on; Wagtail's screens ask for these by name.
KEPT = {f"{verb}_{model}" for verb in ("add", "change", "view") for model in ("coursetemplate", "modeldocument")}
OFFICE_RIGHTS = {AssociationRoles.STAFF: KEPT, AssociationRoles.ADMINISTRATOR: KEPT}


def _may_change(person, codename, project):
    """A right to change something in the project: once it has ended, nobody has any."""
    return not project.is_closed and person.has_perm(f"projects.{codename}", project)


def may_but_for_the_end(may, person, project):
    """Whether `may(person, project)` would say yes if the project had not ended: who comes too late is told so."""
    going_on = copy(project)
    going_on.outcome, going_on.closed_on = "", None
    return project.is_closed and may(person, going_on)


def can_view(person, project):
    """Open the sheet of the project, public or not. The set form is `Project.objects.visible_to`."""
    return project.is_public or can_follow(person, project)


def can_follow(person, project):
    """See the course, its dates and its people. The set form is `Project.objects.followed_by`."""
    return person.has_perm("projects.view_project", project)


def can_read_submissions(person, project):
    """Read what was handed in and what was answered, and download the files."""
    return person.has_perm("projects.read_submissions", project)


def can_read_submission(person, submission):
    """Read one submission and download its files: a withdrawn one stays with those who hand in."""
    project = submission.milestone.project
    if submission.withdrawn_at and not person.has_perm("projects.submit_milestone", project):
        return submission.submitted_by_id == person.pk and can_read_submissions(person, project)
    return can_read_submissions(person, project)


def can_withdraw(person, submission):
    """Take a submission back: those who hand in, or who did it for them, until a review has begun."""
    milestone = submission.milestone
    is_untouched = submission.withdrawn_at is None and submission.first_read_at is None
    if not is_untouched or milestone.status != MilestoneStatus.SUBMITTED or milestone.project.is_closed:
        return False
    if person.has_perm("projects.submit_milestone", milestone.project):
        return True
    return submission.submitted_by_id == person.pk and may_submit_here(person, milestone)


def can_give_links(person, milestone):
    """Make and revoke links through which a consultancy hands a file into this milestone."""
    return can_submit(person, milestone)


def can_read_piece(person, piece):
    """Download one piece: who reads what was submitted, and the expert with whom an expected opinion shares it.

    The set form is `Deliverable.objects.visible_to`.
    """
    if can_read_submission(person, piece.submission):
        return True
    return piece.opinion_requests.expected().filter(expert=person.pk).exists()


def can_submit_own(person, milestone):
    """Submit in one's own name, now: not while what somebody prepared waits for the visa."""
    return milestone.is_asked_of_lead and person.has_perm("projects.submit_milestone", milestone.project)


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
    return milestone.is_asked_of_lead and person.has_perm("projects.review_milestone", milestone.project)


def can_ask_opinion(person, milestone):
    """Ask an expert about what was submitted here; who decides here withdraws it, and shares it with the leads."""
    was_submitted = milestone.status != MilestoneStatus.PENDING and not milestone.project.is_closed
    return was_submitted and may_review_here(person, milestone)


def can_view_opinion(person, request):
    """Open a request for an opinion. The set form is `OpinionRequest.objects.visible_to`."""
    if request.expert_id == person.pk and request.status != OpinionStatus.REVOKED:
        return True
    milestone = request.submission.milestone
    if may_review_here(person, milestone):
        return True
    return request.is_given and request.shared_at is not None and can_read_submissions(person, milestone.project)


def can_give_opinion(person, request):
    """Answer it or decline it: its expert, while it is expected. What it shares is open to them as long.

    The end of a project closes what it shares; reopened, it is expected again.
    """
    is_open = request.is_expected and request.expert_id == person.pk
    return is_open and not request.submission.milestone.project.is_closed


def can_write_study(person, project):
    """Plan meetings and write minutes, the study brief, contacts, consultancies and the funding plan."""
    return _may_change(person, "write_study", project)


def can_remove_contact(person, project):
    """Take a person out of the contacts: who writes them, after the end of the project too."""
    return person.has_perm("projects.write_study", project)


def can_read_funding(person, project):
    """Read the funding plan and what consultancies offered."""
    return person.has_perm("projects.read_funding", project)


def can_write_funding(person, project):
    """Change the funding plan and the consultancies."""
    return can_read_funding(person, project) and can_write_study(person, project)


def can_settle(person, decision):
    """Say that a decision of a meeting is carried out, or not after all: who writes there, and who is in charge.

    After the end of the project too: what was decided is still carried out.
    """
    project = decision.meeting.project
    if person.has_perm("projects.write_study", project):
        return True
    return decision.person_id == person.pk and can_follow(person, project)


def minutes_access(person, document):
    """What the co-editing engine asks about minutes: who follows the project reads, and some write."""
    meeting = getattr(document, "steering_meeting", None)
    return _access(person, meeting.project) if meeting else None


def brief_access(person, document):
    """The same about a study brief."""
    brief = getattr(document, "study_brief", None)
    return _access(person, brief.project) if brief else None


def brief_model_access(person, document):
    """The association's model of a brief is written by who changes the sheets of all projects."""
    return WRITE if can_change_sheet(person) else None


def _access(person, project):
    if can_write_study(person, project):
        return WRITE
    return READ if can_follow(person, project) else None


def can_change_stage(person, project):
    """Put the project at another stage: those who review it, beside those who write its sheet."""
    return _may_change(person, "review_milestone", project)


def can_manage(person, project):
    """See all who had a role in the project, and end roles, after its end too."""
    return person.has_perm("projects.manage_project", project)


def can_give_roles(person, project):
    """Give roles in the project, and say who receives its reminders."""
    return _may_change(person, "manage_project", project)


def can_read_discussion(person, project):
    """Read what is said about the project, its milestones and its deliverables."""
    return person.has_perm("projects.read_discussion", project)


def can_discuss(person, project):
    """Take part in what is said about the project, its milestones and its deliverables."""
    return _may_change(person, "discuss", project)


def can_moderate_discussion(person, project):
    """Write down what somebody sent by mail, while the project is open, and remove anybody's post at any time."""
    return person.has_perm("projects.moderate_discussion", project)


def own_lead_role(person, project):
    """The role row by which `person` leads the project in their own name, not as a replacement; None without one."""
    rows = project.roles.current().filter(person=person, role=ProjectRoles.LEAD)
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


def can_decide_applications(person):
    """Read the applications of future leads, take them in, ask for more or decline: who may make a project may.

    The set form is `Application.objects.visible_to`.
    """
    return can_create(person)


def can_lay_course(person, project):
    """Lay a template on the project, add, adapt and take away its milestones."""
    return _may_change(person, "lay_course", project)


def can_keep_templates(person):
    """Write the templates of courses."""
    return person.has_perm("projects.change_coursetemplate")


def can_keep_model_documents(person):
    """Put and replace the model documents."""
    return person.has_perm("projects.change_modeldocument")


def can_open_model_document(person, document):
    """Download it: from a milestone one follows. The set form is `ModelDocument.objects.visible_to`."""
    return type(document).objects.visible_to(person).filter(pk=document.pk).exists()


def can_view_reference(person, place):
    """Open a sheet of the benchmark library. The set form is `BenchmarkPlace.objects.visible_to`."""
    return place.is_published or can_keep_library(person)


def can_keep_library(person):
    """Write the sheets of the benchmark library, and see those that are not published."""
    return person.has_perm("projects.change_benchmarkplace")


def can_prepare_closing(person, project):
    """Begin or go on with the balance sheet of a project that has not ended."""
    return not project.is_closed and may_prepare_closing_here(person, project)


def can_write_closing(person, closing):
    """Change its answers: whoever prepares it while it is a draft, the accompanier once it is handed in."""
    if closing.state == ClosingStates.DRAFT:
        return can_prepare_closing(person, closing.project)
    return closing.state == ClosingStates.SUBMITTED and can_close(person, closing.project)


def can_read_closing(person, closing):
    """Read the answers: those who prepare it; once the project is closed, all who read what was submitted."""
    if closing.state in (ClosingStates.CLOSED, ClosingStates.REOPENED):
        return can_read_submissions(person, closing.project)
    return may_prepare_closing_here(person, closing.project)


def may_prepare_closing_here(person, project):
    """Write balance sheets in this project, whether it has ended or not: who comes too late is told so."""
    return person.has_perm("projects.prepare_closing", project)


def may_close_here(person, project):
    """Decide on the end of this project, whether it has ended or not: who comes second is told so."""
    return person.has_perm("projects.close_project", project)


def can_close(person, project):
    """Decide that a project has ended."""
    return not project.is_closed and may_close_here(person, project)


def can_reopen_project(person, project):
    """Take the end of a project back."""
    return project.is_closed and may_close_here(person, project)


def can_share_lessons(person, project):
    """Send what was learnt in a closed project to the benchmark library, as a sheet in preparation."""
    return can_reopen_project(person, project)


def needs_visa(person, milestone):
    """Whether what `person` submits in their own name waits for the director's word first; a director's does not."""
    if person.has_perm("projects.give_visa", milestone.project):
        return False
    directors = milestone.project.roles.current().filter(role=ProjectRoles.DIRECTOR, person__is_active=True)
    return directors.exists()


def can_read_visa(person, visa):
    """Read what was prepared before it leaves: those who prepare and the directors, not yet the association."""
    return can_read_preparations(person, visa.milestone.project)


def can_give_visa(person, visa):
    """Say yes or no to what was prepared, while it waits."""
    is_waiting = visa.is_pending and not visa.milestone.project.is_closed
    return is_waiting and person.has_perm("projects.give_visa", visa.milestone.project)


def can_withdraw_visa(person, visa):
    """Take the request back, while it waits: whoever hands in for the project."""
    return visa.is_pending and _may_change(person, "submit_milestone", visa.milestone.project)


def can_read_preparations(person, project):
    """Read what is prepared and waits for a visa, and what the director answered."""
    may = person.has_perm
    return may("projects.submit_milestone", project) or may("projects.give_visa", project)


def can_audit_access(person, project):
    """See who could see what on a given day."""
    return person.has_perm("projects.manage_project", project)
