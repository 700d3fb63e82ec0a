"""Two thousand people at the second of opening for 180 places: everybody is answered, in the order they came."""

import asyncio
import re
import time
from datetime import timedelta

from benchmarks.events_client import Person
from benchmarks.events_report import per, quantiles, say

SECONDS_FOR_ALL = 60
LOOKS_A_SECOND = 10


async def rush(machinery, event, page_address, in_thread, *, people):
    """Everybody opens the form when registration opens; meanwhile the event's page is looked at, as ever."""
    opens_at = event.registration_opens_at.timestamp()
    say(f"The rush: {people} people at the second of opening")
    mails, before = machinery.sink.count, machinery.used()
    come = [Person(machinery.portal.url, number, event.slug) for number in range(people)]
    looks = {"page": [], "counters": []}
    looking = asyncio.create_task(look(machinery, event, page_address, looks))
    await asyncio.sleep(max(0, opens_at - time.time()))
    started = time.time()
    answers = await asyncio.gather(*(take_part(person, event.get_absolute_url()) for person in come))
    seconds = time.time() - started
    answered = machinery.used() - before
    looking.cancel()
    missing = await machinery.sink.wait_for(mails + people, seconds=600)
    mailed = machinery.sink.last_at - started
    tell(come, answers, looks, seconds=seconds, cost=answered)
    say(f"  all mails out after {per(mailed)}" + (f", {missing} MISSING" if missing else ""))
    say(f"  processor for each person, mails included: portal {per((machinery.used() - before).portal / people)}")
    for line in await in_thread(lambda: compare_with_rows(event, answers)):
        say(f"  {line}")


async def take_part(person, path):
    """One person: (when the last answer came, its status, the number it names in the line or None)."""
    try:
        async with person:
            answer = await person.register(path)
    except (OSError, ConnectionResetError) as error:
        return time.time(), 0, f"{type(error).__name__}: {error}"
    return time.time(), answer.status, answer.text


async def look(machinery, event, page_address, looks):
    """Somebody looks at the page and at its counters, again and again."""
    while True:
        async with Person(machinery.portal.url, 0) as visitor:
            await visitor.ask("page", "GET", page_address)
            await visitor.ask("counters", "GET", f"/evenements/{event.slug}/places/")
        for name, seconds in visitor.waits.items():
            looks[name].append(seconds)
        await asyncio.sleep(1 / LOOKS_A_SECOND)


def tell(people, answers, looks, *, seconds, cost):
    """What the people saw."""
    failed = [(status, text[:300]) for _, status, text in answers if status != 200]
    say(
        f"  all answered after {per(seconds)} (aim: {SECONDS_FOR_ALL} s, {'met' if seconds < 60 else 'MISSED'})", end=""
    )
    say(f"; {len(failed)} without their answer{f', the first: {failed[0]}' if failed else ''}")
    say(f"  wait, whole: {quantiles([sum(person.waits.values()) for person in people])}")
    for name in ("page", "form", "confirmation"):
        say(f"  wait, {name}: {quantiles([person.waits[name] for person in people if name in person.waits])}")
    for name, title in (("page", "the event's page"), ("counters", "its counters")):
        say(f"  {title} meanwhile: {quantiles(looks[name])} ({len(looks[name])} looks)")
    say(f"  processor until the last answer: portal {cost.portal:.1f} s, PostgreSQL {cost.database:.1f} s", end="")
    say(f", client {cost.client:.1f} s")


def compare_with_rows(event, answers):
    """What the database says of the people, beside what they were told; lines for the report."""
    from events.enums import RegistrationStatus

    rows = {int(row.email.removeprefix("personne").partition("@")[0]): row for row in event.registrations.all()}
    confirmed = [row for row in rows.values() if row.status == RegistrationStatus.CONFIRMED]
    waiting = [row for row in rows.values() if row.status == RegistrationStatus.WAITING]
    told = [number for number, (_, _, text) in enumerate(answers) if number in rows and is_told(rows[number], text)]
    yield f"{len(confirmed)} confirmed, {len(waiting)} waiting, {len(told)} were told so (with their rank)"
    order = sorted(rows, key=lambda number: place_of(rows[number]))
    in_line = [row.waiting_number for row in sorted(waiting, key=lambda row: row.created_at)]
    yield f"ranks follow the time of registration: {'yes' if in_line == sorted(in_line) else 'NO'}"
    lag = [answers[number][0] - latest for number, latest in zip(order, running_latest(order, answers), strict=True)]
    yield (
        f"places and ranks follow the answers: {sum(seconds > -1 for seconds in lag)} of {len(lag)} within a second, "
        f"the worst was answered {per(-min(lag, default=0))} before somebody placed ahead"
    )


def place_of(row):
    return (row.seat_id is None, row.seat_id or row.waiting_number)


def running_latest(order, answers):
    """For each place the latest answer among those placed before."""
    latest = 0
    for number in order:
        latest = max(latest, answers[number][0])
        yield latest


def is_told(row, text):
    """Whether the confirmation says what the row says."""
    if row.waiting_number is None:
        return "réservée" in text
    main = text.partition("<main")[2]
    return bool(re.search(rf"\b{row.waiting_number}\b", re.sub(r"<[^>]+>", " ", main)))


def prepare(make_event, places, *, seconds):
    """An event that opens in so many seconds, announced on a page: (event, address of the page)."""
    from django.utils import timezone

    from portal.pages.models import EventIndexPage, EventPage

    event = make_event(places, registration_opens_at=timezone.now() + timedelta(seconds=seconds))
    index = EventIndexPage.objects.filter(locale__language_code="fr").first()
    page = index.add_child(instance=EventPage(title=event.title_fr, slug=event.slug, event=event, locale=index.locale))
    return event, page.get_url()
