"""The association, telecentres, accompaniment."""

from .pieces import (
    GREEN,
    IT77,
    LMMG,
    bullets,
    call,
    card,
    cards,
    columns,
    definitions,
    figure,
    figures,
    heading,
    steps,
    table,
    text,
)

ABOUT = {
    "slug": "association",
    "title": "L’association",
    "intro": "Un lieu d’échange et de coordination pour tous ceux qui font naître des télécentres en Seine-et-Marne.",
    "show_in_menus": True,
    "body": [
        text(
            "Annoncée au tournant de 2011 et 2012 pour préfigurer le premier réseau départemental de télécentres "
            "d’Île-de-France, Initiatives Télécentres 77 a été créée le 14 mai 2012. Elle part d’un constat simple : "
            "des projets naissent partout dans le département, portés par des communes, des agglomérations, des "
            "entreprises ou des particuliers, et chacun réinvente ce que son voisin vient d’apprendre.",
            "Sa priorité tient en une phrase : garder ces lieux cohérents entre eux, en réunissant dans une seule "
            "structure ceux qui les imaginent, les financent, les ouvrent et les utilisent.",
        ),
        figures(
            "Le point au printemps 2013",
            figure("43", "membres : 42 organisations en quatre collèges, et le comité d’experts", IT77, 2013),
            figure("16", "projets", IT77, 2013),
            figure("2", "télécentres et espaces de coworking ouverts", IT77, 2013),
            figure("26", "articles de presse dans l’année", IT77, 2012),
        ),
        steps(
            "Trois façons d’agir",
            "Le programme d’action de l’association tient en trois volets qui se nourrissent l’un l’autre.",
            card(
                "Des groupes thématiques", "Ils produisent spécifications et guides de bonnes pratiques.", "/groupes/"
            ),
            card("Un accompagnement", "Il suit les porteurs de projet, étude après étude.", "/accompagnement/"),
            card(
                "Une communication",
                "Site, revue de presse, rencontres publiques : le réseau se fait connaître.",
                "/actualites/",
            ),
        ),
    ],
    "below": [
        {
            "slug": "missions",
            "title": "Missions",
            "intro": "Quatre missions, et une priorité : l’interopérabilité.",
            "body": [
                text(
                    "<ol><li><b>Favoriser la création de télécentres interopérables</b>, qui maillent le département "
                    "et la région.</li><li><b>Rassembler et promouvoir les projets</b>, urbains ou ruraux, publics "
                    "ou privés.</li><li><b>Recueillir et diffuser l’information</b> sur les usages et les modèles "
                    "de télécentres.</li><li><b>Apporter expertise et services</b>, et les mettre en commun.</li></ol>"
                ),
                heading("Pourquoi l’interopérabilité d’abord"),
                text(
                    "Un réseau n’existe que si l’on passe d’un lieu à l’autre sans y penser : même accueil, même "
                    "connexion, mêmes règles de réservation et de confidentialité. Sans socle commun, chaque "
                    "ouverture ajoute un lieu ; avec lui, chaque ouverture agrandit tous les autres.",
                    "C’est aussi la condition d’un partenariat entre les grandes entreprises, qui cherchent des postes "
                    "de travail proches du domicile de leurs salariés, et les projets locaux, qui en proposent.",
                ),
                heading("Dans quel paysage"),
                text(
                    "L’action de l’association s’inscrit dans celle des pôles Green and Connected Cities et Actipole "
                    "21 et du pôle de compétitivité Advancity, consacré à la ville durable. Elle tient compte du "
                    "schéma directeur de la région et du schéma numérique du département."
                ),
            ],
        },
        {
            "slug": "gouvernance",
            "title": "Gouvernance",
            "intro": "Quatre collèges décident ensemble ; un comité d’experts les éclaire.",
            "body": [
                text(
                    "L’association est présidée par Gérard Eude (2013). Ses membres se répartissent en quatre collèges, "
                    "pour qu’aucune famille d’acteurs ne décide seule. Le comité d’experts, confié à Nicole "
                    "Turbe-Suetens (Distance Expert), apporte son regard sans appartenir à un collège."
                ),
                table(
                    "Les membres par collège",
                    ["Collège", "Qui il réunit", "Membres"],
                    ["Collège 1", "Ceux qui soutiennent la création d’un réseau de télécentres interopérables", "6"],
                    ["Collège 2", "Intercommunalités et communes", "13"],
                    ["Collège 3", "Grandes entreprises", "7"],
                    ["Collège 4", "Acteurs locaux, fédérations, très petites entreprises", "16"],
                    ["Comité d’experts", "Expertise du travail à distance", "1"],
                    source="IT77, 2013",
                ),
                call(
                    "Qui sont les membres ?",
                    "La liste complète, collège par collège.",
                    "/adherents/",
                    "Voir les adhérents",
                ),
            ],
        },
        {
            "slug": "adherer",
            "title": "Adhérer",
            "intro": "Rejoindre l’association, c’est prendre part à ce que le réseau va devenir.",
            "body": [
                text(
                    "L’adhésion est ouverte aux personnes morales : collectivités et intercommunalités, entreprises "
                    "de toute taille, établissements publics, associations et fédérations. Chaque membre rejoint le "
                    "collège qui correspond à ce qu’il est, et désigne un représentant."
                ),
                columns(
                    (
                        "Ce que vous trouvez",
                        [
                            "Une place dans les groupes de travail et leurs textes",
                            "Les retours d’expérience des autres projets",
                            "L’accès aux experts et aux partenaires du réseau",
                        ],
                    ),
                    (
                        "Ce que vous apportez",
                        [
                            "Vos besoins, vos lieux, vos chiffres",
                            "Votre voix dans les choix communs",
                            "Un relais vers ceux qui cherchent un lieu",
                        ],
                    ),
                ),
                call(
                    "Parlons-en",
                    "Dites-nous qui vous êtes et ce qui vous amène : nous vous indiquerons le collège, les conditions "
                    "et la prochaine rencontre.",
                    "mailto:contact@it77.example",
                    "Écrire à l’association",
                ),
            ],
        },
    ],
}

TELECENTRES = {
    "slug": "telecentres",
    "title": "Télécentres et coworking",
    "short_title": "Télécentres",
    "intro": "Un lieu de travail équipé, près de chez soi, où l’on vient pour une heure, un jour ou toute l’année.",
    "show_in_menus": True,
    "body": [
        text(
            "Le télécentre accueille ceux qui travaillent loin de leur siège ou n’en ont pas. L’espace de coworking "
            "y ajoute une communauté : on y vient pour travailler, on y reste pour ceux qu’on y croise. Un même "
            "lieu peut être l’un et l’autre."
        ),
        definitions(
            "Ce que l’on y trouve",
            ("Bureaux individuels", "Pour se concentrer, téléphoner, garder un dossier confidentiel."),
            ("Espaces partagés", "Pour travailler en équipe et rencontrer d’autres professionnels."),
            ("Salles de réunion", "Pour recevoir clients et fournisseurs, ou former un groupe."),
            ("Visioconférence", "Pour que la distance ne coûte ni un voyage ni une journée."),
            ("Cafétéria et salon", "Pour déjeuner, souffler, et se parler sans ordre du jour."),
        ),
        heading("Qui vient y travailler"),
        bullets(
            "Les salariés de grandes, moyennes et petites entreprises",
            "Les agents publics",
            "Les créateurs d’entreprise, professions libérales et indépendants",
            "Les nomades : commerciaux et tous ceux dont le bureau tient dans un sac",
        ),
        figures(
            "Ce que disent les chiffres",
            figure("31 %", "des salariés des grands groupes sont déjà nomades", LMMG, 2011),
            figure(
                "89 %",
                "des grands groupes intéressés à terme, 16 % tout de suite",
                LMMG,
                2011,
                "27 grandes entreprises interrogées ; pourcentages donnés tels que publiés.",
            ),
            figure("1/8", "de l’énergie d’un bureau classique, par salarié en télécentre", GREEN, 2011),
        ),
    ],
    "below": [
        {
            "slug": "collectivites",
            "title": "Pour une collectivité",
            "intro": "Un télécentre ramène de la vie là où la journée se vidait.",
            "body": [
                columns(
                    ("Vie locale", ["Des habitants présents en semaine", "Des clients pour les commerces"]),
                    ("Lien social", ["Des indépendants moins isolés", "Des rencontres entre métiers et générations"]),
                    (
                        "Services",
                        [
                            "En milieu rural, un lieu à plusieurs usages",
                            "Formation à distance, télémédecine",
                            "Un meilleur accès à l’emploi pour les personnes handicapées",
                        ],
                    ),
                ),
                text(
                    "Gares et pôles d’échange comptent autant que les centres-bourgs : un réseau se dessine le long "
                    "des trajets. La fibre, avec 1 500 km déjà posés (IT77, 2013), rend possibles des lieux que "
                    "l’on n’aurait pas imaginés dans un département qui couvre la moitié de la surface de la région."
                ),
                call(
                    "Vous y pensez pour votre territoire ?",
                    "Tout commence par deux à quatre pages : la note d’opportunité.",
                    "/accompagnement/",
                    "Voir par où commencer",
                ),
            ],
        },
        {
            "slug": "entreprises",
            "title": "Pour une entreprise",
            "intro": "Payer les bureaux que l’on utilise, là où vivent ceux qui y travaillent.",
            "body": [
                figures(
                    "Ce qu’une entreprise peut en attendre",
                    figure("30 %", "d’économie environ sur le coût immobilier", IT77, 2013),
                    figure(
                        "+ 22 %",
                        "de productivité",
                        IT77,
                        2013,
                        "Si le temps de trajet gagné se partage à parts égales entre l’entreprise et la personne.",
                    ),
                    figure("60 %", "d’occupation moyenne des bureaux franciliens", IT77, 2013),
                ),
                bullets(
                    "Un paiement à l’usage plutôt qu’un bail",
                    "Des services mutualisés : accueil, salles, visioconférence",
                    "La créativité et les réseaux du coworking",
                    "Des trajets, donc de la fatigue et des accidents, en moins",
                ),
                call(
                    "Le collège des grandes entreprises",
                    "Vos besoins en postes de travail rencontrent l’offre des projets locaux.",
                    "/association/adherer/",
                    "Rejoindre l’association",
                ),
            ],
        },
        {
            "slug": "utilisateurs",
            "title": "Pour ceux qui y travaillent",
            "intro": "Du temps, de l’argent et des voisins de bureau.",
            "body": [
                bullets(
                    "<b>Du temps</b> : deux heures de transport par jour en moyenne dans la région, jusqu’à cinq ici "
                    "(IT77, 2013)",
                    "<b>Moins de fatigue</b> et de risques sur la route",
                    "<b>Moins de frais</b> de déplacement",
                    "<b>Moins d’isolement</b> qu’à la maison, une frontière nette entre travail et vie privée",
                    "<b>Un accès à l’emploi</b> quand le trajet ou le handicap le fermait",
                ),
                call(
                    "Un lieu près de chez vous ?",
                    "Voyez les projets en cours dans le département.",
                    "/projets/",
                    "Voir les projets",
                ),
            ],
        },
    ],
}

SUPPORT = {
    "slug": "accompagnement",
    "title": "L’accompagnement des projets",
    "short_title": "Accompagnement",
    "intro": "De la première note à l’ouverture, un référent suit votre étude et vous relie à ceux qui l’ont déjà faite.",
    "show_in_menus": True,
    "body": [
        steps(
            "Le parcours d’une étude",
            "Chaque étude suit le même fil, que l’on adapte au territoire. À chaque jalon, vous déposez ce qui est "
            "attendu, le référent l’accepte ou vous dit ce qui manque.",
            card("Note d’opportunité", "Le territoire, les besoins pressentis, les partenaires déjà rencontrés."),
            card(
                "Cahier des charges",
                "Ce que l’on demande au bureau d’études, à partir du modèle commun.",
                "/ressources/cahier-des-charges/",
                "Voir la trame",
            ),
            card("Consultation", "Le choix du bureau d’études."),
            card("Diagnostic", "Qui viendrait, d’où, pour quoi faire."),
            card("Faisabilité", "Le lieu, les coûts, le modèle économique."),
            card("Restitution", "Le comité de pilotage en débat."),
            card("Décision", "La structure porteuse s’engage, ou non."),
            card("Travaux, ouverture", "Le lieu rejoint le réseau."),
        ),
        heading("Les études suivies"),
        text(
            "L’association suit notamment les études de Melun (communauté d’agglomération Melun Val de Seine), de "
            "Sénart, de la Brie des Morin et des Pays de Seine : ce que l’une apprend sert aux autres."
        ),
        cards(
            "Ce que nous apportons",
            card(
                "Un modèle de cahier des charges",
                "Pour ne rien oublier et pouvoir comparer.",
                "/ressources/cahier-des-charges/",
                "Le découvrir",
            ),
            card(
                "Un panorama", "Ce qui se fait ailleurs, en France et à l’étranger.", "/ressources/panorama/", "Le lire"
            ),
            card(
                "Des pairs",
                "Les groupes de travail où votre question a peut-être déjà sa réponse.",
                "/groupes/",
                "Les rencontrer",
            ),
        ),
        call(
            "Présenter votre projet",
            "Quelques lignes suffisent : où, qui, urbain ou rural, public ou privé, à quel stade.",
            "mailto:contact@it77.example",
            "Écrire à l’association",
        ),
    ],
}
