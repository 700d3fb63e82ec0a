"""The headers that lists of members are known to have. Case, accents and punctuation do not count."""

RECOGNISED = {
    "organisation": [
        "Organisme",
        "Nom de l'organisme",
        "Nom organisme",
        "Organisation",
        "Nom de l'organisation",
        "Structure",
        "Nom de la structure",
        "Adhérent",
        "Raison sociale",
    ],
    "short_name": ["Nom court", "Sigle", "Acronyme", "Nom abrégé"],
    "college": ["Collège", "N° de collège", "N° collège", "Numéro de collège"],
    "last_name": ["Nom", "Nom de famille", "Nom du représentant", "Nom du contact"],
    "first_name": ["Prénom", "Prénom du représentant", "Prénom du contact"],
    "email": ["E-mail", "Email", "Mail", "Courriel", "Mél", "Adresse e-mail", "Adresse mail", "Adresse électronique"],
    "phone": ["Tél.", "Téléphone", "Tel", "N° de téléphone", "Portable", "Mobile"],
    "kind": ["Titulaire / suppléant", "Titulaire ou suppléant", "Titulaire", "Qualité", "Rôle", "Mandat"],
    "since": ["Depuis", "Depuis le", "Date de début", "Début du mandat", "Début de mandat"],
    "joined_on": ["Adhérent depuis", "Date d'adhésion", "Adhésion", "Membre depuis"],
    "siren": ["SIRET", "SIREN", "N° SIRET", "N° SIREN", "Numéro SIRET", "Numéro SIREN"],
    "commune": ["Commune", "Ville"],
    "website": ["Site", "Site web", "Site internet"],
    "amount": ["Cotisation", "Montant", "Montant de la cotisation"],
}
REQUIRED = ["organisation"]
CARRIED = ["college"]
