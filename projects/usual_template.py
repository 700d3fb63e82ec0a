"""The association's usual course of a study, as a template to begin with: afterwards it is kept in the back office.

It is content, in the association's language, not in the catalogue. The working days are those of the association's
own practice: about a year from the note to the decision.
"""

from .actions import PlannedTemplateMilestone, save_template
from .enums import CountedFrom, Stages
from .models import ChecklistItem, CourseTemplate, ExpectedDeliverable, TemplateMilestone

NAME = "Parcours habituel d’une étude"
DESCRIPTION = "De la note d’opportunité à l’ouverture, pour une étude accompagnée par l’association."
BRIEF = "Cahier des charges de l’étude"  # the milestone that offers the model of the study brief
OPTIONAL = " ?"  # ends the titles of what is welcome and not required

# Stage, title, instructions, working days after the milestone before (None: no date), pieces, points of the checklist.
# A piece or a point that ends with " ?" is optional.
USUAL_COURSE = [
    (
        Stages.OPPORTUNITY,
        "Note d’opportunité",
        "Deux à quatre pages : le territoire, les besoins pressentis, les partenaires déjà rencontrés, les lieux "
        "envisagés.\nJoignez si possible un plan de situation.",
        20,
        ["Note d’opportunité", "Plan de situation ?"],
        ["Les communes concernées ont été rencontrées", "Au moins un lieu envisagé est décrit"],
    ),
    (
        Stages.STUDY,
        BRIEF,
        "Partez du modèle de l’association et adaptez-le à votre territoire : périmètre, questions posées au bureau "
        "d’études, calendrier, budget.",
        30,
        ["Cahier des charges"],
        ["Le périmètre de l’étude est délimité", "Le budget est voté ou inscrit"],
    ),
    (
        Stages.STUDY,
        "Consultation des bureaux d’études",
        "L’avis de consultation, la liste des bureaux d’études consultés et le rapport d’analyse des offres.",
        40,
        ["Avis de consultation", "Liste datée des bureaux d’études consultés", "Rapport d’analyse des offres"],
        ["Au moins trois bureaux d’études ont été consultés", "Les candidats non retenus ont été prévenus ?"],
    ),
    (
        Stages.STUDY,
        "Diagnostic des besoins",
        "Le rapport de diagnostic : entretiens avec les entreprises et les habitants, déplacements domicile-travail, "
        "offre existante.\nUne synthèse de deux pages suffit pour le comité de pilotage.",
        60,
        ["Rapport de diagnostic", "Synthèse de deux pages ?"],
        ["Des entreprises et des habitants ont été entendus", "L’offre existante est recensée"],
    ),
    (
        Stages.STUDY,
        "Faisabilité et modèle économique",
        "Les scénarios étudiés, leur coût d’investissement et de fonctionnement, le modèle économique retenu.",
        45,
        ["Rapport de faisabilité", "Tableau des coûts de chaque scénario"],
        ["Au moins deux scénarios sont comparés"],
    ),
    (
        Stages.STUDY,
        "Restitution au comité de pilotage",
        "Le support de présentation et le compte rendu de la séance.",
        15,
        ["Support de présentation", "Compte rendu de la séance"],
        [],
    ),
    (
        Stages.DECISION,
        "Décision",
        "La délibération ou la décision de la structure porteuse.",
        30,
        ["Délibération ou décision"],
        [],
    ),
    (
        Stages.WORKS,
        "Travaux",
        "Le calendrier des travaux et le plan d’aménagement.",
        None,
        ["Calendrier des travaux", "Plan d’aménagement"],
        ["L’accessibilité aux personnes handicapées est prévue"],
    ),
    (
        Stages.OPENED,
        "Ouverture",
        "La date d’ouverture, les horaires, les tarifs et les services proposés.",
        None,
        [],
        ["Les horaires et les tarifs sont affichés"],
    ),
]


def load_usual_template(*, study_brief=None):
    """The usual course as a template, made where none of this name is there yet; returns it.

    `study_brief` is the model document offered where the study brief is asked.
    """
    if kept := CourseTemplate.objects.filter(name=NAME).first():
        return kept
    template = CourseTemplate(name=NAME, description=DESCRIPTION)
    milestones = []
    for stage, title, instructions, offset, pieces, questions in USUAL_COURSE:
        milestone = TemplateMilestone(
            stage=stage,
            title=title,
            instructions=instructions,
            offset=offset,
            counted_from=CountedFrom.PREVIOUS if milestones else CountedFrom.START,
        )
        lines = [*_lines(ExpectedDeliverable, pieces), *_lines(ChecklistItem, questions)]
        documents = [study_brief] if study_brief and title == BRIEF else []
        milestones.append(PlannedTemplateMilestone(milestone, lines, model_documents=documents))
    return save_template(template, milestones=milestones)


def _lines(model, titles):
    for title in titles:
        yield model(title=title.removesuffix(OPTIONAL), is_required=not title.endswith(OPTIONAL))
