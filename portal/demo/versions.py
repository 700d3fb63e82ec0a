"""How the first specification of the demonstration came about: four moments by name, three kept by themselves."""

from copy import deepcopy
from datetime import timedelta

from django.utils import timezone

from portal import coediting
from portal.demo.specifications import h, p, requirement
from workgroups.actions import keep_version
from workgroups.enums import VersionKinds
from workgroups.models import Specification, Version

MANDATORY, RECOMMENDED, OPTIONAL = "mandatory", "recommended", "optional"

# When, and under which name by whom; the others were kept by themselves.
STAGES = [
    (41, "", ""),
    (34, "Premier jet, envoyé au groupe", "facilitator"),
    (27, "", ""),
    (20, "Après la réunion sur l’accueil", "editor"),
    (13, "", ""),
    (8, "Relu par Aïcha Benali", "editor2"),
    (2, "Pour la prochaine réunion", "facilitator"),
]
# What is said now, what was said instead, and until which stage.
SAID_OTHERWISE = [
    ("8 postes, 5 m² par poste", "6 postes, 4 m² par poste", 0),
    ("Le lieu est ouvert au moins de 8 h à 19 h", "Le lieu est ouvert de 9 h à 18 h", 1),
    (", sur place ou à distance, en moins de dix minutes.", ", sur place.", 2),
    ("1 salle de 6 à 8 places avec visioconférence", "1 salle de 6 places", 3),
    ("Il réserve à l’heure, à la demi-journée ou au mois.", "Il réserve à la demi-journée ou au mois.", 5),
]
ADDED_WITH = ("Stationnement et mobilité", 3)  # a heading and what it says, not there before that stage
QUESTION = (h(2, "Le samedi"), p("Faut-il ouvrir le samedi matin ? À trancher en réunion."))  # dropped with the same
PLACE = "Réservation"  # the requirements stand before this heading
# From which stage on, until which, and what it said.
REQUIREMENTS = {
    "accueilpremier": [
        (0, 2, RECOMMENDED, "Quelqu’un accueille les nouveaux usagers.", "Se présenter au lieu.", "Premier contact."),
        (
            3,
            9,
            MANDATORY,
            "Quelqu’un accueille chaque personne à sa première visite et lui remet un plan du lieu.",
            "Se présenter au lieu sans avoir prévenu, un jour ouvré.",
            "Un premier jour réussi décide du second.",
        ),
    ],
    "accueilcode": [
        (
            0,
            9,
            MANDATORY,
            "Un code pris dans un lieu du réseau ouvre la porte de tous les autres.",
            "Entrer avec le code d’un autre lieu, à 8 h 30.",
            "Sans cela, chaque lieu reste une île.",
        ),
    ],
    "accueilcafe": [
        (0, 4, OPTIONAL, "Le café est offert.", "En demander un.", "C’est l’usage dans les lieux visités."),
    ],
    "accueilvelo": [
        (
            3,
            9,
            MANDATORY,
            "Un abri à vélos fermé et couvert est à moins de cinquante mètres de l’entrée.",
            "Mesurer, et essayer la serrure.",
            "Un usager sur cinq vient à vélo.",
        ),
    ],
    "accueilsamedi": [
        (
            6,
            9,
            OPTIONAL,
            "Le lieu ouvre le samedi matin.",
            "Lire les horaires affichés.",
            "Les indépendants le demandent ; les petits lieux ne le peuvent pas tous.",
        ),
    ],
}


def load(people):
    """Writes the text of each stage and keeps it; `people`: the demonstration's accounts by name."""
    specification = Specification.objects.get(group__slug="specifications", code_prefix="TEL")
    present = coediting.as_json(specification.document)
    codes = {}
    for stage, (days, name, who) in enumerate(STAGES):
        writer = people[who or "editor"]
        coediting.rewrite(specification.document, as_it_was(present, stage, codes), by=writer)
        state = coediting.state(specification.document)
        codes = {node["attrs"]["id"]: node["attrs"].get("code") for node in _requirements(state.content)}
        if name:
            kept = keep_version(specification, name=name, by=writer)
        else:
            kept = Version.objects.create(
                specification=specification,
                kind=VersionKinds.AUTOMATIC,
                epoch=state.epoch,
                seq=state.seq,
                content=state.content,
            )
        Version.objects.filter(pk=kept.pk).update(at=_days_ago(days))


def as_it_was(present, stage, codes):
    """The text of a stage; `codes`: those that its requirements have already."""
    content = deepcopy(present)
    for now, before, until in SAID_OTHERWISE:
        if stage <= until:
            _reword(content, now, before)
    blocks = content["content"]
    title, since = ADDED_WITH
    if stage < since:
        place = _heading(blocks, title)
        blocks[place : place + 2] = deepcopy(QUESTION)
    place = _heading(blocks, PLACE)
    blocks[place:place] = [
        _with_code(requirement(*said), key, codes)
        for key, forms in REQUIREMENTS.items()
        for first, last, *said in forms
        if first <= stage <= last
    ]
    return content


def _with_code(block, key, codes):
    return block | {"attrs": block["attrs"] | {"id": key, "code": codes.get(key)}}


def _requirements(content):
    return [node for node in content["content"] if node["type"] == "requirement"]


def _heading(blocks, title):
    return next(
        place
        for place, block in enumerate(blocks)
        if block["type"] == "heading" and coediting.text({"type": "doc", "content": [block]}) == title
    )


def _reword(node, now, before):
    """Puts `before` in place of `now`, wherever it stands."""
    if now in node.get("text", ""):
        node["text"] = node["text"].replace(now, before)
    for child in node.get("content", []):
        _reword(child, now, before)


def _days_ago(days):
    return timezone.localtime().replace(hour=16, minute=5, second=0, microsecond=0) - timedelta(days=days)
