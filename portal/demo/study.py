"""What surrounds a study, in the fictional project: meetings, a brief, a funding plan, consultancies, contacts.

The model of a study brief is the association's own; everything else here is invented.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from portal import coediting
from portal.demo.specifications import h, p, text
from projects.actions import begin_brief, begin_minutes, begin_model, keep_version, save_funding
from projects.enums import FundingKinds, FundingStates, OfferOutcomes, Presences
from projects.models import (
    Consultancy,
    Decision,
    FundingLine,
    MeetingGuest,
    Project,
    ProjectContact,
    SteeringMeeting,
)
from projects.usual_brief import SECTIONS

AGENDA = "Point sur la consultation des bureaux d’études\nCalendrier de l’étude\nFinancement"


def load(people):
    """Fills the fictional project; no mail leaves."""
    project, staff = Project.objects.get(slug="valfleury"), people["staff"]
    lead = project.roles.get(role="lead").person
    _model(staff)
    brief = begin_brief(project, by=staff)
    keep_version(brief, by=staff, name="Envoyée aux bureaux d’études")
    _contacts(project)
    _consultancies(project)
    _funding(project, lead)
    _meetings(project, staff, lead)


def _model(staff):
    model = begin_model(by=staff)
    content = text(
        p(
            "Modèle de l’association : cahier des charges pour la réalisation des études. "
            "Adaptez-le à votre territoire."
        ),
        *(part for title, words in SECTIONS for part in (h(1, title), p(words))),
    )
    coediting.replace_content(model.document, content, by=staff)


def _contacts(project):
    for name, function, organisation, email in [
        ("Odile Sarrazin (fictif)", "Maire, pilote le projet", "Valfleury (fictif)", "mairie.valfleury@it77.example"),
        ("Karim Lefort (fictif)", "Instruit la demande d’aide", "Région (fictif)", "k.lefort@example.org"),
    ]:
        ProjectContact.objects.create(
            project=project, name=name, function=function, organisation=organisation, email=email
        )


def _consultancies(project):
    consulted = timezone.localdate() - timedelta(days=60)
    for name, amount, outcome, reason in [
        (
            "Atelier des Lieux (fictif)",
            "24500.00",
            OfferOutcomes.RETAINED,
            "Connaît les petites communes ; équipe complète.",
        ),
        (
            "Cabinet Horizon (fictif)",
            "31200.00",
            OfferOutcomes.DISCARDED,
            "Offre plus chère, sans volet économique.",
        ),
        ("Études et Territoires (fictif)", None, OfferOutcomes.CONSULTED, ""),
    ]:
        Consultancy.objects.create(
            project=project,
            name=name,
            amount=Decimal(amount) if amount else None,
            consulted_on=consulted,
            outcome=outcome,
            reason=reason,
        )


def _funding(project, lead):
    today = timezone.localdate()
    lines = [
        FundingLine(source="Commune de Valfleury (fictif)", kind=FundingKinds.OWN, asked=Decimal("4500")),
        FundingLine(
            source="Région (montant fictif)",
            kind=FundingKinds.REGION,
            state=FundingStates.GRANTED,
            asked=Decimal("12000"),
            asked_on=today - timedelta(days=90),
            granted=Decimal("10000"),
            granted_on=today - timedelta(days=20),
        ),
        FundingLine(
            source="État (montant fictif)",
            kind=FundingKinds.STATE,
            state=FundingStates.ASKED,
            asked=Decimal("10500"),
            asked_on=today - timedelta(days=30),
        ),
    ]
    note = "Montants fictifs, pour la démonstration."
    save_funding(project, by=lead, version=0, total_cost=Decimal("24500"), note=note, lines=lines)


def _meetings(project, staff, lead):
    held = _meeting(project, staff, days=-21, place="Mairie de Valfleury (fictif)")
    for person, presence in [(lead, Presences.PRESENT), (staff, Presences.PRESENT)]:
        MeetingGuest.objects.create(meeting=held, person=person, presence=presence)
    MeetingGuest.objects.create(meeting=held, name="Karim Lefort (fictif)", presence=Presences.EXCUSED)
    begin_minutes(held, by=staff)
    today = timezone.localdate()
    Decision.objects.create(
        meeting=held, text="Consulter un troisième bureau d’études.", person=lead, due_on=today - timedelta(days=2)
    )
    Decision.objects.create(
        meeting=held,
        text="Transmettre le plan de financement à la Région.",
        person=staff,
        due_on=today - timedelta(days=10),
        done_at=timezone.now() - timedelta(days=12),
        done_by=staff,
    )
    coming = _meeting(project, staff, days=16, place="Mairie de Valfleury (fictif)")
    for person in (lead, staff):
        MeetingGuest.objects.create(meeting=coming, person=person)


def _meeting(project, staff, *, days, place):
    day = timezone.localdate() + timedelta(days=days)
    starts_at = timezone.make_aware(datetime.combine(day, time(14)))
    return SteeringMeeting.objects.create(
        project=project,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place=place,
        agenda=AGENDA,
        created_by=staff,
        created_at=starts_at - timedelta(days=20),
    )
