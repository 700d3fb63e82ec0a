"""The texts of the demonstration's specifications, as the editor keeps them (ProseMirror JSON)."""


def words(*runs):
    """Runs of text; a pair `("bold", text)` carries a mark."""
    marked = [run if isinstance(run, tuple) else (None, run) for run in runs]
    return [{"type": "text", "text": text, **({"marks": [{"type": mark}]} if mark else {})} for mark, text in marked]


def p(*runs):
    return {"type": "paragraph", "content": words(*runs)}


def h(level, text):
    return {"type": "heading", "attrs": {"level": level}, "content": words(text)}


def items(*texts, kind="bulletList"):
    return {"type": kind, "content": [{"type": "listItem", "content": [p(text)]} for text in texts]}


def steps(*texts):
    return items(*texts, kind="orderedList")


def quote(text):
    return {"type": "blockquote", "content": [p(text)]}


def table(*rows):
    """A table whose first row is its header."""

    def row(cells, kind):
        return {"type": "tableRow", "content": [{"type": kind, "content": [p(cell)]} for cell in cells]}

    return {
        "type": "table",
        "content": [row(rows[0], "tableHeader"), *(row(cells, "tableCell") for cells in rows[1:])],
    }


def requirement(level, statement, check, rationale):
    """A requirement; its code comes from the specification."""
    parts = (("requirementStatement", statement), ("requirementCheck", check), ("requirementRationale", rationale))
    return {
        "type": "requirement",
        "attrs": {"id": None, "code": None, "level": level},
        "content": [{"type": kind, "content": [p(words_)]} for kind, words_ in parts],
    }


def to_do(before, person, after):
    """A list of one thing to do, for a person who is mentioned in it."""
    mention = {"type": "mention", "attrs": {"person": str(person.public_id), "label": str(person)}}
    line = {"type": "paragraph", "content": [*words(before), mention, *words(after)]}
    return {
        "type": "taskList",
        "content": [{"type": "taskItem", "attrs": {"checked": False}, "content": [line]}],
    }


def text(*blocks):
    return {"type": "doc", "content": list(blocks)}


COWORKING = text(
    h(1, "Objet et portée"),
    p(
        "Ce document dit ce qu’un télécentre ou un espace de coworking doit offrir pour porter le nom de ",
        ("bold", "lieu interopérable"),
        " du réseau : une personne qui en connaît un doit pouvoir travailler dans tous les autres sans rien "
        "réapprendre.",
    ),
    p(
        "Il s’adresse aux collectivités et aux entreprises qui ouvrent un lieu, aux bureaux d’études qui le conçoivent "
        "et aux accompagnateurs qui suivent les projets. Il ne remplace pas le cahier des charges pour la réalisation "
        "des études, qui est un autre document."
    ),
    h(2, "Pour qui travaille-t-on ?"),
    items(
        "Les salariés des grandes, moyennes et petites entreprises, un à trois jours par semaine ;",
        "les agents des collectivités et des services de l’État ;",
        "les créateurs d’entreprise, les professions libérales et les indépendants ;",
        "les nomades, commerciaux ou consultants, souvent pour une heure entre deux rendez-vous.",
    ),
    h(2, "Comment lire une spécification"),
    p("Chaque point porte un niveau. Il se vérifie sur place ou sur pièces, par quelqu’un qui n’a pas conçu le lieu."),
    table(
        ["Niveau", "Ce que cela veut dire", "Si le point n’est pas tenu"],
        ["Obligatoire", "Sans ce point, le lieu ne peut pas rejoindre le réseau.", "L’ouverture est reportée."],
        [
            "Recommandé",
            "Le point est tenu, ou une bonne raison dit pourquoi il ne l’est pas.",
            "La raison est publiée.",
        ],
        ["Facultatif", "Un plus, qui distingue le lieu.", "Rien."],
    ),
    h(1, "Les espaces"),
    p("Le lieu offre au moins les espaces suivants, chacun identifié sur un plan affiché à l’entrée."),
    table(
        ["Espace", "Minimum", "Niveau"],
        ["Bureaux individuels fermés", "2 bureaux, porte pleine, 9 m² chacun", "Obligatoire"],
        ["Espace partagé", "8 postes, 5 m² par poste", "Obligatoire"],
        ["Salle de réunion", "1 salle de 6 à 8 places avec visioconférence", "Obligatoire"],
        ["Cabine d’appel", "1 pour 10 postes", "Recommandé"],
        ["Salle de formation", "1 salle de 15 places, modulable", "Facultatif"],
        ["Coin repas", "Eau, réfrigérateur, de quoi réchauffer un plat", "Obligatoire"],
        ["Salon", "Un endroit où l’on ne travaille pas", "Recommandé"],
    ),
    h(2, "Confidentialité"),
    p(
        "Une conversation tenue à voix normale dans un bureau fermé ne se comprend pas depuis l’espace partagé. "
        "La vérification se fait porte fermée, à deux, l’un lisant un texte que l’autre ne connaît pas."
    ),
    h(2, "Accessibilité"),
    p(
        "Tous les espaces ouverts aux usagers sont de plain-pied ou desservis par un ascenseur, sanitaires compris. "
        "Un poste au moins, dans l’espace partagé et dans la salle de réunion, convient à une personne en fauteuil."
    ),
    h(1, "Les services"),
    h(2, "Accueil et horaires"),
    items(
        "Le lieu est ouvert au moins de 8 h à 19 h les jours ouvrés.",
        "Quelqu’un est joignable pendant ces heures, sur place ou à distance, en moins de dix minutes.",
        "La première visite comprend un accueil : plan, réseau, règles de vie, sécurité incendie.",
    ),
    h(2, "Réservation"),
    steps(
        "L’usager voit en ligne les places libres et leur prix, sans créer de compte.",
        "Il réserve à l’heure, à la demi-journée ou au mois.",
        "Il reçoit une confirmation qui dit comment venir, où se garer et comment entrer.",
        "Une carte ou un code pris dans un lieu du réseau ouvre la porte de tous les autres.",
    ),
    h(2, "Stationnement et mobilité"),
    p(
        "Un abri fermé pour vélos est obligatoire. Le lieu indique le temps de marche depuis l’arrêt de transport le "
        "plus proche ; au-delà de quinze minutes, il prévoit des places de stationnement et de covoiturage."
    ),
    h(1, "Points encore ouverts"),
    quote("Faut-il exiger une salle de visioconférence dans un lieu de moins de dix postes ? À trancher en réunion."),
    items(
        "Tarif commun pour les salariés en déplacement d’un lieu à l’autre ;",
        "durée minimale de l’engagement d’une entreprise qui loue plusieurs postes ;",
        "mesure du bruit : avec quel appareil, à quelle heure ?",
    ),
)

ICT = text(
    h(1, "Raccordement"),
    p(
        "Le lieu est raccordé à la fibre. Une seconde arrivée, par un autre opérateur ou par le réseau mobile, prend "
        "le "
        "relais en moins d’une minute ; elle est essayée une fois par mois et l’essai est noté."
    ),
    table(
        ["Usage", "Débit par personne", "Niveau"],
        ["Messagerie, documents partagés", "5 Mbit/s", "Obligatoire"],
        ["Visioconférence", "10 Mbit/s dans les deux sens", "Obligatoire"],
        ["Transfert de gros fichiers", "50 Mbit/s", "Recommandé"],
    ),
    h(1, "Réseau sans fil"),
    items(
        "Chaque usager a son propre code, retiré à la fin de sa réservation.",
        "Les appareils de deux usagers ne se voient pas.",
        "Le réseau des visiteurs est séparé de celui du lieu (caisse, portes, imprimantes).",
        "La couverture est mesurée à chaque poste, porte fermée.",
    ),
    h(1, "Salle de visioconférence"),
    steps(
        "L’écran s’allume à l’entrée dans la salle.",
        "Un seul câble, ou aucun, relie l’ordinateur de l’usager.",
        "Une fiche d’une page, avec photographies, suffit à démarrer une réunion.",
    ),
    h(1, "Impression et assistance"),
    p(
        "Une impression ne sort que devant la personne qui l’a demandée. L’assistance répond à distance pendant les "
        "heures "
        "d’ouverture ; le numéro est affiché dans chaque bureau."
    ),
)

FITTING_OUT = text(
    h(1, "Partis d’aménagement"),
    p(
        "Un tiers calme, un tiers d’échanges, un tiers de services : ce partage des surfaces est un point de départ, "
        "que "
        "chaque projet adapte à son public et au bâtiment."
    ),
    table(
        ["Zone", "Part de la surface", "Ambiance"],
        ["Calme : bureaux, espace silencieux", "35 %", "On chuchote"],
        ["Échanges : espace partagé, réunion", "35 %", "On parle"],
        ["Services : accueil, repas, salon", "30 %", "On se rencontre"],
    ),
    h(1, "Confort"),
    h(2, "Lumière"),
    p("Aucun poste permanent n’est à plus de six mètres d’une fenêtre. Chaque poste a une lampe que l’on règle."),
    h(2, "Bruit"),
    items(
        "Plafond absorbant dans tous les espaces partagés ;",
        "circulation et machines à café hors de vue des zones calmes ;",
        "sols souples dans les couloirs.",
    ),
    h(1, "Accessibilité"),
    steps(
        "Cheminement de plain-pied depuis l’arrêt de transport et la place de stationnement réservée.",
        "Signalétique lisible et contrastée, doublée en relief à l’accueil.",
        "Boucle magnétique dans la salle de réunion.",
    ),
)

RURAL = text(
    h(1, "Le constat"),
    p(
        "La Seine-et-Marne couvre la moitié de l’Île-de-France. Dans ses bourgs, les temps de trajet sont les plus "
        "longs "
        "et les usagers d’un même lieu les plus dispersés : un télécentre y vit de plusieurs activités."
    ),
    h(1, "Le socle"),
    items(
        "Six postes au moins, dont un bureau fermé ;",
        "une salle de réunion que la commune utilise aussi le soir ;",
        "la fibre, ou la date à laquelle elle arrive.",
    ),
    h(1, "Les services à combiner"),
    table(
        ["Service", "Partenaire", "Ce qu’il demande au lieu"],
        ["Formation à distance", "Organisme de formation", "Une salle équipée, deux demi-journées par semaine"],
        ["Permanences administratives", "Collectivité, services publics", "Un bureau fermé et une attente"],
        ["Télémédecine", "Professionnels de santé", "Une pièce isolée, un réseau séparé"],
        ["Relais de colis et de paniers", "Commerçants, producteurs", "Un local fermé, accessible tard"],
    ),
    h(1, "Équilibre économique"),
    p(
        "Le plan de financement distingue ce que paient les usagers, ce que paient les partenaires et ce que la "
        "collectivité prend à sa charge. ",
        ("bold", "Le lieu doit tenir avec la moitié de ses postes occupés."),
    ),
)

INCUBATORS = text(
    h(1, "Deux lieux, un parcours"),
    p(
        "La pépinière accompagne une entreprise de sa création à ses premières années ; le télécentre accueille qui "
        "que ce soit, pour une heure ou pour un an. Voisins, ils peuvent se compléter au lieu de se concurrencer."
    ),
    h(1, "Ce qui peut se partager"),
    table(
        ["Ressource", "Apport de la pépinière", "Apport du télécentre"],
        ["Accueil", "Une équipe permanente", "Des horaires étendus"],
        ["Salles", "Salle de formation", "Visioconférence, réservation en ligne"],
        ["Animation", "Conseil aux créateurs", "Une communauté plus large"],
    ),
    h(1, "Questions à instruire ensemble"),
    items(
        "À quel tarif une entreprise sortant de pépinière devient-elle résidente du télécentre ?",
        "Qui porte le contrat quand l’accueil est commun ?",
        "Comment compter les emplois sans les compter deux fois ?",
    ),
    h(1, "Méthode"),
    steps(
        "Visiter deux lieux voisins et relever ce qui existe déjà.",
        "Écrire une convention type de partage.",
        "L’essayer un an, puis la proposer au réseau.",
    ),
)

SIGNS = text(
    h(1, "Objet"),
    p("Ce que l’on doit pouvoir lire depuis la rue, à l’entrée et dans les couloirs, sans avoir à demander."),
    h(1, "Questions ouvertes"),
    items("Faut-il un signe commun au réseau ?", "Qui paie les panneaux hors du bâtiment ?"),
)
