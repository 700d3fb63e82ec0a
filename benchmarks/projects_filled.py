"""Many projects, written straight into the tables."""

from datetime import timedelta
from random import Random

MILESTONES, SUBMISSIONS = 25, 5
TERRITORIES = 23  # the intercommunalities of Seine-et-Marne
AT_ONCE = 5000


class Filled:
    """Grows from few projects to many; the three who look at them are there from the start."""

    def __init__(self):
        from portal import roles
        from portal.roles import AssociationRole, AssociationRoles
        from tests.factories.people import PersonFactory

        self.random = Random(77)
        self.staff, self.accompanier, self.lead = (
            PersonFactory(last_name=name) for name in ("Équipe", "Suivi", "Chef")
        )
        roles.grant(AssociationRole, person=self.staff, role=AssociationRoles.STAFF, by=None)
        self.people, self.number = [], 0

    def up_to(self, number, *, people, roles):
        """Adds what is missing; `roles` rows in all, two of them of each of those who look."""
        from django.db import connection

        self._add_people(people)
        first, self.number = self.number, number
        projects = self._projects(range(first, number))
        self._roles(projects, roles - self._count("ProjectRole"))
        self._course(projects)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def counted(self):
        """What there is."""
        names = ("Milestone", "Submission", "ProjectRole")
        return ", ".join(f"{self._count(name)} {name}" for name in names) + f", {len(self.people)} people"

    def _count(self, name):
        from django.apps import apps

        return apps.get_model("projects", name).objects.count()

    def _add_people(self, number):
        from django.contrib.auth import get_user_model

        from portal.text import fold

        model = get_user_model()
        new = [
            model(
                first_name="Prénom",
                last_name=f"Nom {place}",
                email=f"personne{place}@mesure.example",
                name_folded=fold(f"Nom {place} Prénom"),
            )
            for place in range(len(self.people), number)
        ]
        self.people += model.objects.bulk_create(new, batch_size=AT_ONCE)

    def _projects(self, places):
        from django.utils import timezone

        from portal.text import fold
        from projects.enums import Sector, Stages, Surroundings
        from projects.models import Project

        now, new = timezone.now(), []
        for place in places:
            name, territory = f"Télécentre {place}", f"Territoire {place % TERRITORIES}"
            new.append(
                Project(
                    name=name,
                    slug=f"mesure-{place}",
                    territory=territory,
                    name_folded=fold(name),
                    territory_folded=fold(territory),
                    stage=self.random.choice(Stages.values),
                    sector=self.random.choice(Sector.values),
                    surroundings=self.random.choice(Surroundings.values),
                    created_at=now - timedelta(days=self.random.randrange(30, 1500)),
                    last_activity_at=now - timedelta(days=self.random.randrange(0, 300)),
                )
            )
        return Project.objects.bulk_create(new, batch_size=AT_ONCE)

    def _roles(self, projects, number):
        from projects.enums import ProjectRoles
        from projects.models import ProjectRole

        groups = self._groups(projects)
        each, rows = max(number // len(projects), 3), []
        wanted = [ProjectRoles.LEAD, ProjectRoles.ACCOMPANIER, ProjectRoles.CONTRIBUTOR, ProjectRoles.OBSERVER]
        for place, project in enumerate(projects):
            people = self.random.sample(self.people, min(each, len(self.people)))
            held = [(person, wanted[index % len(wanted)]) for index, person in enumerate(people)]
            if place % 100 < 2:
                held += [(self.accompanier, ProjectRoles.ACCOMPANIER), (self.lead, ProjectRoles.LEAD)]
            rows += [
                ProjectRole(
                    anchor=project, person=person, role=role, group=groups[project.pk, role], since=project.created_at
                )
                for person, role in held
            ]
        ProjectRole.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _groups(self, projects):
        """The groups behind the roles, with what the matrix says: as `roles.grant` makes them, many at a time."""
        from django.contrib.auth.models import Group, Permission

        from portal.roles.models import RoleGroup
        from projects.models import Project, ProjectGroupObjectPermission, ProjectRole
        from projects.permissions import RIGHTS

        keys = [(project.pk, str(role)) for project in projects for role in RIGHTS]
        label = ProjectRole._meta.label_lower
        groups = Group.objects.bulk_create([Group(name=f"role:{label}:{pk}:{role}") for pk, role in keys])
        found = dict(zip(keys, groups, strict=True))
        RoleGroup.objects.bulk_create(
            [
                RoleGroup(group=group, role_model=label, anchor_pk=str(pk), role=role)
                for (pk, role), group in found.items()
            ],
            batch_size=AT_ONCE,
        )
        known = {
            one.codename: one for one in Permission.objects.filter(content_type__app_label=Project._meta.app_label)
        }
        table = ProjectGroupObjectPermission
        table.objects.bulk_create(
            [
                table(group=group, permission=known[codename], content_object_id=pk)
                for (pk, role), group in found.items()
                for codename in RIGHTS[role]
            ],
            batch_size=AT_ONCE,
        )
        return found

    def _course(self, projects):
        from django.utils import timezone

        from projects.enums import MilestoneStatus
        from projects.models import Milestone, Submission, Transition

        now, today, milestones = timezone.now(), timezone.localdate(), []
        states = [MilestoneStatus.PENDING, MilestoneStatus.SUBMITTED, MilestoneStatus.RETURNED]
        for project in projects:
            done = self.random.randrange(MILESTONES + 1)
            for order in range(1, MILESTONES + 1):
                status = MilestoneStatus.ACCEPTED if order <= done else MilestoneStatus.PENDING
                if order == done + 1:
                    status = self.random.choice(states)
                days = 30 * (order - done) - self.random.randrange(20, 50)
                since = now - timedelta(days=max(-days, 1))
                milestones.append(
                    Milestone(
                        project=project,
                        order=order,
                        title=f"Jalon {order} du télécentre",
                        instructions="Le rapport attendu, en quelques pages.",
                        due_on=today + timedelta(days=days),
                        status=status,
                        status_since=since,
                    )
                )
        Milestone.objects.bulk_create(milestones, batch_size=AT_ONCE)
        author = self.people[0]
        submissions = [
            Submission(milestone=one, number=number, text="Voici.", submitted_at=one.status_since, submitted_by=author)
            for one in milestones
            for number in range(1, SUBMISSIONS + 1)
        ]
        Submission.objects.bulk_create(submissions, batch_size=AT_ONCE)
        Transition.objects.bulk_create(
            (
                Transition(
                    milestone=one.milestone,
                    from_status=MilestoneStatus.SUBMITTED,
                    to_status=MilestoneStatus.RETURNED if one.number < SUBMISSIONS else MilestoneStatus.ACCEPTED,
                    by=author,
                    submission=one,
                    at=one.submitted_at + timedelta(days=one.number),
                )
                for one in submissions
            ),
            batch_size=AT_ONCE,
        )
