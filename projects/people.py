"""Who is who in a project, now."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from portal import roles
from portal.members.models import Mandate

from .enums import ProjectRoles
from .models import ProjectRole


def leads_of(project, *, with_contributors=True):
    """The people who hand in: leads first in line, contributors beside them. A queryset of people."""
    wanted = [ProjectRoles.LEAD, ProjectRoles.CONTRIBUTOR] if with_contributors else [ProjectRoles.LEAD]
    return _holding(project, wanted)


def reminded_of(project):
    """Whom a reminder goes to: the project's referent, as long as they lead it; without one, every lead."""
    leads = leads_of(project, with_contributors=False)
    return leads.filter(pk=project.referent_id) if leads.filter(pk=project.referent_id).exists() else leads


def accompaniers_of(project):
    """The project's accompaniers; where it has none, everybody who may review it. A queryset of people."""
    named = _holding(project, [ProjectRoles.ACCOMPANIER])
    return named if named.exists() else roles.people_with("projects.review_milestone", project)


def deciders():
    """Who decides on the applications of future leads. A queryset of people."""
    return roles.people_with("projects.add_project")


def people_of(project):
    """Everybody with a role in the project now, by name. A queryset of people."""
    return _holding(project, list(ProjectRoles)).order_by("name_folded", "pk")


def may_discuss(project):
    """Who may take part in the project's discussions, and be called upon there. A queryset of people."""
    return roles.people_with("projects.discuss", project)


def told_of_discussions(project):
    """Who is told of every post: leads, contributors and accompaniers. A queryset of people."""
    leads, accompaniers = (people.order_by().values("pk") for people in (leads_of(project), accompaniers_of(project)))
    return get_user_model().objects.filter(Q(pk__in=leads) | Q(pk__in=accompaniers))


def directors_of(project):
    """Those whose visa a submission of this project waits for; nobody where none is asked. A queryset of people."""
    return _holding(project, [ProjectRoles.DIRECTOR])


def _holding(project, wanted):
    rows = ProjectRole.objects.current().filter(anchor=project, role__in=wanted)
    return get_user_model().objects.filter(is_active=True, pk__in=rows.order_by().values("person_id"))


def expert_committee():
    """Who speaks for the members of the expert committee, the college without votes. A queryset of people."""
    mandates = Mandate.objects.current().speaking().filter(organisation__college__has_votes=False)
    people = get_user_model().objects.filter(is_active=True, pk__in=mandates.order_by().values("person_id"))
    return people.order_by("name_folded", "pk")
