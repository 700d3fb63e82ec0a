"""The mail that tells the leads of their course."""

from django.utils.translation import gettext as _

from portal import notices

from ..models import Project
from .milestone import reply_to
from .rules import following, of_project


@notices.mail("course_laid", category=notices.Category.EVERYTHING, **following(of_project))
def course_laid(notice):
    """To a lead: which milestones there are, and for when, as the course is when the mail leaves."""
    project = Project.objects.filter(pk=notice.subject_id).first()
    milestones = list(project.milestones.order_by("order")) if project else []
    if not milestones:
        return None
    return notices.Mail(
        subject=_("The course of your project — %(project)s") % {"project": project.name},
        template="emails/course_laid",
        context={
            "project": project,
            "milestones": milestones,
            "link": notices.absolute(project.get_absolute_url()),
        },
        reply_to=reply_to(project),
        path=project.get_absolute_url(),
    )
