"""Projects, their milestones and who is who in them."""

from datetime import timedelta

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal import roles
from portal.demo.pieces import pdf
from portal.roles import AssociationRole, AssociationRoles
from projects.actions import (
    Asked,
    accept_submission,
    add_draft_file,
    answer_application,
    ask_for_more,
    ask_opinion,
    decline_application,
    reopen_milestone,
    return_submission,
    submit_application,
    submit_milestone,
    take_in_application,
    withdraw_application,
)
from projects.enums import ApplicationStatus, CorrectionReasons, MilestoneStatus, ProjectRoles
from projects.models import Milestone, Project, ProjectRole
from tests.factories.people import PersonFactory


class ProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda number: f"Télécentre {number}")
    slug = factory.Sequence(lambda number: f"telecentre-{number}")


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    project = factory.SubFactory(ProjectFactory)
    order = factory.LazyAttribute(lambda made: _next_place(made.project))
    title = "Diagnostic des besoins"
    instructions = "Le rapport de diagnostic."


def _next_place(project):
    """After the milestones the project has, whoever laid them."""
    last = project.milestones.order_by("order").last() if project.pk else None
    return (last.order if last else 0) + 1


def in_role(project, role, person=None):
    """Somebody who holds `role` in the project, now."""
    person = person or PersonFactory(password=None)
    roles.grant(ProjectRole, anchor=project, person=person, role=role, by=None)
    return person


def lead_of(project):
    return in_role(project, ProjectRoles.LEAD)


def accompanier_of(project):
    return in_role(project, ProjectRoles.ACCOMPANIER)


def milestone_at(status, project=None, lead=None, accompanier=None):
    """A milestone brought to `status` by the acts that lead there."""
    milestone = MilestoneFactory(project=project) if project else MilestoneFactory()
    lead = lead or lead_of(milestone.project)
    accompanier = accompanier or accompanier_of(milestone.project)
    if status != MilestoneStatus.PENDING:
        submit_milestone(milestone, by=lead, text="Voici.")
    if status == MilestoneStatus.RETURNED:
        asked = [Asked(CorrectionReasons.INCOMPLETE, "Il manque…")]
        return_submission(milestone, by=accompanier, number=1, items=asked)
    if status in (MilestoneStatus.ACCEPTED, MilestoneStatus.REOPENED):
        accept_submission(milestone, by=accompanier, number=1)
    if status == MilestoneStatus.REOPENED:
        reopen_milestone(milestone, by=accompanier, reason="Le périmètre a changé.")
    milestone.refresh_from_db()
    return milestone


def pdf_upload(name="rapport.pdf", *, title="Rapport"):
    """A small real PDF, as a browser would send it."""
    return SimpleUploadedFile(name, pdf(title, ["Une page."]), content_type="application/pdf")


A_PROJECT = {
    "name": "Espace de Montclair",
    "territory": "Montclair et environs",
    "holder": "Communauté du Val Clair",
    "surroundings": "rural",
    "sector": "public",
    "stage": "opportunity",
    "summary": "Deux cents mètres carrés au-dessus de la poste.",
    "first_name": "Hélène",
    "last_name": "Marchais",
    "email": "helene@valclair.example",
    "phone": "01 99 00 12 34",
}


def application_at(status=ApplicationStatus.RECEIVED, *, staff=None, **given):
    """An application brought to `status` by the acts that lead there."""
    application = submit_application(language="fr", **A_PROJECT | given)
    staff = staff or (
        staff_member() if status not in (ApplicationStatus.RECEIVED, ApplicationStatus.WITHDRAWN) else None
    )
    if status in (ApplicationStatus.MORE_ASKED, ApplicationStatus.ANSWERED):
        ask_for_more(application, by=staff, seen=1, text="Et la commune ?")
    if status == ApplicationStatus.ANSWERED:
        answer_application(application, text="Elle est d’accord.")
    if status == ApplicationStatus.TAKEN_IN:
        take_in_application(application, by=staff, seen=1)
    if status == ApplicationStatus.DECLINED:
        decline_application(application, by=staff, seen=1, reason="Hors de notre territoire.")
    if status == ApplicationStatus.WITHDRAWN:
        withdraw_application(application)
    application.refresh_from_db()
    return application


def staff_member(role=AssociationRoles.STAFF, **fields):
    """Somebody of the association."""
    person = PersonFactory(**fields)
    roles.grant(AssociationRole, person=person, role=role, by=None)
    return person


def opinion_asked(milestone=None, *, expert=None, text=False, due_in=10, by=None):
    """A request for an opinion on a milestone that was just submitted with two files; the first one is shared."""
    milestone = milestone or MilestoneFactory()
    if not milestone.submissions.exists():
        lead = lead_of(milestone.project)
        drafts = [add_draft_file(milestone, owner=lead, upload=pdf_upload(name)) for name in ("un.pdf", "deux.pdf")]
        submit_milestone(milestone, by=lead, text="Message du porteur.", pieces=drafts)
        milestone.refresh_from_db()
    return ask_opinion(
        milestone,
        by=by or accompanier_of(milestone.project),
        expert=expert or PersonFactory(),
        question="Le modèle économique tient-il ?",
        due_on=timezone.localdate() + timedelta(days=due_in),
        pieces=milestone.submissions.last().deliverables.all()[:1],
        shares_text=text,
    )
