"""The stop of 2012 as it is on record, and a fictional next stop that is open for registration."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from events import actions
from events.enums import EventRoles, EventStatus
from events.models import Event, EventRole, Slot, Workshop
from portal import roles

PARIS = ZoneInfo("Europe/Paris")
DAYS_AHEAD, PLACES, WORKSHOP_PLACES = 30, 180, 40

# What the press of the day says of the stop of 2012: its order, without hours.
STOP_OF_2012 = [
    ("Barcamp : les participants composent le programme des ateliers", "Barcamp: the participants make the programme"),
    ("Ateliers retenus", "The workshops that were kept"),
    ("Déjeuner sur place", "Lunch on site"),
    (
        "Table ronde : les entreprises et les nouvelles formes d’organisation liées au travail à distance",
        "Round table: companies and the new forms of organisation that come with remote work",
    ),
    ("Table ronde : les tiers-lieux", "Round table: third places"),
]
WORKSHOPS_OF_2012 = [
    ("Modèles économiques des tiers-lieux", "Business models of third places"),
    ("Aménagement (virtuel et réel)", "Fitting-out (virtual and real)"),
    ("Conditions d’émergence d’un tiers-lieu", "What lets a third place emerge"),
    ("Profits sociaux des aménagements de tiers-lieux", "Social benefits of fitting out third places"),
]

# The fictional next stop: begins, ends, French, English, room.
NEXT_STOP = [
    ((9, 0), (9, 30), "Accueil et café", "Welcome and coffee", "Hall"),
    (
        (9, 30),
        (10, 30),
        "Plénière : un réseau de télécentres interopérables, où en sommes-nous ?",
        "Plenary session: a network of interoperable telecentres, where do we stand?",
        "Grand amphithéâtre",
    ),
    ((10, 45), (12, 15), "Ateliers", "Workshops", ""),
    ((12, 15), (13, 45), "Déjeuner sur place", "Lunch on site", "Galerie"),
    (
        (13, 45),
        (15, 15),
        "Table ronde : les places que cherchent les entreprises, les lieux que portent les territoires",
        "Round table: the seats companies look for, the places local authorities plan",
        "Grand amphithéâtre",
    ),
    ((15, 30), (17, 0), "Restitution des ateliers et suites", "What the workshops found, and what follows", "Hall"),
]
NEXT_WORKSHOPS = [
    ("Lire un cahier des charges de télécentre", "Reading a telecentre's specification", "Salle Brie"),
    ("Trouver le modèle économique de son lieu", "Finding the business model of one's place", "Salle Gâtinais"),
    ("Bonnes pratiques numériques dans un lieu partagé", "Good digital practice in a shared place", "Salle Marne"),
    ("Ouvrir un lieu en milieu rural", "Opening a place in the country", "Salle Montois"),
]
# Evidently fictional people, so that the organiser's list isn't empty: name, organisation, workshop.
REGISTERED = [
    ("Aurore", "Boréale", "Mairie de Valfleury (fictif)", 0),
    ("Marc", "Page", "Librairie du Signet (fictif)", 1),
    ("Sarah", "Fraîchit", "Météo des Lieux (fictif)", 3),
    ("Jean", "Bonneau", "La Table partagée (fictif)", None),
    ("Élise", "Œuvre", "Atelier des Possibles (fictif)", 2),
    ("Guy", "Tare", "Coopérative Accord majeur (fictif)", 2),
]


def load(people):
    """Both events, the roles of the demo's organiser and door, and a few registrations."""
    archive_stop_of_2012(people)
    event = open_next_stop()
    roles.grant(EventRole, anchor=event, person=people["organiser"], role=EventRoles.ORGANISER, by=people["admin"])
    roles.grant(EventRole, anchor=event, person=people["door"], role=EventRoles.DOOR, by=people["organiser"])
    register_some(event)


def archive_stop_of_2012(people):
    event = Event.objects.create(
        slug="tour-2012-marne-la-vallee",
        status=EventStatus.ARCHIVED,
        title_fr="Tour de France du télétravail 2012, étape de Marne-la-Vallée",
        title_en="Tour de France of telework 2012, the stop at Marne-la-Vallée",
        starts_at=datetime(2012, 12, 18, tzinfo=PARIS),
        ends_at=datetime(2012, 12, 18, 23, 59, tzinfo=PARIS),
        venue="ESIEE, Marne-la-Vallée",
        attended=180,
    )
    for number, (french, english) in enumerate(STOP_OF_2012):
        slot = Slot.objects.create(event=event, title_fr=french, title_en=english)
        if number == 1:
            for title_fr, title_en in WORKSHOPS_OF_2012:
                Workshop.objects.create(slot=slot, title_fr=title_fr, title_en=title_en)
    roles.grant(EventRole, anchor=event, person=people["organiser"], role=EventRoles.ORGANISER, by=people["admin"])


def open_next_stop():
    now = timezone.localtime()
    day = (now + timedelta(days=DAYS_AHEAD)).date()

    def at(hour_and_minute):
        return datetime(day.year, day.month, day.day, *hour_and_minute, tzinfo=PARIS)

    event = Event.objects.create(
        slug="prochaine-etape",
        status=EventStatus.PUBLISHED,
        title_fr="Tiers-lieux de Seine-et-Marne : la prochaine étape",
        title_en="Third places of Seine-et-Marne: the next stop",
        starts_at=at((9, 0)),
        ends_at=at((17, 0)),
        venue="Halle des Confluences (lieu fictif)",
        address="1 quai de l’Exemple, 77000 Melun",
        access_fr="À douze minutes à pied de la gare de Melun (RER D, ligne R) : le parcours sera fléché.\n"
        "Arceaux à vélos devant l’entrée, covoiturage conseillé. Accès de plain-pied.",
        access_en="Twelve minutes on foot from Melun station (RER D, line R): follow the signs.\n"
        "Bicycle stands in front of the entrance, car sharing advised. Step-free access.",
        registration_opens_at=now,
        registration_closes_at=at((9, 0)) - timedelta(days=1),
    )
    for begins, ends, french, english, room in NEXT_STOP:
        slot = Slot.objects.create(
            event=event, starts_at=at(begins), ends_at=at(ends), title_fr=french, title_en=english, room=room
        )
        if french == "Ateliers":
            workshops = [
                Workshop.objects.create(slot=slot, title_fr=title_fr, title_en=title_en, room=room)
                for title_fr, title_en, room in NEXT_WORKSHOPS
            ]
    places = [(workshop, WORKSHOP_PLACES) for workshop in workshops]
    return actions.set_places(event, places=PLACES, workshops=places)


def register_some(event):
    workshops = list(Workshop.objects.filter(slot__event=event))
    for number, (first_name, last_name, organisation, choice) in enumerate(REGISTERED, 1):
        actions.register(
            event,
            email=f"inscription{number}@tierslieux.example",
            first_name=first_name,
            last_name=last_name,
            organisation=organisation,
            workshops=[] if choice is None else [workshops[choice]],
            language="fr",
        )
