"""Fictional attendees, written many at once: no mail goes out for them, and their past is made up with them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from events.enums import RegistrationStatus, Sources, Steps
from events.models import (
    Answer,
    Audience,
    CheckIn,
    Consent,
    ConsentGiven,
    Pool,
    Registration,
    RegistrationTransition,
    Workshop,
    WorkshopBooking,
)
from portal.text import fold

FIRST_NAMES = [
    "Ada", "Basile", "Célie", "Damien", "Esther", "Florent", "Gaëlle", "Henri", "Inès", "Joachim", "Karima", "Léo",
    "Maud", "Nassim", "Océane", "Pascal", "Quitterie", "Rémi", "Salomé", "Théo", "Ursule", "Victor", "Wendy", "Xavier",
    "Yasmine", "Zacharie",
]  # fmt: skip
# Nobody is called that: words of fiction.
LAST_NAMES = [
    "Alinéa", "Apologue", "Brouillon", "Chimère", "Conte", "Épilogue", "Esquisse", "Fabula", "Figurant", "Hypothèse",
    "Imaginaire", "Intrigue", "Légende", "Métaphore", "Mirage", "Parabole", "Parenthèse", "Personnage", "Préface",
    "Prologue", "Roman", "Scénario", "Songe", "Virgule", "Vraisemblable",
]  # fmt: skip
ORGANISATIONS = [
    "Mairie de Valfleury (fictif)",
    "Communauté de communes des Trois Rus (fictif)",
    "Tiers-lieu La Grange aux idées (fictif)",
    "Coopérative La Passerelle (fictif)",
    "Agence du Méandre (fictif)",
    "École de l’Écluse (fictif)",
    "Atelier des Possibles (fictif)",
    "Mutuelle du Confluent (fictif)",
    "Café-bureau Le Quai (fictif)",
    "",
]
# Where they live: mostly Seine-et-Marne, some around it, one from afar, some who did not say.
POSTCODES = [
    "77000", "77190", "77300", "77100", "77420", "77176", "77160", "77000", "77120", "91000", "77130", "77600", "",
    "77000", "77700", "94000", "77140", "77300", "75012", "77250", "69003", "77100", "77420", "",
]  # fmt: skip


@dataclass
class Attendee:
    """One made-up person and what became of their registration."""

    number: int
    created_at: datetime
    status: str = RegistrationStatus.CONFIRMED
    audience: Audience | None = None
    workshop: Workshop | None = None
    stands_in_line: bool = False
    came_at: datetime | None = None
    door: str = ""
    cancelled_at: datetime | None = None
    promoted_at: datetime | None = None
    source: str = Sources.FORM
    answers: list = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    @property
    def names(self):
        """First and last name; a step of 7 through the longer list gives each person another pair."""
        first = FIRST_NAMES[self.number % len(FIRST_NAMES)]
        return first, LAST_NAMES[self.number * 7 % len(LAST_NAMES)]


def write_attendees(event, attendees, *, domain, doors_by=None):
    """Writes them with their seats, workshops, log, check-ins, answers and consents. Returns the registrations.

    `domain` is that of their addresses. Who is confirmed must fit: seats and lines are given in the order of the list.
    """
    pools = {pool.audience_id or "common": pool for pool in Pool.objects.main().filter(event=event)}
    seats = {pool.pk: iter(list(pool.free_seats())) for pool in pools.values()}
    lines = {pool.pk: pool.line().count() for pool in pools.values()}
    registrations = []
    for attendee in attendees:
        pool = pools.get(attendee.audience.pk if attendee.audience else None, pools["common"])
        registration = _registration(event, attendee, pool, domain)
        if attendee.status == RegistrationStatus.CONFIRMED:
            registration.seat = next(seats[pool.pk])
        elif attendee.status == RegistrationStatus.WAITING:
            lines[pool.pk] += 1
            registration.waiting_number = lines[pool.pk]
        registrations.append(registration)
    Registration.objects.bulk_create(registrations)
    for registration, attendee in zip(registrations, attendees, strict=True):
        registration.created_at = attendee.created_at  # the field fills itself in on creation
    Registration.objects.bulk_update(registrations, ["created_at"])
    pairs = list(zip(registrations, attendees, strict=True))
    _book_workshops(pairs)
    _write_log(pairs, doors_by)
    _check_in(pairs, doors_by)
    _answer(pairs)
    return registrations


def _registration(event, attendee, pool, domain):
    first_name, last_name = attendee.names
    organisation = ORGANISATIONS[attendee.number * 3 % len(ORGANISATIONS)]
    email = f"{fold(first_name)}.{fold(last_name)}{attendee.number}@{domain}"
    registration = Registration(
        event=event,
        status=attendee.status,
        pool=pool,
        audience=attendee.audience,
        source=attendee.source,
        email=email,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        postcode=POSTCODES[attendee.number * 5 % len(POSTCODES)],
        consent_at=attendee.created_at,
    )
    registration.fold_words()
    return registration


def _book_workshops(pairs):
    pools = {
        pool.workshop_id: pool for pool in Pool.objects.filter(workshop__in={a.workshop for _, a in pairs} - {None})
    }
    seats = {pool.pk: iter(list(pool.free_seats())) for pool in pools.values()}
    lines = {pool.pk: pool.line().count() for pool in pools.values()}
    bookings = []
    for registration, attendee in pairs:
        if attendee.workshop is None or attendee.status == RegistrationStatus.CANCELLED:
            continue
        pool = pools[attendee.workshop.pk]
        booking = WorkshopBooking(registration=registration, slot_id=attendee.workshop.slot_id, pool=pool)
        if attendee.status == RegistrationStatus.CONFIRMED and not attendee.stands_in_line:
            booking.seat = next(seats[pool.pk])
        elif attendee.status == RegistrationStatus.CONFIRMED:
            lines[pool.pk] += 1
            booking.waiting_number = lines[pool.pk]
        bookings.append(booking)
    WorkshopBooking.objects.bulk_create(bookings)


def _write_log(pairs, doors_by):
    confirmed, waiting, cancelled = (
        RegistrationStatus.CONFIRMED,
        RegistrationStatus.WAITING,
        RegistrationStatus.CANCELLED,
    )
    steps = []
    for registration, attendee in pairs:
        waited = attendee.promoted_at or attendee.status == waiting
        first = waiting if waited else confirmed
        happened = [(attendee.created_at, Steps.REGISTERED, "", first, None)]
        if attendee.promoted_at:
            happened.append((attendee.promoted_at, Steps.PROMOTED, waiting, confirmed, None))
        if attendee.cancelled_at:
            happened.append((attendee.cancelled_at, Steps.CANCELLED, confirmed, cancelled, None))
        if attendee.came_at:
            happened.append((attendee.came_at, Steps.CHECKED_IN, confirmed, confirmed, doors_by))
        steps += [
            (at, RegistrationTransition(registration=registration, step=step, from_status=was, to_status=now, by=by))
            for at, step, was, now, by in happened
        ]
    transitions = RegistrationTransition.objects.bulk_create(transition for _at, transition in steps)
    for transition, (at, _written) in zip(transitions, steps, strict=True):
        transition.at = at
    RegistrationTransition.objects.bulk_update(transitions, ["at"])


def _check_in(pairs, doors_by):
    CheckIn.objects.bulk_create(
        CheckIn(registration=registration, at=attendee.came_at, door=attendee.door, by=doors_by)
        for registration, attendee in pairs
        if attendee.came_at
    )


def _answer(pairs):
    answers, chosen, given = [], [], []
    for registration, attendee in pairs:
        for question, value in attendee.answers:
            answer = Answer(question=question, registration=registration)
            if isinstance(value, bool):
                answer.is_yes = value
            else:
                chosen.append((answer, value))
            answers.append(answer)
        given += [
            ConsentGiven(consent=consent, registration=registration, wording=consent.text_fr, at=attendee.created_at)
            for consent in attendee.consents
        ]
    Answer.objects.bulk_create(answers)
    choose(chosen)
    ConsentGiven.objects.bulk_create(given)


def choose(pairs):
    """Writes the option chosen in each answer (pairs of both)."""
    Answer.options.through.objects.bulk_create(
        Answer.options.through(answer_id=answer.pk, questionoption_id=option.pk) for answer, option in pairs
    )


def now():
    """The moment the demonstration is loaded, by our clocks."""
    return timezone.localtime()
