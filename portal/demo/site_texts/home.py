"""The home page, in French and in English."""

from .pieces import GREEN, IT77, LMMG, call, card, cards, figure, figures, steps

HOME = {
    "title": "Accueil",
    "headline": "Travailler près de chez soi, dans un réseau de lieux qui se répondent",
    "intro": "Initiatives Télécentres 77 réunit collectivités, entreprises et porteurs de projet pour que la "
    "Seine-et-Marne se couvre de télécentres et d’espaces de coworking interopérables.",
    "search_description": "L’association qui rassemble et accompagne les projets de télécentres et d’espaces de "
    "coworking en Seine-et-Marne.",
    "action_label": "Être accompagné",
    "body": [
        figures(
            "Pourquoi ici, pourquoi maintenant",
            figure(
                "2 h par jour",
                "de transport, en moyenne, pour un salarié d’Île-de-France",
                IT77,
                2013,
                "Jusqu’à 5 h en Seine-et-Marne.",
            ),
            figure("60 %", "d’occupation moyenne des bureaux en Île-de-France", IT77, 2013),
            figure("34 %", "des petites entreprises et indépendants du département se disent intéressés", LMMG, 2011),
            figure("1 500 km", "de fibre optique déjà posés dans le département", IT77, 2013),
        ),
        steps(
            "Un même fil, de l’idée au réseau",
            "Un télécentre isolé rend service à une commune. Des télécentres qui parlent la même langue rendent "
            "service à tout un département.",
            card(
                "Les groupes écrivent",
                "Élus, entreprises, indépendants et experts décrivent ensemble ce qu’un lieu doit offrir.",
                "/groupes/",
                "Voir les groupes de travail",
            ),
            card(
                "Les spécifications s’adoptent",
                "Chaque exigence a un code, un niveau et une façon de la vérifier : le texte devient un référentiel.",
                "/ressources/",
                "Voir les ressources",
            ),
            card(
                "Les projets s’y mesurent",
                "Les études accompagnées avancent jalon après jalon, avec un référent à leurs côtés.",
                "/projets/",
                "Voir les projets",
            ),
            card(
                "Le réseau se tisse",
                "Un salarié change de lieu sans changer d’habitudes : c’est cela, l’interopérabilité.",
                "/telecentres/",
                "Comprendre les télécentres",
            ),
        ),
        cards(
            "Ce que chacun y gagne",
            card(
                "Collectivités",
                "De la vie et du commerce en journée, moins d’isolement pour les indépendants, un lieu de services.",
                "/telecentres/collectivites/",
                "Pour votre territoire",
            ),
            card(
                "Entreprises",
                "Des bureaux payés à l’usage, des équipes moins fatiguées, des rencontres qu’un siège n’offre pas.",
                "/telecentres/entreprises/",
                "Pour vos équipes",
            ),
            card(
                "Salariés et indépendants",
                "Du temps rendu, moins de route, des collègues de voisinage et un vrai bureau quand il en faut un.",
                "/telecentres/utilisateurs/",
                "Pour vous",
            ),
        ),
        call(
            "Vous portez un projet de lieu ?",
            "Urbain ou rural, public ou privé : de la note d’opportunité à l’ouverture, vous n’avancez pas seul.",
            "/accompagnement/",
            "Voir l’accompagnement",
        ),
    ],
}

HOME_EN = {
    "title": "Home",
    "headline": "Work close to home, in a network of places that fit together",
    "intro": "Initiatives Télécentres 77 brings local authorities, companies and project leads together, so that "
    "Seine-et-Marne, east of Paris, gets a mesh of interoperable telecentres and coworking spaces.",
    "search_description": "The association that gathers and supports telecentre and coworking projects in "
    "Seine-et-Marne, France.",
    "action_label": "See the next event",
    "body": [
        figures(
            "Why here, and why now",
            figure(
                "2 h a day",
                "of travel, on average, for an employee of the Paris region",
                IT77,
                2013,
                "Up to 5 h in Seine-et-Marne.",
            ),
            figure("60%", "average occupation of offices in the Paris region", IT77, 2013),
            figure("34%", "of small companies and freelancers interested", "LMMG Worklabs market study", 2011),
            figure("1/8", "the energy use of an employee in a telecentre, against a traditional office", GREEN, 2011),
        ),
        steps(
            "One thread, from the idea to the network",
            "A telecentre on its own serves a town. Telecentres that speak the same language serve a whole territory.",
            card("Groups write", "Elected officials, companies, freelancers and experts describe what a place needs."),
            card("Specifications are adopted", "Each requirement has a code, a level and a way to check it."),
            card("Projects measure up", "The studies we support move on milestone by milestone, never alone."),
            card("The network grows", "People change places without changing habits: that is interoperability."),
        ),
        call(
            "Do you lead a project?",
            "Urban or rural, public or private: write to us, in English or in French.",
            "mailto:contact@it77.example",
            "Write to us",
        ),
    ],
}
