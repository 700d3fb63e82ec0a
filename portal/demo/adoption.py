"""What the demonstration's groups have adopted, and what they show for comment: walked there by the real actions."""

from datetime import timedelta

from django.utils import timezone

from portal.demo.specifications import h, items, p, requirement, text
from portal.versions import version_of
from workgroups.actions import (
    answer_comment,
    cast_ballot,
    change_plan,
    close_consultation,
    close_vote,
    comment,
    create_specification,
    index_texts,
    open_consultation,
    open_vote,
    plan_consultation,
    publish_erratum,
)
from workgroups.enums import Answers, Audience, Choices, SpecificationKinds, VoteModes
from workgroups.models import AdoptedVersion, WorkingGroup
from workgroups.people import facilitators_of, voters_of

MANDATORY, RECOMMENDED, OPTIONAL = "mandatory", "recommended", "optional"

NETWORK = text(
    h(1, "Objet"),
    p(
        "Ce référentiel dit ce qui rend un lieu interopérable avec les autres lieux du réseau : celui qui en connaît "
        "un peut travailler dans tous. Chaque exigence se vérifie sur place, par quelqu’un qui n’a pas conçu le lieu."
    ),
    h(1, "Venir et entrer"),
    requirement(
        MANDATORY,
        "Les places libres et leur prix sont visibles en ligne, sans créer de compte.",
        "Chercher une place pour le lendemain depuis un téléphone, sans se connecter.",
        "C’est la première question de qui ne connaît pas le lieu.",
    ),
    requirement(
        MANDATORY,
        "Une carte ou un code pris dans un lieu du réseau ouvre la porte de tous les autres.",
        "Se présenter avec le code d’un autre lieu, un jour ouvré à 8 h 30.",
        "Sans cela, chaque lieu reste une île.",
    ),
    requirement(
        RECOMMENDED,
        "La confirmation de réservation dit comment venir, où se garer et comment entrer.",
        "Lire la confirmation reçue.",
        "Un premier jour réussi se prépare la veille.",
    ),
    h(1, "Se connecter"),
    requirement(
        MANDATORY,
        "Le lieu est raccordé à la fibre, et une seconde arrivée prend le relais en moins d’une minute.",
        "Débrancher la première arrivée pendant une visioconférence.",
        "Une coupure d’une heure fait perdre un usager pour toujours.",
    ),
    requirement(
        MANDATORY,
        "Les appareils de deux usagers ne se voient pas sur le réseau sans fil.",
        "Chercher, depuis un ordinateur, celui du voisin.",
        "Les salariés de deux entreprises concurrentes partagent la même salle.",
    ),
    requirement(
        OPTIONAL,
        "Un poste prêt à l’emploi est disponible pour qui vient sans ordinateur.",
        "S’y asseoir et ouvrir sa messagerie en moins de cinq minutes.",
        "Il dépanne, et il accueille les formations.",
    ),
    h(1, "Travailler"),
    requirement(
        MANDATORY,
        "Une conversation tenue à voix normale dans un bureau fermé ne se comprend pas depuis l’espace partagé.",
        "Porte fermée, à deux : l’un lit un texte que l’autre ne connaît pas.",
        "Les ressources humaines, la santé et la banque n’iront nulle part ailleurs.",
    ),
    requirement(
        RECOMMENDED,
        "Il y a une cabine d’appel pour dix postes.",
        "Compter.",
        "Le bruit des appels est la première plainte.",
    ),
)

WELCOME = text(
    h(1, "Avant la première visite"),
    p("Un message la veille : l’adresse, le code, qui accueille, et une photographie de l’entrée."),
    h(1, "Le premier quart d’heure"),
    items(
        "Montrer le poste, la cabine d’appel, la cuisine et la sortie de secours ;",
        "connecter l’ordinateur ensemble, sans laisser la personne chercher ;",
        "dire les trois règles de vie, pas davantage.",
    ),
    h(1, "Le lendemain"),
    p("Demander ce qui a manqué. La réponse vaut un sondage entier."),
)


def load(people):
    """One adopted framework with an erratum, one guide open for comment, one specification whose consultation is
    planned; `people`: the demonstration's accounts."""
    groups = {group.slug: group for group in WorkingGroup.objects.all()}
    _adopted(groups["specifications"], people)
    _in_consultation(groups["bonnes-pratiques-tic"], people)
    _planned(groups["amenagement"], people)
    index_texts()


def _adopted(group, people):
    facilitator = people["facilitator"]
    made = create_specification(
        group, title="Référentiel d’interopérabilité du réseau", code_prefix="RES", by=facilitator, content=NETWORK
    )
    consultation = open_consultation(made, ends_on=_in(14), audience=Audience.GROUP, by=facilitator)
    asked = comment(
        consultation,
        text="À quel étage du réseau se fait le relais : le lieu ou l’opérateur ?",
        anchor="RES-004",
        by=people["commenter"],
    )
    other = comment(consultation, text="Exiger aussi une salle de sport ?", by=people["reader"])
    answer_comment(asked, answer=Answers.PARTLY, reason="Le moyen de vérification le dit.", by=people["editor"])
    answer_comment(
        other, answer=Answers.REFUSED, reason="Ce n’est pas affaire d’interopérabilité.", by=people["editor"]
    )
    close_consultation(consultation, by=facilitator)
    # By the staff, who may publish: the article about the adoption stands among the news at once.
    vote = open_vote(made, mode=VoteModes.VOTE, ends_on=_in(14), quorum=50, by=people["staff"])
    for voter in voters_of(group):
        cast_ballot(vote, choice=Choices.ABSTAIN if voter == people["expert"] else Choices.FOR, by=voter)
    close_vote(vote, by=facilitator)
    version = AdoptedVersion.objects.get(vote=vote)
    publish_erratum(
        version,
        text="Dans le moyen de vérification, lire « un jour ouvré entre 8 h et 19 h » au lieu de « à 8 h 30 ».",
        anchor="RES-002",
        by=facilitator,
    )


def _in_consultation(group, people):
    facilitator = people["expert"]
    guide = create_specification(
        group, kind=SpecificationKinds.GUIDE, title="Accueillir une première visite", by=facilitator, content=WELCOME
    )
    consultation = open_consultation(
        guide,
        ends_on=_in(21),
        audience=Audience.EVERYBODY,
        question="Vous accueillez, ou vous avez été accueilli : qu’avez-vous vu ailleurs qui manque ici ?",
        by=facilitator,
    )
    comment(
        consultation,
        text="Ajouter le plan des places de vélo : c’est par là que j’arrive.",
        anchor="section-1",
        by=people["member"],
    )
    said = comment(consultation, text="Trois règles, c’est juste ce qu’il faut.", anchor="section-2", by=people["lead"])
    answer_comment(said, answer=Answers.ACCEPTED, reason="", by=people["editor"])


def _planned(group, people):
    """Shown from next week on; with more time than was planned first."""
    facilitator = facilitators_of(group).first() or people["facilitator"]
    specification = group.specifications.first()
    days = {"starts_on": _in(7), "audience": Audience.EVERYBODY, "question": "Que manque-t-il dans votre lieu ?"}
    plan = plan_consultation(specification, ends_on=_in(21), by=facilitator, **days)
    change_plan(plan, ends_on=_in(28), version=version_of(plan), by=facilitator, **days)


def _in(days):
    return timezone.localdate() + timedelta(days=days)
