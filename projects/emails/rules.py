"""What is asked before a mail of a project leaves: is it still there, and may the person still follow it?"""

from ..models import Milestone, Project, ProjectRole
from ..permissions import can_follow, can_read_preparations, can_read_submissions, may_submit_here
from ..threads import scope_of


def _project(**which):
    return Project.objects.filter(**which).first()


def of_submission(subject_id):
    """The project of a submission."""
    return _project(milestones__submissions__pk=subject_id)


def of_reminder(subject_id):
    """The project of a reminder."""
    return _project(milestones__reminders__pk=subject_id)


def of_project(subject_id):
    """The project itself."""
    return _project(pk=subject_id)


def of_replacement(subject_id):
    """The project in which somebody replaces a lead, or did."""
    return _project(roles__pk=subject_id)


def replacement(subject_id):
    """The replacement itself, whoever it is told to."""
    related = ("anchor", "person", "stands_in_for__person")
    rows = ProjectRole.objects.exclude(stands_in_for=None).select_related(*related)
    return rows.filter(pk=subject_id).first()


def milestone_of_deposit(subject_id):
    """The milestone into which a file came through a link."""
    found = Milestone.objects.filter(deposit_links__deposits__pk=subject_id)
    return found.select_related("project").first()


def of_visa(subject_id):
    """The project whose submission waits for a visa."""
    return _project(milestones__visas__pk=subject_id)


def of_closing(subject_id):
    """The project that ends."""
    return _project(closings__pk=subject_id)


def of_decision(subject_id):
    """The project of a decision."""
    return _project(meetings__decisions__pk=subject_id)


def following(about):
    """The rules of a mail about a project, which `about` finds: only for who may follow it when it is sent."""
    return {"about": about, "may": can_follow, "scope": scope_of}


def reading(about):
    """The same of what was handed in and answered: only for who may read that."""
    return following(about) | {"may": can_read_submissions}


def preparing(about):
    """The same of what is prepared and has not left yet: only for who may read that."""
    return following(about) | {"may": can_read_preparations}


# A file that came is taken or set aside by who submits there: nobody else finds it behind the link.
TAKING = {
    "about": milestone_of_deposit,
    "may": may_submit_here,
    "scope": lambda milestone: scope_of(milestone.project),
}

# That it is over is told to the replacement too, who follows the project no longer.
ENDING = {
    "about": replacement,
    "may": lambda person, row: person == row.person or can_follow(person, row.anchor),
    "scope": lambda row: scope_of(row.anchor),
}
