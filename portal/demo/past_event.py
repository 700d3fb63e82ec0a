"""A fictional meeting of some weeks ago, with all that an event leaves behind: who came, who did not, what was said."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from events import actions
from events.enums import EventRoles, EventStatus, RegistrationStatus, Sources
from events.models import (
    Answer,
    Audience,
    CheckIn,
    Event,
    EventRole,
    FeedbackReply,
    QuestionOption,
    Registration,
    Slot,
    Workshop,
)
from portal import roles

from .attendees import Attendee, choose, now, write_attendees

SLUG = "rencontre-des-tiers-lieux"
PARIS = ZoneInfo("Europe/Paris")
WEEKS_AGO, OPEN_DAYS, THURSDAY = 3, 40, 3
DOORS = ["Hall", "Quai"]

SLOTS = [
    ((8, 45), (9, 30), "Accueil", "Welcome", "Hall"),
    ((9, 30), (10, 45), "Ce que coûte un lieu la première année", "What a place costs in its first year", "Auditorium"),
    ((11, 0), (12, 30), "Ateliers", "Workshops", ""),
    ((12, 30), (14, 0), "Déjeuner partagé", "Shared lunch", "Verrière"),
    ((14, 0), (15, 30), "Visite commentée du lieu", "Guided visit of the place", "Hall"),
]
# French, English, room, places, how many chose it.
WORKSHOPS = [
    ("Faire vivre une communauté", "Keeping a community alive", "Salle Loing", 20, 20),
    ("Équiper un lieu à petit budget", "Fitting out a place on a small budget", "Salle Orvanne", 24, 15),
    ("Convaincre un employeur", "Convincing an employer", "Salle Lunain", 24, 11),
]
AUDIENCES = [("Adhérents", "Members", 22), ("Public", "General public", None), ("Presse", "Press", 4)]
COMMON_PLACES = 44

# How many of each audience: came, absent, cancelled; the common places were all taken, and three people still waited.
WHO = [("Adhérents", 17, 2, 2), ("Public", 40, 4, 5), ("Presse", 3, 1, 0)]
STILL_WAITING = 3
# Days after the opening on which people registered, and how often: a rush, a calm, a last week.
RUSH = [0] * 18 + [1] * 8 + [2] * 5 + [3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 15, 17, 19, 20, 22, 25] * 2
RUSH += [28, 30, 31, 32, 33, 33, 34, 34, 35, 35, 36, 36, 37, 37, 38]
TEXTS = [
    "La visite du lieu : c’est là qu’on comprend. Il en faudrait une à chaque rencontre.",
    "Plus de temps pour les ateliers, et un peu moins de plénière.",
    "Les chiffres de la première année étaient précieux, merci de les partager.",
    "Commencer plus tard : le premier train direct arrive à 9 h 05.",
    "Rien à changer, sauf le café.",
    "Prévoir un atelier pour les communes rurales.",
    "Garder le déjeuner partagé : mes meilleurs échanges de la journée.",
    "La salle Loing est trop petite pour vingt personnes.",
    "Inviter des employeurs à raconter pourquoi ils ont dit oui.",
]
# Mark, use (index of the option), text (index or None); nobody is tied to any of them.
REPLIES = [
    (5, 0, 0), (4, 0, 1), (5, 0, 2), (4, 1, 3), (3, 1, 4), (5, 0, None), (4, 0, None), (4, 1, 5), (5, 0, 6), (2, 2, 7),
    (4, 0, None), (5, 1, None), (4, 0, 8), (3, 1, None), (5, 0, None), (4, 1, None), (5, 0, None), (4, 0, None),
    (3, 2, None), (5, 0, None), (4, 1, None), (5, 0, None), (4, 0, None), (5, 1, None),
]  # fmt: skip


def load(people):
    """The event, its roles, its people and what they said."""
    event = make_event()
    for name, role in (("organiser", EventRoles.ORGANISER), ("door", EventRoles.DOOR), ("reader", EventRoles.READER)):
        roles.grant(EventRole, anchor=event, person=people[name], role=role, by=people["admin"])
    workshops = make_programme(event)
    audiences = make_audiences(event)
    actions.set_places(event, places=COMMON_PLACES, workshops=workshops, audiences=audiences[1])
    attendees = list(people_of(event, audiences[0], [workshop for workshop, _places in workshops]))
    write_attendees(event, attendees, domain="rencontre.example", doors_by=people["door"])
    undo_one_check_in(event, people["door"])
    event.attended = CheckIn.objects.standing().filter(registration__event=event).count()  # what the page says
    event.save(update_fields=["attended"])
    actions.add_standard_questions(event, by=people["organiser"])
    reply(event)


def make_event():
    day = now().date() - timedelta(weeks=WEEKS_AGO)
    day += timedelta(days=THURSDAY - day.weekday())
    begins = datetime(day.year, day.month, day.day, 9, 0, tzinfo=PARIS)
    return Event.objects.create(
        slug=SLUG,
        status=EventStatus.PUBLISHED,
        title_fr="Rencontre des tiers-lieux : la première année d’un lieu",
        title_en="Meeting of third places: the first year of a place",
        starts_at=begins,
        ends_at=begins.replace(hour=15, minute=30),
        venue="Le Moulin des Idées (lieu fictif)",
        address="3 rue de l’Exemple, 77140 Nemours",
        directions_fr="À dix minutes à pied de la gare de Nemours – Saint-Pierre.",
        directions_en="Ten minutes on foot from Nemours – Saint-Pierre station.",
        registration_opens_at=begins.replace(hour=8) - timedelta(days=OPEN_DAYS),
        registration_closes_at=begins - timedelta(days=1),
        signatory="La présidence",
    )


def make_programme(event):
    day = event.starts_at

    def at(hour_and_minute):
        return datetime(day.year, day.month, day.day, *hour_and_minute, tzinfo=PARIS)

    workshops = []
    for begins, ends, french, english, room in SLOTS:
        slot = Slot.objects.create(
            event=event, starts_at=at(begins), ends_at=at(ends), title_fr=french, title_en=english, room=room
        )
        if french == "Ateliers":
            workshops = [
                (Workshop.objects.create(slot=slot, title_fr=title_fr, title_en=title_en, room=where), places)
                for title_fr, title_en, where, places, _chosen in WORKSHOPS
            ]
    return workshops


def make_audiences(event):
    """(audience by its French name, pairs of one with places of its own and their number)."""
    made = {
        french: Audience.objects.create(event=event, name_fr=french, name_en=english, position=position)
        for position, (french, english, _places) in enumerate(AUDIENCES)
    }
    return made, [(made[french], places) for french, _english, places in AUDIENCES if places]


def people_of(event, audiences, workshops):
    """Everybody, in the order in which they registered."""
    chance = Random(77)  # noqa: S311 (the same people each time)
    outcomes = [
        (french, outcome)
        for french, came, absent, cancelled in WHO
        for outcome in ["came"] * came + ["absent"] * absent + ["cancelled"] * cancelled
    ]
    chance.shuffle(outcomes)
    outcomes += [("Public", "waiting")] * STILL_WAITING
    days = sorted(RUSH[: len(outcomes)])
    choices = [workshop for workshop, line in zip(workshops, WORKSHOPS, strict=True) for _place in range(line[4])]
    chance.shuffle(choices)
    for number, ((french, outcome), day) in enumerate(zip(outcomes, days, strict=True)):
        opened = event.registration_opens_at + timedelta(days=day)
        attendee = Attendee(number, opened + timedelta(minutes=chance.randrange(5, 700)), audience=audiences[french])
        if outcome == "waiting":
            attendee.status = RegistrationStatus.WAITING
        elif outcome == "cancelled":
            attendee.status = RegistrationStatus.CANCELLED
            attendee.cancelled_at = attendee.created_at + timedelta(days=chance.randrange(1, 3), hours=2)
        else:
            attendee.workshop = choices.pop() if choices else None
        if outcome == "came":
            attendee.came_at, attendee.door = arrival(event, chance)
        if day >= 34 and french == "Public" and outcome == "came":
            attendee.promoted_at = attendee.created_at + timedelta(hours=30)
        if number % 17 == 9:
            attendee.source = Sources.ORGANISER
        yield attendee


def arrival(event, chance):
    """Most come in the half hour before it begins; some for the afternoon only."""
    minutes = chance.gauss(-6, 13) if chance.random() < 0.92 else chance.gauss(285, 12)
    door = DOORS[0] if chance.random() < 0.66 else DOORS[1]
    return event.starts_at + timedelta(minutes=max(minutes, -38)), door


def undo_one_check_in(event, door):
    """One person was checked in by mistake, and right after it undone."""
    absent = Registration.objects.confirmed().filter(event=event, check_ins=None).first()
    moment = event.starts_at + timedelta(minutes=12)
    CheckIn.objects.create(
        registration=absent, at=moment, door=DOORS[0], by=door, undone_at=moment + timedelta(minutes=1), undone_by=door
    )


def reply(event):
    """What those who came said; as many of them are noted as having replied."""
    scale, choice, text = actions.feedback_questions(event)
    options = list(QuestionOption.objects.filter(question=choice))
    day = event.starts_at.date() + timedelta(days=1)
    replies = FeedbackReply.objects.bulk_create(FeedbackReply(event=event, at=day) for _reply in REPLIES)
    answers, chosen = [], []
    for row, (mark, use, words) in zip(replies, REPLIES, strict=True):
        answers.append(Answer(question=scale, reply=row, mark=mark))
        answers.append(Answer(question=choice, reply=row))
        chosen.append((answers[-1], options[use]))
        if words is not None:
            answers.append(Answer(question=text, reply=row, text=TEXTS[words]))
    Answer.objects.bulk_create(answers)
    choose(chosen)
    came = event.registrations.filter(check_ins__undone_at=None, check_ins__isnull=False).order_by("search_folded")
    Registration.objects.filter(pk__in=list(came.values_list("pk", flat=True)[: len(REPLIES)])).update(replied_at=day)
