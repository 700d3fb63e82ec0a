"""A fictional project whose submissions need the director's visa; one is waiting for it."""

from django.core.files.base import ContentFile

from portal import roles
from portal.people.actions import know_person
from projects.actions import add_draft_file, ask_visa
from projects.asked import asked_at
from projects.enums import ProjectRoles, Stages, Surroundings
from projects.models import ProjectRole

from .pieces import pdf

SLUG = "ormeval"
LEAD = "mairie.ormeval@it77.example"
SUMMARY = "Projet fictif : ses dépôts partent une fois visés par la directrice ; l’un d’eux l’attend."


def load(demo):
    """`demo` lays projects as `portal.demo.projects` does; the director is one of the accounts."""
    demo.leads[SLUG] = know_person(email=LEAD, first_name="Rémi", last_name="Castel (fictif)")
    project = demo.project(
        SLUG, "Télécentre d’Ormeval (fictif)", "", "Ormeval (fictif)", Surroundings.RURAL, Stages.DECISION
    )
    demo.accept(project, 2)
    demo.expect(project, in_days=9)
    given = {"anchor": project, "person": demo.people["director"], "role": ProjectRoles.DIRECTOR}
    roles.grant(ProjectRole, **given, by=demo.staff, since=project.created_at)
    demo.date_history(project)
    milestone, lead = demo.current(project), demo.leads[SLUG]
    piece = ContentFile(pdf(milestone.title, [project.name, "", "Pièce fictive de la démonstration."]), name="note.pdf")
    draft = add_draft_file(milestone, owner=lead, upload=piece)
    here = asked_at(milestone)
    answers = {one.public_id: ("yes", "") for one in [*here.pieces, *here.questions]}
    text = "Bonjour,\n\nVoici notre dépôt ; le conseil municipal en a pris connaissance."
    ask_visa(milestone, by=lead, text=text, pieces=[draft], answers=answers)
