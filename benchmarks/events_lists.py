"""The organiser's screens at 50 and at 50,000 registrations: as many queries, and about the same time."""

import statistics
import time

from benchmarks.events_report import per, say

FEW, MANY = 50, 50_000
TIMES = 7
# What is measured: a name, and the address below that of the event. A screen that is not there yet is left out.
SCREENS = [
    ("list", "inscriptions/"),
    ("list, searched", "inscriptions/?text=nom+1"),
    ("list, waiting", "inscriptions/?status=waiting"),
    ("dashboard", "suivi/"),
]


def compare(make_event):
    """Prints queries and time of each screen at both sizes."""
    from django.test import Client

    from tests.factories.people import PersonFactory

    organiser = PersonFactory(superuser=True)
    events = {}
    for number in (FEW, MANY):
        started = time.perf_counter()
        events[number] = filled(make_event, number)
        say(f"Screens: {number} registrations made in {per(time.perf_counter() - started)}")
    client = Client(HTTP_HOST="localhost")
    client.force_login(organiser)
    for name, path in SCREENS:
        found = {number: measure(client, f"/evenements/{event.slug}/{path}") for number, event in events.items()}
        if None in found.values():
            say(f"  {name}: no such screen yet")
            continue
        (few_queries, few_seconds), (many_queries, many_seconds) = found[FEW], found[MANY]
        verdict = "" if few_queries == many_queries else ", NOT THE SAME"
        say(
            f"  {name}: {few_queries} and {many_queries} queries{verdict}, {per(few_seconds)} and {per(many_seconds)} "
            f"({many_seconds / few_seconds:.1f} ×)"
        )


def measure(client, address):
    """(queries, seconds: the median of some) of a screen; None where there is none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(address).status_code == 404:
        return None
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries, seconds = len(captured), []  # counted at once: the next request clears what was captured
    for _ in range(TIMES):
        started = time.perf_counter()
        answer = client.get(address)
        seconds.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} was answered {answer.status_code}")
    return queries, statistics.median(seconds)


def filled(make_event, number):
    """An event with so many registrations, a tenth of them waiting, written straight into the tables."""
    from django.db import connection
    from django.utils import timezone

    from events.enums import RegistrationStatus
    from events.models import Registration, RegistrationTransition, Seat, WorkshopBooking
    from portal.text import fold

    places = number - number // 10
    event = make_event(places, workshop_places=places // 3 + 1)
    pool, now = event.common_pool, timezone.now()
    seats = list(Seat.objects.filter(pool=pool).order_by("number"))
    people = []
    for place in range(number):
        is_seated = place < places
        names = {"first_name": "Prénom", "last_name": f"Nom {place}", "organisation": f"Atelier {place % 300}"}
        email = f"personne{place}@{event.slug}.example"
        people.append(
            Registration(
                event=event,
                pool=pool,
                status=RegistrationStatus.CONFIRMED if is_seated else RegistrationStatus.WAITING,
                seat=seats[place] if is_seated else None,
                waiting_number=None if is_seated else place - places + 1,
                email=email,
                postcode=f"77{place % 1000:03}",
                consent_at=now,
                search_folded=fold(f"{names['last_name']} {names['first_name']} {names['organisation']} {email}"),
                **names,
            )
        )
    Registration.objects.bulk_create(people, batch_size=2000)
    RegistrationTransition.objects.bulk_create(
        [RegistrationTransition(registration=one, step="registered", to_status=one.status) for one in people],
        batch_size=5000,
    )
    for slot in event.slots.all():
        workshops = [(workshop, list(workshop.pool.seats.order_by("number"))) for workshop in slot.workshops.all()]
        taken = [0] * len(workshops)
        bookings = []
        for place, registration in enumerate(people[:places]):
            workshop, of_workshop = workshops[place % len(workshops)]
            seat = of_workshop[taken[place % len(workshops)]]
            taken[place % len(workshops)] += 1
            bookings.append(WorkshopBooking(registration=registration, slot=slot, pool=workshop.pool, seat=seat))
        WorkshopBooking.objects.bulk_create(bookings, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return event
