"""The usual course of a study, which a new project can be given.

It is content, written once into the project and changed there: in the association's language, not in the catalogue.
"""

# Title, what is expected.
USUAL_COURSE = [
    (
        "Note d’opportunité",
        "Deux à quatre pages : le territoire, les besoins pressentis, les partenaires déjà rencontrés, les lieux "
        "envisagés.\nJoignez si possible un plan de situation.",
    ),
    (
        "Cahier des charges de l’étude",
        "Partez du modèle de l’association et adaptez-le à votre territoire : périmètre, questions posées au bureau "
        "d’études, calendrier, budget.",
    ),
    (
        "Consultation des bureaux d’études",
        "L’avis de consultation, la liste des bureaux d’études consultés et le rapport d’analyse des offres.",
    ),
    (
        "Diagnostic des besoins",
        "Le rapport de diagnostic : entretiens avec les entreprises et les habitants, déplacements domicile-travail, "
        "offre existante.\nUne synthèse de deux pages suffit pour le comité de pilotage.",
    ),
    (
        "Faisabilité et modèle économique",
        "Les scénarios étudiés, leur coût d’investissement et de fonctionnement, le modèle économique retenu.",
    ),
    (
        "Restitution au comité de pilotage",
        "Le support de présentation et le compte rendu de la séance.",
    ),
    ("Décision", "La délibération ou la décision de la structure porteuse."),
    ("Travaux", "Le calendrier des travaux et le plan d’aménagement."),
    ("Ouverture", "La date d’ouverture, les horaires, les tarifs et les services proposés."),
]
