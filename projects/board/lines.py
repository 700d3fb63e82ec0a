"""One line a project, as the board and its workbook show it."""

from collections import defaultdict

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..course import step
from ..enums import MilestoneStatus, ProjectRoles
from ..models import Milestone, ProjectRole
from .filters import current_of_project


class Line:
    """One project on the board: where it stands, who waits for whom, since when nothing has moved."""

    def __init__(self, project, current, leads, accompaniers):
        self.project, self.leads, self.accompaniers = project, leads, accompaniers
        self.step = current and step(current, current, leads=leads, accompaniers=accompaniers)
        self.done, self.total = project.done, project.total

    @property
    def quiet_days(self):
        """For how many days nothing has happened in the project."""
        return (timezone.now() - self.project.last_activity_at).days


def lines(projects):
    """A Line for each of `projects` (a queryset, or a page of one made by `counted`): three queries beside theirs."""
    projects = list(projects)
    wanted = {project.current_id for project in projects if project.current_id}
    current = {one.pk: one for one in Milestone.objects.filter(pk__in=wanted).defer("instructions")}
    people = people_of(projects, (ProjectRoles.LEAD, ProjectRoles.ACCOMPANIER))
    found = []
    for project in projects:
        milestone = current.get(project.current_id)
        if milestone:
            milestone.project = project
        of_project = people[project.pk]
        found.append(Line(project, milestone, of_project[ProjectRoles.LEAD], of_project[ProjectRoles.ACCOMPANIER]))
    return found


def counted(projects):
    """`projects` with their holder, how many milestones they have, how many are accepted, and the current one's key."""
    own = Milestone.objects.filter(project=OuterRef("pk")).order_by().values("project")
    number = Count("pk")
    return projects.select_related("holder").annotate(
        total=Coalesce(Subquery(own.annotate(number=number).values("number")), 0),
        done=Coalesce(
            Subquery(
                own.annotate(number=Count("pk", filter=Q(status=MilestoneStatus.ACCEPTED))).values("number"),
            ),
            0,
        ),
        current_id=Subquery(current_of_project().values("pk")[:1]),
    )


def people_of(projects, wanted):
    """Who holds one of the roles `wanted` now, by project key and role, by name: two queries, few bytes a person."""
    rows = ProjectRole.objects.current().filter(anchor__in=[project.pk for project in projects], role__in=wanted)
    held = list(rows.order_by("person__name_folded", "pk").values_list("anchor_id", "role", "person_id"))
    names = get_user_model().objects.only("first_name", "last_name", "email")
    known = {person.pk: person for person in names.filter(pk__in={person for _, _, person in held}).order_by()}
    found = defaultdict(lambda: defaultdict(list))
    for project, role, person in held:
        found[project][role].append(known[person])
    return found
