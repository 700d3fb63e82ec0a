"""Resources, and the pages a site owes its readers."""

from .pieces import GREEN, IT77, LMMG, bullets, call, columns, definitions, figure, figures, heading, table, text

RESOURCES = {
    "slug": "ressources",
    "title": "Ressources",
    "intro": "Ce que l’association a rassemblé, avec ses sources : à lire, à citer, à contester.",
    "show_in_menus": True,
    "body": [
        text(
            "Les chiffres du télétravail circulent vite et perdent leur source en chemin. Ici, chacun garde la sienne, "
            "son année, et la réserve qu’il appelle."
        ),
    ],
    "below": [
        {
            "slug": "chiffres",
            "title": "Les chiffres et leurs sources",
            "intro": "Tous les chiffres que l’association met en avant, tels que publiés.",
            "body": [
                figures(
                    "Se déplacer",
                    figure(
                        "2 h par jour",
                        "de transport en moyenne pour un salarié francilien",
                        IT77,
                        2013,
                        "Jusqu’à 5 h en Seine-et-Marne.",
                    ),
                    figure(
                        "512 l et 2 t",
                        "de carburant et d’équivalent CO₂ par an, pour une personne qui fait 50 km par jour en voiture "
                        "et télétravaille deux jours par semaine",
                        IT77,
                        2013,
                        "À prendre comme une affirmation publiée : voir ci-dessous ce qu’elle suppose.",
                    ),
                ),
                heading("Ce que suppose le chiffre des 512 litres"),
                text(
                    "Cinquante kilomètres, deux jours par semaine, cinquante-deux semaines : 5 200 km par an. Pour "
                    "brûler 512 litres, il faut donc une voiture qui consomme 9,8 l aux 100 km, et pour en tirer deux "
                    "tonnes, 3,9 kg d’équivalent CO₂ par litre, plus que l’essence (2,8) ou le gazole (3,2), amont "
                    "compris. Un calcul sérieux affiche ses propres facteurs et permet de les changer."
                ),
                figures(
                    "Travailler",
                    figure("31 %", "des salariés des grands groupes déjà nomades", LMMG, 2011),
                    figure(
                        "16 % puis 89 %",
                        "des grands groupes intéressés tout de suite, puis à terme",
                        LMMG,
                        2011,
                        "27 grandes entreprises interrogées ; 16 % de 27 n’est pas un nombre entier : donné tel que "
                        "publié.",
                    ),
                    figure(
                        "34 %",
                        "des petites entreprises et indépendants intéressés",
                        LMMG,
                        2011,
                        "150 très petites, petites et moyennes entreprises et indépendants du département.",
                    ),
                    figure(
                        "+ 22 %",
                        "de productivité",
                        IT77,
                        2013,
                        "Si le temps gagné se partage à parts égales entre l’entreprise et la personne.",
                    ),
                ),
                figures(
                    "Occuper, équiper",
                    figure("60 %", "d’occupation moyenne des bureaux en Île-de-France", IT77, 2013),
                    figure("30 %", "d’économie environ sur le coût immobilier d’une entreprise", IT77, 2013),
                    figure("1/8", "de l’énergie d’un bureau classique, par salarié en télécentre", GREEN, 2011),
                    figure("1 500 km", "de fibre optique posés en Seine-et-Marne", IT77, 2013),
                ),
            ],
        },
        {
            "slug": "cahier-des-charges",
            "title": "Le cahier des charges des études",
            "intro": "Un modèle commun pour commander une étude, et pouvoir ensuite comparer les réponses.",
            "body": [
                text(
                    "L’association tient un modèle de cahier des charges pour la réalisation des études. Ne pas le "
                    "confondre avec les spécifications d’un télécentre : l’un dit ce que l’on attend d’un bureau "
                    "d’études, les autres ce que l’on attend d’un lieu."
                ),
                definitions(
                    "La trame",
                    ("Le territoire et la question posée", "Qui commande, sur quel périmètre, pour décider quoi."),
                    ("Le diagnostic des besoins", "Entreprises, habitants, déplacements, offre existante."),
                    ("Le lieu", "Implantation, surfaces, accès, raccordement à la fibre."),
                    ("Le modèle économique", "Investissement, fonctionnement, tarifs, gestion."),
                    ("L’interopérabilité", "Ce que le lieu partage avec les autres lieux du réseau."),
                    ("Le suivi", "Comité de pilotage, livrables, calendrier, restitution."),
                ),
                call(
                    "L’utiliser pour votre étude",
                    "Le modèle est remis aux porteurs de projet accompagnés, au jalon où il sert.",
                    "/accompagnement/",
                    "Voir l’accompagnement",
                ),
            ],
        },
        {
            "slug": "panorama",
            "title": "Panorama : ce qui se fait ailleurs",
            "intro": "Les Pays-Bas, la Belgique, les États-Unis, la Corée, et la France : des chemins différents.",
            "body": [
                table(
                    "Repères relevés par l’association",
                    ["Où", "Ce que l’on y observe"],
                    ["Pays-Bas", "120 Smart Work Centers en 2012, dont la moitié à Amsterdam"],
                    ["Belgique", "Un programme de la Région wallonne"],
                    ["États-Unis", "Des expériences étudiées pour leurs modèles"],
                    ["Corée", "Des expériences étudiées pour leurs modèles"],
                    ["France", "L’action de la Caisse des Dépôts ; en Île-de-France, un appel à projets régional"],
                    source="IT77, 2013",
                ),
                heading("Ce que nous y cherchons"),
                text(
                    "Moins des recettes que des questions : qui paie, qui gère, qui vient, et que devient le lieu quand "
                    "la subvention s’arrête. Ce travail nourrit les groupes et les études accompagnées."
                ),
            ],
        },
        {
            "slug": "glossaire",
            "title": "Glossaire",
            "intro": "Les mots que nous employons, et ce que nous mettons dedans.",
            "body": [
                definitions(
                    "",
                    ("Télécentre", "Lieu équipé où l’on travaille à distance de son entreprise ou de ses clients."),
                    ("Espace de coworking", "Lieu de travail partagé, animé par et pour une communauté."),
                    ("Tiers-lieu", "Ni le domicile ni le bureau : le nom commun à toutes ces formes."),
                    ("Interopérable", "Se dit de lieux entre lesquels on passe sans rien réapprendre."),
                    ("Spécifications", "Le texte d’un groupe de travail qui dit ce qu’un lieu doit offrir."),
                    ("Référentiel", "Des spécifications adoptées, auxquelles un projet peut se mesurer."),
                    ("Cahier des charges d’étude", "Ce que l’on demande à un bureau d’études."),
                    ("Jalon", "Une étape d’une étude accompagnée, avec ce qui y est attendu."),
                ),
            ],
        },
    ],
}

CONTACT = {
    "slug": "contact",
    "title": "Contact",
    "intro": "Une adresse pour tout : un projet, une adhésion, une question de presse, une erreur sur ce site.",
    "show_in_footer": True,
    "body": [
        columns(
            ("Vous portez un projet", ["Dites où, avec qui, et à quel stade", "Nous vous répondons avec un référent"]),
            ("Vous représentez une organisation", ["Dites ce qu’elle est", "Nous vous indiquons le collège"]),
            ("Vous écrivez sur le sujet", ["Dites pour quel média et quand", "Nos chiffres ont tous leur source"]),
        ),
        call("contact@it77.example", "L’adresse de l’association.", "mailto:contact@it77.example", "Écrire un message"),
    ],
}

LEGAL = {
    "slug": "mentions-legales",
    "title": "Mentions légales",
    "show_in_footer": True,
    "intro": "Qui publie ce site, et avec quoi.",
    "body": [
        definitions(
            "",
            ("Éditeur", "Initiatives Télécentres 77 (IT77), association régie par la loi de 1901."),
            ("Responsable de la publication", "La présidence de l’association."),
            ("Contact", "contact@it77.example"),
            (
                "Hébergement",
                "Ce site est une démonstration : il tourne sur la machine de la personne qui l’a installée, qui en est "
                "l’hébergeur.",
            ),
            ("Logiciel", "Portail IT77, logiciel libre sous licence MIT."),
            ("Caractères", "Source Sans 3 et Bricolage Grotesque, sous licence SIL Open Font."),
            ("Images", "Dessinées pour ce site ; la carte est une évocation, non un document géographique."),
        ),
        heading("Ce qui est réel, ce qui ne l’est pas"),
        text(
            "Les faits et les chiffres de l’association sont les siens, avec leur source. Les comptes, les messages, "
            "la prochaine étape et le cinquième projet sont fictifs ; ce qui serait défavorable à quelqu’un ne concerne "
            "que des personnes et des organismes fictifs."
        ),
    ],
}

PRIVACY = {
    "slug": "donnees-personnelles",
    "title": "Données personnelles",
    "show_in_footer": True,
    "intro": "Ce que le portail sait de vous, pourquoi, et comment le faire corriger.",
    "body": [
        table(
            "Ce que nous gardons",
            ["Quand", "Quoi", "Pour quoi faire"],
            [
                "Vous vous inscrivez à un événement",
                "Nom, adresse électronique, organisation, atelier",
                "Vous accueillir et vous prévenir",
            ],
            ["Vous ouvrez un compte", "Nom, adresse électronique, mot de passe chiffré", "Vous reconnaître"],
            [
                "Vous portez ou suivez un projet",
                "Vos dépôts, avec leur date et leur auteur",
                "Suivre l’étude et en garder la trace",
            ],
            ["Vous écrivez dans un groupe", "Votre nom à côté de vos modifications", "Savoir qui a écrit quoi"],
            [
                "Vous représentez un adhérent",
                "Nom, fonction, coordonnées professionnelles",
                "Tenir le registre de l’association",
            ],
        ),
        heading("Ce que nous ne faisons pas"),
        bullets(
            "Aucune mesure d’audience, aucune publicité, aucun service tiers : vos visites ne regardent personne",
            "Aucun témoin (cookie) autre que ceux de votre session et de la sécurité des formulaires",
            "Aucune transmission de vos données à des fins commerciales",
        ),
        heading("Vos droits"),
        text(
            "Vous pouvez demander à voir vos données, à les faire corriger ou effacer, à vous opposer à leur usage, en "
            "écrivant à contact@it77.example. Si la réponse ne vous convient pas, vous pouvez saisir la CNIL. Le lien "
            "personnel reçu à l’inscription vous permet de modifier ou d’annuler vous-même."
        ),
    ],
}

ACCESSIBILITY = {
    "slug": "accessibilite",
    "title": "Accessibilité",
    "show_in_footer": True,
    "intro": "Où nous en sommes, sans embellir.",
    "body": [
        text(
            "Nous voulons que chacun puisse lire ce site et y agir, au clavier comme à la souris, avec un lecteur d’écran "
            "comme à l’œil nu, sur un téléphone comme sur un grand écran. Les contrastes visés sont ceux du niveau "
            "AA des règles internationales (WCAG 2.2), et les pages suivent la clarté ou l’obscurité de votre appareil."
        ),
        heading("Ce qui a été vérifié"),
        bullets(
            "Les pages publiques passent un contrôle automatique (axe) sans erreur relevée",
            "Les menus et les formulaires fonctionnent au clavier et sans JavaScript",
            "Chaque image porteuse de sens a un équivalent en texte",
        ),
        heading("Ce qui ne l’a pas été"),
        bullets(
            "Aucun audit humain complet au regard du RGAA n’a eu lieu : nous ne déclarons pas de taux de conformité",
            "L’éditeur à plusieurs et l’espace de gestion n’ont pas été essayés par des utilisateurs de lecteurs d’écran",
            "Les pièces déposées par les porteurs de projet ne sont pas contrôlées",
        ),
        call(
            "Quelque chose vous arrête ?",
            "Dites-nous quelle page et ce qui bloque : nous vous répondons, et nous corrigeons.",
            "mailto:contact@it77.example",
            "Signaler une difficulté",
        ),
    ],
}
