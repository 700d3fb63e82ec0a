"""The accompanied studies of the reference page, with their usual course; what is late is fictional."""

import hashlib
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from portal import roles
from portal.members.models import Organisation
from portal.people.actions import know_person
from portal.text import fold
from projects import working_days
from projects.actions import log_reminder, name_referent, save_model_document, send_reminder, snooze_reminders
from projects.actions.activity import note_activity
from projects.actions.answering import record_answers
from projects.actions.laying import copy_what_is_asked, draft_course
from projects.asked import asked_at
from projects.enums import CorrectionReasons, MilestoneStatus, ProjectRoles, ReminderKinds, Sector, Stages, Surroundings
from projects.models import (
    CorrectionRequest,
    Deliverable,
    Milestone,
    ModelDocument,
    OpinionRequest,
    Project,
    ProjectRole,
    ProjectSettings,
    Submission,
    Transition,
)
from projects.usual_template import load_usual_template

from . import applications, visa
from .pieces import pdf

LEADS_OF_EXAMPLE = {
    "brie-des-morin": ("projet.brie@it77.example", "Contact", "Brie des Morin (fictif)"),
    "pays-de-seine": ("projet.paysdeseine@it77.example", "Contact", "Pays de Seine (fictif)"),
    "valfleury": ("mairie.valfleury@it77.example", "Odile", "Sarrazin (fictif)"),
    "rivebois": ("mairie.rivebois@it77.example", "Gaspard", "Lenoir (fictif)"),
}
PLACES = {
    "melun": ("48.53930", "2.66080"),
    "senart": ("48.63170", "2.54860"),
    "brie-des-morin": ("48.78330", "3.30500"),
    "pays-de-seine": ("48.41440", "3.23920"),
    "valfleury": ("48.55600", "2.69000"),
    "ormeval": ("48.40000", "2.72000"),
}  # of the towns where the holders sit; those of the fictional ones are made up, one beside Melun
FICTIONAL = {
    "valfleury": "Projet fictif : il montre comment se suit un jalon en retard et une demande de correction.",
    "rivebois": "Projet fictif : il montre un projet sans activité, dont les relances sont reportées.",
    visa.SLUG: visa.SUMMARY,
}


def load(people):
    """Seven projects at as many points of the course, and one reminder on its way to the lead of Melun."""
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
    demo.accept(valfleury, 1)
    demo.correct_once(valfleury)
    demo.send_back(valfleury)
    rivebois = demo.project(
        "rivebois", "Télécentre de Rivebois (fictif)", "", "Rivebois (fictif)", Surroundings.RURAL, Stages.OPPORTUNITY
    )
    demo.accept(rivebois, 1)
    demo.expect(rivebois, in_days=-25)
    demo.postpone(rivebois)
    name_referent(melun, by=people["staff"], person=demo.leads["melun"])
    for project in (melun, senart, brie, seine, valfleury):
        demo.date_history(project)
    send_reminder(demo.current(melun), by=people["staff"])
    applications.load(people)
    visa.load(demo)
    _outline()
    demo.ask_opinion(valfleury)


def _outline():
    """The department that the map of the projects shows."""
    outline = Path(__file__).with_name("outline.geojson").read_text(encoding="utf-8")
    credit = "Contour du département : IGN, Licence Ouverte / Etalab 2.0 (simplifié)."
    ProjectSettings.objects.update_or_create(defaults={"outline": outline, "outline_credit": credit})


class _Loader:
    """Writes rows with their past dates; only the reminder goes through an action, so that one mail leaves."""

    def __init__(self, people):
        self.people, self.staff = people, people["staff"]
        self.now = timezone.localtime().replace(hour=10, minute=24, second=0, microsecond=0)
        self.today = timezone.localdate()
        self.template = load_usual_template(study_brief=self._study_brief())
        self.leads = {"melun": people["lead"], "senart": people["lead2"]}

    def project(self, slug, name, holder, territory, surroundings, stage):
        is_real = slug not in FICTIONAL
        latitude, longitude = PLACES.get(slug, (None, None))
        project = Project.objects.create(
            slug=slug,
            name=name,
            holder=_organisation(holder) if is_real else None,
            territory=territory,
            latitude=latitude,
            longitude=longitude,
            surroundings=surroundings,
            sector=Sector.PUBLIC,
            stage=stage,
            is_public=is_real,
            summary="Étude d’un télécentre accompagnée par l’association." if is_real else FICTIONAL[slug],
            created_at=self.now - timedelta(days=400),
            last_activity_at=self.now - timedelta(days=400),
        )
        course = draft_course(self.template, None)
        for order, milestone in enumerate(course, 1):
            milestone.project, milestone.order, milestone.status_since = project, order, project.created_at
            milestone.save()
        copy_what_is_asked(course)
        self._give_roles(project)
        return project

    def _study_brief(self):
        """The model document of the study brief; this one is made up for the demonstration."""
        lines = ["Document fictif de la démonstration.", "", "1. Le territoire et le périmètre de l’étude"]
        lines += ["2. Les questions posées au bureau d’études", "3. Le calendrier et les réunions", "4. Le budget"]
        document = ModelDocument(
            title="Cahier des charges pour la réalisation des études",
            description="Modèle fictif : à recopier, puis à adapter à votre territoire.",
        )
        upload = ContentFile(pdf("Cahier des charges – modèle", lines), name="modele-cahier-des-charges.pdf")
        return save_model_document(document, upload=upload, by=self.staff)

    def _give_roles(self, project):
        if project.slug in LEADS_OF_EXAMPLE:
            email, first, last = LEADS_OF_EXAMPLE[project.slug]
            self.leads[project.slug] = know_person(email=email, first_name=first, last_name=last)
        given = [(self.leads[project.slug], ProjectRoles.LEAD), (self.staff, ProjectRoles.ACCOMPANIER)]
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
            milestone.due_on = working_days.on_or_after(self.today + timedelta(days=in_days + 60 * place))
            milestone.save(update_fields=["due_on"])

    def submit(self, project, *, days_ago, piece=True):
        """The current milestone is handed in with one piece; its date was a few days later."""
        milestone, lead = self.current(project), self.leads[project.slug]
        milestone.due_on = working_days.on_or_after(self.today - timedelta(days=days_ago - 7))
        milestone.save(update_fields=["due_on"])
        submission = Submission.objects.create(
            milestone=milestone,
            number=milestone.submissions.count() + 1,
            text=f"Bonjour,\n\nVous trouverez ci-joint la pièce demandée : {milestone.title.lower()}.",
            submitted_at=self.now - timedelta(days=days_ago),
            submitted_by=lead,
        )
        if piece:
            self._piece(submission)
        self._answer(submission)
        self._move(milestone, MilestoneStatus.SUBMITTED, lead, submission, days_ago=days_ago)
        return submission

    def _answer(self, submission):
        """Every piece and point is answered, but for the pieces that Valfleury (fictional) left out."""
        here = asked_at(submission.milestone)
        asked = [*here.pieces[:1], *here.questions] if submission.milestone.project.slug == "valfleury" else None
        record_answers(submission, {one.public_id: ("yes", "") for one in asked or [*here.pieces, *here.questions]})

    def correct_once(self, project):
        """Fictional: a study brief was returned with two remarks, came again in a second version, and was accepted."""
        first = self.submit(project, days_ago=120)
        piece, milestone = first.deliverables.get(), first.milestone
        request = CorrectionRequest.objects.create(
            submission=first,
            due_on=working_days.on_or_after(self.today - timedelta(days=100)),
            due_before=milestone.due_on,
            requested_by=self.staff,
            requested_at=self.now - timedelta(days=114),
        )
        asked = [
            (None, CorrectionReasons.INCOMPLETE, "Ajoutez le calendrier de l’étude.", "Il est au chapitre 4."),
            (piece, CorrectionReasons.INCORRECT, "Le périmètre ne comprend pas Ormoy.", "Ormoy est ajoutée, page 1."),
        ]
        self._move(milestone, MilestoneStatus.RETURNED, self.staff, first, days_ago=114, reason=asked[0][2])
        second = self.submit(project, days_ago=103, piece=False)
        self._piece(second, lineage=piece.lineage, version=2)
        for about, reason, text, answer in asked:
            item = request.items.create(piece=about, reason=reason, text=text)
            item.answers.create(submission=second, text=answer)
        self._move(milestone, MilestoneStatus.ACCEPTED, self.staff, second, days_ago=98)

    def send_back(self, project):
        """Fictional: a submission was returned, and the corrected one has not come by its date."""
        submission = self.submit(project, days_ago=40)
        whole = "Il manque le rapport d’analyse des offres : ajoutez-le à votre prochain dépôt."
        dated = "La liste des bureaux d’études consultés est celle de l’an dernier : remplacez-la par la nouvelle."
        milestone, due_on = submission.milestone, working_days.on_or_after(self.today - timedelta(days=14))
        request = CorrectionRequest.objects.create(
            submission=submission,
            due_on=due_on,
            due_before=milestone.due_on,
            requested_by=self.staff,
            requested_at=self.now - timedelta(days=34),
        )
        request.items.create(reason=CorrectionReasons.INCOMPLETE, text=whole)
        request.items.create(reason=CorrectionReasons.OUTDATED, text=dated, piece=submission.deliverables.get())
        self._move(
            milestone, MilestoneStatus.RETURNED, self.staff, submission, days_ago=34, reason=f"{whole}\n\n{dated}"
        )
        milestone.due_on = due_on
        milestone.save(update_fields=["due_on"])

    def ask_opinion(self, project):
        """Fictional: the expert is asked about what was returned, and reads the one file that is shared."""
        submission = self.current(project).submissions.last()
        asked = OpinionRequest.objects.create(
            submission=submission,
            expert=self.people["expert"],
            asked_by=self.staff,
            asked_at=self.now - timedelta(days=3),
            question="La consultation a-t-elle touché assez de bureaux d’études pour un projet de cette taille ?",
            due_on=self.today + timedelta(days=11),
        )
        asked.shared_pieces.set(submission.deliverables.all()[:1])

    def postpone(self, project):
        """Fictional: the mayor has called, and answers after the council."""
        milestone, lead = self.current(project), self.leads[project.slug]
        log_reminder(
            milestone,
            by=self.staff,
            person=lead,
            kind=ReminderKinds.PHONE,
            note="Le maire attend l’avis du conseil municipal avant de déposer.",
            on=self.today - timedelta(days=4),
        )
        snooze_reminders(
            milestone,
            by=self.staff,
            until=self.today + timedelta(days=12),
            reason="Le conseil municipal se réunit dans dix jours ; réponse promise ensuite.",
        )

    def _piece(self, submission, **chain):
        milestone = submission.milestone
        content = pdf(
            milestone.title,
            [
                milestone.project.name,
                "",
                "Pièce d’exemple de la démonstration : elle ne contient aucune donnée réelle du projet.",
                *(["Version 2 : périmètre et calendrier complétés."] if chain else []),
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
            **chain,
        )

    def _move(self, milestone, status, by, submission, *, days_ago, reason=""):
        at = self.now - timedelta(days=days_ago)
        if status in (MilestoneStatus.ACCEPTED, MilestoneStatus.RETURNED):
            submission.first_read_at, submission.first_read_by = at, by
            submission.save(update_fields=["first_read_at", "first_read_by"])
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
        note_activity(milestone.project, at=at)


def _organisation(words):
    """The member whose name holds these words; None where the list of members has not been loaded."""
    return Organisation.objects.filter(name_folded__contains=fold(words)).order_by("pk").first()
