"""The accompanied studies of the reference page, with their usual course; what is late is fictional."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from portal import roles
from portal.members.models import Organisation
from portal.people.actions import know_person
from portal.text import fold
from projects.actions import send_reminder
from projects.enums import CorrectionReasons, MilestoneStatus, ProjectRoles, Sector, Stages, Surroundings
from projects.models import CorrectionRequest, Deliverable, Milestone, Project, ProjectRole, Submission, Transition
from projects.usual_course import USUAL_COURSE

from .pieces import pdf

LEADS_OF_EXAMPLE = {
    "brie-des-morin": ("projet.brie@it77.example", "Contact", "Brie des Morin (fictif)"),
    "pays-de-seine": ("projet.paysdeseine@it77.example", "Contact", "Pays de Seine (fictif)"),
    "valfleury": ("mairie.valfleury@it77.example", "Odile", "Sarrazin (fictif)"),
}


def load(people):
    """Five projects at five points of the course, and one reminder on its way to the lead of Melun."""
    demo = _Loader(people)
    melun = demo.project(
        "melun", "Télécentre de Melun", "melun val de seine", "Melun Val de Seine", Surroundings.URBAN, Stages.STUDY
    )
    demo.accept(melun, 3)
    demo.expect(melun, in_days=12)
    senart = demo.project("senart", "Télécentre de Sénart", "san senart", "Sénart", Surroundings.URBAN, Stages.STUDY)
    demo.accept(senart, 4)
    demo.submit(senart, days_ago=2)
    brie = demo.project(
        "brie-des-morin",
        "Télécentre de la Brie des Morin",
        "brie des morin",
        "La Brie des Morin",
        Surroundings.RURAL,
        Stages.STUDY,
    )
    demo.accept(brie, 2)
    demo.expect(brie, in_days=45)
    seine = demo.project(
        "pays-de-seine", "Télécentre des Pays de Seine", "pays de seine", "Pays de Seine", "", Stages.OPPORTUNITY
    )
    demo.accept(seine, 1)
    demo.expect(seine, in_days=60)
    valfleury = demo.project(
        "valfleury", "Télécentre de Valfleury (fictif)", "", "Valfleury (fictif)", Surroundings.RURAL, Stages.STUDY
    )
    demo.accept(valfleury, 2)
    demo.send_back(valfleury)
    for project in (melun, senart, brie, seine, valfleury):
        demo.date_history(project)
    send_reminder(demo.current(melun), by=people["staff"])


class _Loader:
    """Writes rows with their past dates; only the reminder goes through an action, so that one mail leaves."""

    def __init__(self, people):
        self.people, self.staff = people, people["staff"]
        self.now = timezone.localtime().replace(hour=10, minute=24, second=0, microsecond=0)
        self.today = timezone.localdate()
        self.leads = {"melun": people["lead"], "senart": people["lead2"]}

    def project(self, slug, name, holder, territory, surroundings, stage):
        is_real = slug != "valfleury"
        project = Project.objects.create(
            slug=slug,
            name=name,
            holder=_organisation(holder) if is_real else None,
            territory=territory,
            surroundings=surroundings,
            sector=Sector.PUBLIC,
            stage=stage,
            is_public=is_real,
            summary="Étude d’un télécentre accompagnée par l’association."
            if is_real
            else "Projet fictif : il montre comment se suit un jalon en retard et une demande de correction.",
            created_at=self.now - timedelta(days=400),
        )
        for order, (title, instructions) in enumerate(USUAL_COURSE, 1):
            Milestone.objects.create(
                project=project, order=order, title=title, instructions=instructions, status_since=project.created_at
            )
        self._give_roles(project)
        return project

    def _give_roles(self, project):
        if project.slug in LEADS_OF_EXAMPLE:
            email, first, last = LEADS_OF_EXAMPLE[project.slug]
            self.leads[project.slug] = know_person(email=email, first_name=first, last_name=last)
        given = [(self.leads[project.slug], ProjectRoles.LEAD), (self.staff, ProjectRoles.ACCOMPANIER)]
        if project.slug == "senart":
            given.append((self.people["expert"], ProjectRoles.EXPERT))
        for person, role in given:
            roles.grant(ProjectRole, anchor=project, person=person, role=role, by=self.staff, since=project.created_at)

    def date_history(self, project):
        """Its sheet and its course have stood since the beginning, not since the demonstration was loaded."""
        Project.history.filter(id=project.pk).update(history_date=project.created_at, history_user=self.staff)
        Milestone.history.filter(project_id=project.pk).delete()
        made = {"default_date": project.created_at, "default_user": self.staff}
        Milestone.history.bulk_history_create(list(project.milestones.all()), **made)

    def current(self, project):
        return project.milestones.exclude(status=MilestoneStatus.ACCEPTED).first()

    def accept(self, project, count):
        """The first `count` milestones went through without remark, two months apart."""
        for place in range(count):
            submission = self.submit(project, days_ago=330 - 60 * place)
            self._move(
                submission.milestone, MilestoneStatus.ACCEPTED, self.staff, submission, days_ago=322 - 60 * place
            )

    def expect(self, project, *, in_days):
        """The current milestone has a date; the following ones come two months apart."""
        waiting = project.milestones.exclude(status=MilestoneStatus.ACCEPTED)
        for place, milestone in enumerate(waiting):
            milestone.due_on = self.today + timedelta(days=in_days + 60 * place)
            milestone.save(update_fields=["due_on"])

    def submit(self, project, *, days_ago):
        """The current milestone is handed in with one piece; its date was a few days later."""
        milestone, lead = self.current(project), self.leads[project.slug]
        milestone.due_on = self.today - timedelta(days=days_ago - 7)
        milestone.save(update_fields=["due_on"])
        submission = Submission.objects.create(
            milestone=milestone,
            number=milestone.submissions.count() + 1,
            text=f"Bonjour,\n\nVous trouverez ci-joint la pièce demandée : {milestone.title.lower()}.",
            submitted_at=self.now - timedelta(days=days_ago),
            submitted_by=lead,
        )
        self._piece(submission)
        self._move(milestone, MilestoneStatus.SUBMITTED, lead, submission, days_ago=days_ago)
        return submission

    def send_back(self, project):
        """Fictional: a submission was returned, and the corrected one has not come by its date."""
        submission = self.submit(project, days_ago=40)
        text = (
            "Il manque le rapport d’analyse des offres, et la liste des bureaux d’études consultés n’est pas datée.\n"
            "Ajoutez ces deux pièces et déposez à nouveau."
        )
        CorrectionRequest.objects.create(
            submission=submission,
            reason=CorrectionReasons.INCOMPLETE,
            text=text,
            requested_by=self.staff,
            requested_at=self.now - timedelta(days=34),
        )
        milestone = submission.milestone
        self._move(milestone, MilestoneStatus.RETURNED, self.staff, submission, days_ago=34, reason=text)
        milestone.due_on = self.today - timedelta(days=10)
        milestone.save(update_fields=["due_on"])

    def _piece(self, submission):
        milestone = submission.milestone
        content = pdf(
            milestone.title,
            [
                milestone.project.name,
                "",
                "Pièce d’exemple de la démonstration : elle ne contient aucune donnée réelle du projet.",
                *milestone.instructions.replace(" : ", " :\n").split("\n"),
            ],
        )
        name = f"{milestone.order:02d} {milestone.title}.pdf"
        Deliverable.objects.create(
            submission=submission,
            file=ContentFile(content, name=name),
            name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content_type="application/pdf",
        )

    def _move(self, milestone, status, by, submission, *, days_ago, reason=""):
        at = self.now - timedelta(days=days_ago)
        Transition.objects.create(
            milestone=milestone,
            from_status=milestone.status,
            to_status=status,
            by=by,
            submission=submission,
            reason=reason,
            at=at,
        )
        milestone.status, milestone.status_since = status, at
        milestone.save(update_fields=["status", "status_since"])


def _organisation(words):
    """The member whose name holds these words; None where the list of members has not been loaded."""
    return Organisation.objects.filter(name_folded__contains=fold(words)).order_by("pk").first()
