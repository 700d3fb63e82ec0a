"""News from the association's facts, and the announcements of its events."""

from datetime import date

from .pieces import IT77, bullets, call, figure, figures, heading, text

ARTICLES = [
    {
        "slug": "creation-de-l-association",
        "date": date(2012, 5, 14),
        "image": "round-table",
        "title": "Une association pour mailler le département",
        "intro": "Annoncée cet hiver, Initiatives Télécentres 77 est créée le 14 mai 2012.",
        "body": [
            text(
                "L’idée avait été rendue publique au tournant de l’année : doter la Seine-et-Marne du premier réseau "
                "départemental de télécentres d’Île-de-France. Il lui manquait une structure. C’est chose faite avec "
                "la création de l’association, qui réunit collectivités, grandes entreprises, acteurs locaux et experts.",
                "Le jour de l’assemblée de lancement, plus de quinze projets étaient déjà recensés dans le département, "
                "pour moitié urbains et pour moitié ruraux, d’après la presse de l’époque. L’enjeu n’est donc pas "
                "de susciter des envies : elles existent. Il est de faire en sorte que ces lieux, une fois ouverts, "
                "se répondent.",
            ),
            call("Les missions", "Quatre missions, et une priorité.", "/association/missions/", "Lire les missions"),
        ],
    },
    {
        "slug": "appel-a-projets-regional",
        "date": date(2012, 7, 31),
        "image": "fields",
        "title": "Appel à projets régional : de premiers lauréats",
        "intro": "La Région a désigné en juillet 2012 les premiers lauréats de son appel à projets « télécentres et "
        "espaces de coworking ».",
        "body": [
            text(
                "L’appel à projets de la Région Île-de-France vise les télécentres et les espaces de coworking. Sa "
                "première session a livré ses lauréats en juillet 2012, d’après la presse de l’époque.",
                "Pour un porteur de projet, répondre à un tel appel demande un dossier déjà mûr : un besoin démontré, un "
                "lieu, un modèle économique. C’est précisément ce que les études accompagnées construisent, "
                "jalon après jalon.",
            ),
            call(
                "Préparer un dossier",
                "Le parcours d’une étude, de la note d’opportunité à l’ouverture.",
                "/accompagnement/",
                "Voir l’accompagnement",
            ),
        ],
    },
    {
        "slug": "tour-de-france-du-teletravail",
        "date": date(2012, 12, 19),
        "image": "stage",
        "title": "180 participants pour l’étape de Marne-la-Vallée",
        "intro": "Le Tour de France du télétravail a fait halte à l’ESIEE le 18 décembre 2012.",
        "body": [
            text(
                "Co-organisée par l’association avec le soutien de la Région et du Département, l’étape de "
                "Marne-la-Vallée a réuni 180 participants (IT77, 2013). La matinée a pris la forme d’un barcamp : "
                "les sujets viennent de la salle, et c’est elle qui choisit ceux que l’on garde.",
                "Quatre ateliers ont été retenus, des modèles économiques des tiers-lieux à leurs profits sociaux. "
                "Après le déjeuner pris sur place, une première table ronde a porté sur les entreprises et les nouvelles "
                "formes d’organisation liées au travail à distance, une seconde sur les tiers-lieux.",
            ),
            call("Le programme de la journée", "Archivé avec ses ateliers.", "/evenements/", "Voir les événements"),
        ],
    },
    {
        "slug": "revue-de-presse-2012",
        "date": date(2012, 12, 31),
        "image": "press",
        "title": "Vingt-six articles en une année",
        "intro": "La revue de presse 2012 dit l’intérêt que suscitent les télécentres du département.",
        "body": [
            figures("", figure("26", "articles rassemblés dans la revue de presse", IT77, 2012)),
            text(
                "Presse locale, nationale, professionnelle : les questions se ressemblent. Combien de postes, à quel prix, "
                "et pour qui ? Les réponses demandent des chiffres dont on connaît l’origine. Nous les publions avec leur "
                "source, leur année, et la réserve qu’ils appellent."
            ),
            call(
                "Les chiffres et leurs sources",
                "Tous ceux que nous mettons en avant, tels que publiés.",
                "/ressources/chiffres/",
                "Voir les chiffres",
            ),
        ],
    },
    {
        "slug": "panorama-des-smart-work-centers",
        "date": date(2013, 5, 2),
        "image": "canal",
        "title": "Ce que nous apprennent les Pays-Bas",
        "intro": "120 Smart Work Centers y étaient ouverts en 2012, dont la moitié à Amsterdam.",
        "body": [
            text(
                "L’association compare ce qui se fait ailleurs : les Pays-Bas et leurs 120 Smart Work Centers (IT77, "
                "2013), la Belgique et le programme de la Région wallonne, les États-Unis, la Corée. En France, la Caisse "
                "des Dépôts et l’appel à projets francilien ouvrent la voie."
            ),
            heading("La question qui revient"),
            text(
                "Concentrer ou répartir ? Une moitié des lieux néerlandais se trouve dans une seule ville. Un département "
                "qui couvre la moitié de la surface de sa région appelle une autre réponse : un maillage, "
                "donc des lieux plus petits, donc des règles communes."
            ),
            call("Lire le panorama", "Pays par pays.", "/ressources/panorama/", "Ouvrir le panorama"),
        ],
    },
    {
        "slug": "point-d-etape-2013",
        "date": date(2013, 5, 15),
        "image": "map",
        "title": "Seize projets, deux lieux ouverts : le point au printemps",
        "intro": "Un an après sa création, l’association compte 43 membres.",
        "body": [
            figures(
                "",
                figure("16", "projets dans le département", IT77, 2013),
                figure("2", "télécentres et espaces de coworking", IT77, 2013),
                figure("43", "membres, comité d’experts compris", IT77, 2013),
            ),
            text(
                "Quatre groupes de travail sont à l’œuvre : les spécifications d’un télécentre, les bonnes pratiques "
                "numériques, l’aménagement, et le cas des territoires semi-urbains et ruraux. Une réflexion commune sur "
                "les liens entre pépinières d’entreprises et télécentres les complète."
            ),
            bullets(
                "<b>Melun, Sénart, Brie des Morin, Pays de Seine</b> : les études suivies avancent",
                "<b>Quatre collèges</b> : collectivités, entreprises et acteurs locaux à la même table",
            ),
            call("Les projets", "Où ils sont, à quel stade.", "/projets/", "Voir les projets"),
        ],
    },
]

ARCHIVED_STOP = {
    "title": "Tour de France du télétravail : l’étape de Marne-la-Vallée",
    "intro": "Une journée à l’ESIEE, le 18 décembre 2012 : barcamp le matin, tables rondes l’après-midi.",
    "body": [
        text(
            "L’étape a été co-organisée par l’association, avec le soutien de la Région et du Département. Elle a réuni "
            "180 participants (source : IT77, 2013). D’après la "
            "presse de l’époque, la salle plénière a accueilli jusqu’à 130 personnes. Le matin, les participants ont "
            "proposé les sujets et retenu quatre ateliers ; l’après-midi, deux tables rondes ont pris le relais."
        ),
    ],
}

PAST_MEETING = {
    "intro": "Une journée à Nemours sur l’année la plus longue d’un tiers-lieu : la première. Rencontre fictive, pour la "
    "démonstration.",
    "body": [
        text(
            "Trois gérants ont ouvert leurs comptes et leurs portes. Le matin, ce que coûte un lieu avant que ses places "
            "soient prises, puis trois ateliers au choix ; l’après-midi, la visite commentée du moulin.",
            "Ceux qui sont venus ont reçu un lien pour dire ce qu’ils en ont pensé, sans leur nom : la prochaine étape "
            "en tient compte.",
        ),
    ],
}

NEXT_STOP = {
    "intro": "Une journée pour passer de l’idée au lieu : ateliers le matin, retours d’expérience l’après-midi. Étape "
    "fictive, pour la démonstration.",
    "body": [
        text(
            "Élus, entreprises, indépendants, curieux : venez comparer vos projets, écouter ceux qui ont ouvert et "
            "choisir l’atelier qui répond à votre question. L’inscription prend moins d’une minute et ne demande pas de "
            "compte ; vous recevez aussitôt la date, le lieu et votre atelier, avec un lien pour changer d’avis."
        ),
        bullets(
            "<b>Vous cherchez un modèle économique</b> : venez avec vos chiffres, repartez avec ceux des autres",
            "<b>Vous aménagez un lieu</b> : apportez vos plans",
            "<b>Vous découvrez le sujet</b> : commencez par la plénière du matin",
        ),
    ],
}

NEXT_STOP_EN = {
    "intro": "One day to go from the idea to the place: workshops in the morning, experience in the afternoon. A "
    "fictional stop, for the demonstration.",
    "body": [
        text(
            "Elected officials, companies, freelancers, curious minds: come and compare your projects, listen to those "
            "who have opened a place, and choose the workshop that answers your question. Registering takes less than a "
            "minute and no account; you receive the date, the place and your workshop at once, with a link to "
            "change your mind. The day is held in French."
        ),
    ],
}

INDEXES = {
    "news": {
        "slug": "actualites",
        "title": "Actualités",
        "intro": "Ce qui s’est passé, ce qui se prépare.",
        "show_in_menus": True,
    },
    "events": {
        "slug": "evenements",
        "title": "Événements",
        "intro": "Étapes, ateliers, assemblées : les rendez-vous où le réseau se construit.",
        "show_in_menus": True,
        "body": [
            call(
                "Accueillir la prochaine étape",
                "Une salle, une gare à portée, des voisins curieux : dites-nous où.",
                "mailto:contact@it77.example",
                "Proposer un lieu",
            )
        ],
    },
    "groups": {
        "slug": "groupes",
        "title": "Groupes de travail",
        "short_title": "Groupes",
        "intro": "Quatre groupes thématiques et une réflexion commune pensent ensemble les tiers-lieux du département.",
        "show_in_menus": True,
        "body": [
            text(
                "Un groupe réunit ceux qui ouvrent des lieux, ceux qui y enverront leurs équipes et ceux qui y travaillent "
                "déjà. Il écrit à plusieurs, en direct : des spécifications, dont chaque exigence se vérifie, et des "
                "guides de bonnes pratiques."
            ),
            call(
                "Proposer un sujet, rejoindre un groupe",
                "Dites-nous ce que vous savez faire et ce que vous cherchez.",
                "mailto:contact@it77.example",
                "Écrire à l’association",
            ),
        ],
    },
    "projects": {
        "slug": "projets",
        "title": "Projets accompagnés",
        "short_title": "Projets",
        "intro": "Les études que l’association suit, et où elles en sont.",
        "show_in_menus": True,
        "body": [
            call(
                "Comment se passe l’accompagnement ?",
                "De la note d’opportunité à l’ouverture : les étapes d’une étude, et qui fait quoi.",
                "/accompagnement/",
                "Voir l’accompagnement",
            )
        ],
    },
    "members": {
        "slug": "adherents",
        "title": "Les adhérents, par collège",
        "short_title": "Adhérents",
        "intro": "Les membres de l’association en 2013, et le comité d’experts.",
        "show_in_menus": True,
        "body": [
            call(
                "Rejoindre l’association",
                "Chaque organisation entre dans le collège qui lui ressemble.",
                "/association/adherer/",
                "Comment adhérer",
            )
        ],
    },
}
