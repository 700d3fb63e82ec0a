"""What is asked before a mail of a project leaves: is it still there, and may the person still follow it?"""

from ..models import Project
from ..permissions import can_follow, can_read_preparations, can_read_submissions
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


def of_deposit(subject_id):
    """The project of a file that came through a link."""
    return _project(milestones__deposit_links__deposits__pk=subject_id)


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
