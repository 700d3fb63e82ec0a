"""The working groups of the demonstration: the four of 2013 and the joint reflection, a first specification each."""

from datetime import timedelta

from django.utils import timezone

from portal import roles
from portal.demo import talk
from portal.demo.specifications import COWORKING, FITTING_OUT, ICT, INCUBATORS, RURAL, SIGNS, text, to_do
from workgroups.actions import create_specification, put_aside
from workgroups.enums import Access, GroupRoles
from workgroups.models import GroupRole, WorkingGroup

FACILITATOR, EDITOR = GroupRoles.FACILITATOR, GroupRoles.EDITOR
COMMENTER, READER = GroupRoles.COMMENTER, GroupRoles.READER

GROUPS = [
    {
        "slug": "specifications",
        "name": "Les spécifications d’un télécentre et espace de coworking",
        "aim": "Dire ce qu’un télécentre doit offrir pour que l’on puisse y travailler comme dans n’importe quel autre "
        "lieu du réseau.",
        "description": "Un salarié qui réserve un bureau à l’autre bout du département doit savoir ce qu’il y "
        "trouvera. "
        "Le groupe décrit les espaces, les services et les règles d’accueil communs à tous les lieux, puis ce que "
        "chacun reste libre d’ajouter.\n\nIl réunit des collectivités qui ouvrent un lieu, des entreprises qui y "
        "enverront leurs équipes et des indépendants qui y travaillent déjà. Ses spécifications serviront aux "
        "cahiers des charges des études et à l’évaluation des projets accompagnés.",
        "access": Access.ON_REQUEST,
        "people": {
            "facilitator": FACILITATOR,
            "editor": EDITOR,
            "editor2": EDITOR,
            "commenter": COMMENTER,
            "expert": COMMENTER,
            "reader": READER,
        },
        "specification": ("Spécifications d’un télécentre et espace de coworking", "TEL", COWORKING),
        "aside": ("Signalétique d’un télécentre", "SIG", SIGNS),
    },
    {
        "slug": "bonnes-pratiques-tic",
        "name": "Les bonnes pratiques TIC dans un télécentre",
        "aim": "Garantir à chacun une connexion, une impression et une visioconférence sûres, sans assistance sur "
        "place.",
        "description": "Le numérique est la première raison de venir dans un télécentre, et la première cause de "
        "départ quand il fait défaut. Le groupe rassemble ce qui marche : raccordement à la fibre, réseaux séparés, "
        "salles de visioconférence que l’on démarre d’un geste, assistance à distance.\n\nSon travail prendra la forme "
        "d’un guide et de spécifications courtes, vérifiables par un responsable de lieu qui n’est pas informaticien.",
        "access": Access.OPEN,
        "people": {"expert": FACILITATOR, "editor": EDITOR, "facilitator": EDITOR, "member": READER},
        "specification": ("Bonnes pratiques TIC d’un télécentre", "TIC", ICT),
    },
    {
        "slug": "amenagement",
        "name": "L’aménagement d’un télécentre",
        "aim": "Donner à chaque lieu des espaces où l’on se concentre, se rencontre et se repose, accessibles à tous.",
        "description": "Bureaux individuels, espaces partagés, salles de réunion, coin repas : l’équilibre entre "
        "calme et "
        "échanges fait la qualité d’un lieu. Le groupe travaille sur les surfaces, l’acoustique, la lumière, le "
        "mobilier et l’accessibilité, à partir de plans commentés.",
        "access": Access.ON_REQUEST,
        "people": {"editor2": FACILITATOR, "lead": EDITOR, "commenter": COMMENTER, "reader": READER},
        "specification": ("Aménagement : surfaces, confort et accessibilité", "AME", FITTING_OUT),
        "to_do": "lead",
    },
    {
        "slug": "semi-urbain-et-rural",
        "name": "Le télécentre et coworking en milieu semi-urbain et rural",
        "aim": "Trouver le modèle qui fait vivre un lieu là où les usagers sont moins nombreux et plus dispersés.",
        "description": "Loin des gares, un télécentre ne vit pas des seuls bureaux : il devient un lieu "
        "multiservice, avec la formation à distance, des permanences, parfois la télémédecine. Le groupe décrit ces "
        "combinaisons, leurs coûts et les partenaires qu’elles demandent.",
        "access": Access.OPEN,
        "people": {"lead2": FACILITATOR, "lead": EDITOR, "expert": COMMENTER, "member": READER},
        "specification": ("Le télécentre multiservice en milieu rural", "RUR", RURAL),
    },
    {
        "slug": "pepinieres",
        "name": "Pépinières d’entreprises et télécentres",
        "aim": "Réflexion commune : faire d’une pépinière et d’un télécentre voisins deux étapes d’un même parcours.",
        "description": "L’association prend part à cette réflexion avec des responsables de pépinières. Une jeune "
        "entreprise qui quitte sa pépinière a encore besoin de bureaux souples ; un télécentre a besoin de résidents "
        "réguliers. Que peut-on partager : accueil, salles, animation, tarifs ?",
        "access": Access.INVITED,
        "people": {"staff": FACILITATOR, "facilitator": EDITOR, "member": COMMENTER},
        "specification": ("Pépinière et télécentre : ce qui se partage", "PEP", INCUBATORS),
    },
]


def load(people):
    """Makes the groups, their people and their first documents; `people`: the demonstration's accounts by name."""
    for position, described in enumerate(GROUPS, start=1):
        group = WorkingGroup.objects.create(
            position=position, **{name: described[name] for name in ("slug", "name", "aim", "description", "access")}
        )
        since = timezone.now() - timedelta(days=90 - 10 * position)
        for name, role in described["people"].items():
            roles.grant(GroupRole, anchor=group, person=people[name], role=role, by=people["staff"], since=since)
        title, code_prefix, content = described["specification"]
        writer = next(name for name, role in described["people"].items() if role == FACILITATOR)
        threads = {}
        if content is COWORKING:
            content, threads = talk.marked(content, people)
        if named := described.get("to_do"):
            content = text(*content["content"], to_do("À relire avec ", people[named], " avant la prochaine réunion."))
        made = create_specification(group, title=title, code_prefix=code_prefix, by=people[writer], content=content)
        if threads:
            talk.load(made.document, threads, people)
        if aside := described.get("aside"):
            title, code_prefix, content = aside
            made = create_specification(group, title=title, code_prefix=code_prefix, by=people[writer], content=content)
            put_aside(made, by=people[writer])
