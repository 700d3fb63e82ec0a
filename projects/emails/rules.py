"""What is asked before a mail of a project leaves: is it still there, and may the person still follow it?"""

from ..models import Project
from ..permissions import can_follow
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


def of_opinion(subject_id):
    """The project an expert is asked about."""
    return _project(milestones__submissions__opinion_requests__pk=subject_id)


def of_decision(subject_id):
    """The project of a decision."""
    return _project(meetings__decisions__pk=subject_id)


def following(about):
    """The rules of a mail about a project, which `about` finds: only for who may follow it when it is sent."""
    return {"about": about, "may": can_follow, "scope": scope_of}
