"""The headers that lists of attendees are known to have. Case, accents and punctuation do not count."""

from django.utils import translation

from ..columns import columns_of
from ..enums import QuestionKind

NAMES = {
    "last_name": [
        "Nom",
        "Nom de famille",
        "Nom du participant",
        "Nom participant",
        "Nom de l'invité",
        "Last name",
        "Surname",
        "Family name",
    ],
    "first_name": ["Prénom", "Prénom du participant", "Prénom participant", "First name", "Given name", "Forename"],
    "full_name": [
        "Nom complet",
        "Nom et prénom",
        "Prénom et nom",
        "Nom prénom",
        "Prénom nom",
        "Participant",
        "Full name",
        "Name",
        "Attendee",
        "Attendee name",
    ],
    "email": [
        "Courriel",
        "E-mail",
        "Email",
        "Mail",
        "Mél",
        "Adresse e-mail",
        "Adresse mail",
        "Adresse électronique",
        "Email participant",
        "E-mail address",
        "Email address",
    ],
    "organisation": [
        "Organisme",
        "Organisation",
        "Structure",
        "Société",
        "Entreprise",
        "Établissement",
        "Employeur",
        "Organization",
        "Company",
    ],
    "postcode": ["Code postal", "CP", "Postcode", "Postal code", "ZIP", "ZIP code"],
    "audience": ["Public", "Profil", "Catégorie", "Tarif", "Type de billet", "Billet", "Audience", "Ticket type"],
    "workshops": ["Ateliers", "Atelier", "Sessions", "Session", "Workshops", "Workshop"],
    "status": ["Statut", "État", "Status", "State"],
    "language": ["Langue", "Langue des courriels", "Language", "Language of mails"],
}
LANGUAGES = ("fr", "en")


def recognised(event):
    """The headers of each field; the event's slots and questions, called as in our own export, are fields too.

    The headers that every list may have come last: they count where a question is called like one of them.
    """
    files = {f"question-{pk}" for pk in event.questions.filter(kind=QuestionKind.FILE).values_list("pk", flat=True)}
    own = {}
    for language in LANGUAGES:
        with translation.override(language):
            for column in columns_of(event, shows_addresses=True):
                if column.key.startswith(("slot-", "question-")) and column.key not in files:
                    own.setdefault(column.key, []).append(str(column.label))
    return own | NAMES


def headers_of(names, event):
    """(field, what its column is called when rows are given back) of each of these fields."""
    headers = recognised(event)
    return [(name, headers[name][0]) for name in names]
