"""Projects, their milestones and who is who in them."""

from datetime import timedelta

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal import roles
from portal.demo.pieces import pdf
from projects.actions import (
    accept_submission,
    add_draft_file,
    ask_opinion,
    reopen_milestone,
    return_submission,
    submit_milestone,
)
from projects.enums import CorrectionReasons, MilestoneStatus, ProjectRoles
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
    order = factory.Sequence(lambda number: number + 1)
    title = "Diagnostic des besoins"
    instructions = "Le rapport de diagnostic."


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
        return_submission(milestone, by=accompanier, number=1, reason=CorrectionReasons.INCOMPLETE, text="Il manque…")
    if status in (MilestoneStatus.ACCEPTED, MilestoneStatus.REOPENED):
        accept_submission(milestone, by=accompanier, number=1)
    if status == MilestoneStatus.REOPENED:
        reopen_milestone(milestone, by=accompanier, reason="Le périmètre a changé.")
    milestone.refresh_from_db()
    return milestone


def pdf_upload(name="rapport.pdf", *, title="Rapport"):
    """A small real PDF, as a browser would send it."""
    return SimpleUploadedFile(name, pdf(title, ["Une page."]), content_type="application/pdf")


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
