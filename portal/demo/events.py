"""The stop of 2012 as it is on record, and a fictional next stop that is open for registration.

The fictional meeting that is over has a module of its own.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from events import actions
from events.enums import EventRoles, EventStatus, QuestionKind, RegistrationStatus
from events.models import Audience, Consent, Event, EventRole, Question, QuestionOption, Slot, Workshop
from portal import roles

from . import past_event
from .attendees import Attendee, write_attendees

PARIS = ZoneInfo("Europe/Paris")
DAYS_AHEAD, PLACES, WORKSHOP_PLACES = 30, 120, 40
MEMBERS_PLACES, PRESS_PLACES, SMALL_WORKSHOP_PLACES = 50, 10, 12
DAYS_OPEN = 6  # registration has been open for so long when the demonstration is loaded

# What the press of the day says of the stop of 2012: its order, without hours.
STOP_OF_2012 = [
    ("Barcamp : les participants composent le programme des ateliers", "Barcamp: the participants make the programme"),
    ("Ateliers retenus", "The workshops that were kept"),
    ("Déjeuner sur place", "Lunch on site"),
    (
        "Table ronde : les entreprises et les nouvelles formes d’organisation liées au travail à distance",
        "Round table: companies and the new forms of organisation that come with remote work",
    ),
    ("Table ronde : les tiers-lieux", "Round table: third places"),
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
        "Plénière : un réseau de télécentres interopérables, où en sommes-nous ?",
        "Plenary session: a network of interoperable telecentres, where do we stand?",
        "Grand amphithéâtre",
    ),
    ((10, 45), (12, 15), "Ateliers", "Workshops", ""),
    ((12, 15), (13, 45), "Déjeuner sur place", "Lunch on site", "Galerie"),
    (
        (13, 45),
        (15, 15),
        "Table ronde : les places que cherchent les entreprises, les lieux que portent les territoires",
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


# French, English, places of its own.
AUDIENCES = [
    ("Adhérents", "Members", MEMBERS_PLACES),
    ("Public", "General public", None),
    ("Presse", "Press", PRESS_PLACES),
]
TRAVEL = [
    ("En train ou en bus", "By train or bus"),
    ("En voiture", "By car"),
    ("À vélo ou à pied", "By bicycle or on foot"),
]
# Those who registered before the demonstration was loaded: audience, workshop (its index; "line": waits for the small
# one), way of travelling, eats there. The small workshop is full, two people stand in its line.
SMALL = 2
EARLIER = [
    (0, 2, 0, True), (1, 0, 1, True), (1, 2, 0, False), (0, 1, 1, True), (1, 2, 2, True), (2, None, 0, False),
    (1, 2, 0, True), (0, 3, 1, True), (0, 2, 1, True), (1, 1, 0, True), (1, 2, 0, True), (1, None, None, False),
    (0, 2, 2, True), (1, 2, 0, True), (0, 0, 1, False), (1, 2, 1, True), (1, 3, 1, True), (2, None, 0, True),
    (1, 2, 0, True), (0, "line", 0, True), (1, 1, 0, True), (1, "line", 1, True), (0, 0, 2, True), (1, 3, 1, False),
]  # fmt: skip


def load(people):
    """The three events, the roles of the demo's organiser, door and reader, and who is registered."""
    archive_stop_of_2012(people)
    past_event.load(people)
    event, workshops = open_next_stop()
    for name, role in (("organiser", EventRoles.ORGANISER), ("door", EventRoles.DOOR), ("reader", EventRoles.READER)):
        by = people["admin" if name == "organiser" else "organiser"]
        roles.grant(EventRole, anchor=event, person=people[name], role=role, by=by)
    audiences = add_audiences(event)
    questions, consent = ask_some_questions(event)
    register_some(event, workshops, audiences)
    add_those_who_came_earlier(event, workshops, audiences, questions, consent)


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
        title_fr="Tiers-lieux de Seine-et-Marne : la prochaine étape",
        title_en="Third places of Seine-et-Marne: the next stop",
        starts_at=at((9, 0)),
        ends_at=at((17, 0)),
        venue="Halle des Confluences (lieu fictif)",
        address="1 quai de l’Exemple, 77000 Melun",
        directions_fr="À douze minutes à pied de la gare de Melun (RER D, ligne R) : le parcours sera fléché.\n"
        "Arceaux à vélos devant l’entrée, covoiturage conseillé. Accès de plain-pied.",
        directions_en="Twelve minutes on foot from Melun station (RER D, line R): follow the signs.\n"
        "Bicycle stands in front of the entrance, car sharing advised. Step-free access.",
        registration_opens_at=(now - timedelta(days=DAYS_OPEN)).replace(hour=8, minute=0, second=0, microsecond=0),
        registration_closes_at=at((9, 0)) - timedelta(days=1),
        offer_days=3,
        offer_hours=12,
        signatory="La présidence",
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
    places = [
        (workshop, SMALL_WORKSHOP_PLACES if number == SMALL else WORKSHOP_PLACES)
        for number, workshop in enumerate(workshops)
    ]
    return actions.set_places(event, places=PLACES, workshops=places), workshops


def add_audiences(event):
    """Who the next stop is for; members and press have places of their own."""
    audiences = []
    for position, (french, english, places) in enumerate(AUDIENCES):
        audience = Audience.objects.create(event=event, name_fr=french, name_en=english, position=position)
        if places:
            actions.set_audience_capacity(audience, places=places)
        audiences.append(audience)
    return audiences


def ask_some_questions(event):
    """How people come, whether those who drive take others along, lunch; and one consent, which nobody has to give."""
    travel = Question.objects.create(
        event=event,
        kind=QuestionKind.CHOICE,
        label_fr="Comment pensez-vous venir ?",
        label_en="How do you plan to come?",
    )
    options = [
        QuestionOption.objects.create(question=travel, label_fr=french, label_en=english, position=position)
        for position, (french, english) in enumerate(TRAVEL)
    ]
    sharing = Question.objects.create(
        event=event,
        kind=QuestionKind.YES_NO,
        label_fr="Pouvez-vous emmener quelqu’un ?",
        label_en="Can you take somebody along?",
        shown_if=travel,
        shown_if_option=options[1],
        position=1,
    )
    lunch = Question.objects.create(
        event=event,
        kind=QuestionKind.YES_NO,
        label_fr="Déjeunez-vous sur place ?",
        label_en="Will you have lunch on site?",
        position=2,
    )
    consent = Consent.objects.create(
        event=event,
        text_fr="J’accepte d’apparaître sur les photographies de la journée.",
        text_en="I agree to appear in the photographs of the day.",
    )
    return (travel, options, sharing, lunch), consent


def register_some(event, workshops, audiences):
    """A few by the form's own way, so that there are mails to read."""
    for number, (first_name, last_name, organisation, choice) in enumerate(REGISTERED, 1):
        actions.register(
            event,
            email=f"inscription{number}@tierslieux.example",
            first_name=first_name,
            last_name=last_name,
            organisation=organisation,
            postcode=["77000", "77300", "77160", "77100", "", "77420"][number - 1],
            audience=audiences[0 if number % 3 == 0 else 1],
            workshops=[] if choice is None else [workshops[choice]],
            language="fr",
        )


def add_those_who_came_earlier(event, workshops, audiences, questions, consent):
    """Others, without mails, spread over the days since it opened."""
    travel, options, sharing, lunch = questions
    attendees, since_then = [], timezone.now() - event.registration_opens_at
    for number, (audience, choice, travels, eats) in enumerate(EARLIER):
        elapsed = since_then * (number / len(EARLIER)) ** 1.6  # many at first, fewer later
        attendee = Attendee(
            number + 100,  # other names than at the past event
            event.registration_opens_at + elapsed,
            audience=audiences[audience],
            workshop=None if choice is None else workshops[SMALL if choice == "line" else choice],
            stands_in_line=choice == "line",
            consents=[consent] if number % 3 else [],
        )
        if travels is not None:
            attendee.answers.append((travel, options[travels]))
        if travels == 1:
            attendee.answers.append((sharing, number % 2 == 0))
        attendee.answers.append((lunch, eats))
        if number in (11, 17):
            attendee.status, attendee.cancelled_at = (
                RegistrationStatus.CANCELLED,
                attendee.created_at + timedelta(hours=20),
            )
        attendees.append(attendee)
    write_attendees(event, attendees, domain="prochaine.example")
