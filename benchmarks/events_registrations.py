"""Complete registrations, until the last mail has arrived, beside a bare view that inserts one row."""

import asyncio
import time
from dataclasses import dataclass, field

from benchmarks.events_client import Person
from benchmarks.events_report import per, quantiles, say
from benchmarks.events_servers import NOTHING

# pretix 2026.8 from PyPI, measured for the same thing: 20 concurrent clients, 200 places, two gunicorn workers,
# PostgreSQL, tasks in the request.
PRETIX_RATE, PRETIX_P95, PRETIX_CPU = 2.8, 7.7, 0.68


@dataclass
class Tally:
    """Rounds of the same thing added up."""

    done: int = 0
    seconds: float = 0.0
    cost: object = NOTHING
    waits: dict = field(default_factory=dict)

    def add(self, *, done, seconds, cost, waits):
        self.done, self.seconds, self.cost = self.done + done, self.seconds + seconds, self.cost + cost
        for name, values in waits.items():
            self.waits.setdefault(name, []).extend(values)


async def by_clients(clients, people, act):
    """`act(number)` for each of `people`, at most `clients` at a time; what each returned."""
    numbers, results = iter(range(people)), {}

    async def client():
        for number in numbers:
            results[number] = await act(number)

    await asyncio.gather(*(client() for _ in range(clients)))
    return [results[number] for number in range(people)]


async def registrations(machinery, event, *, clients, people):
    """One round: all are registered and all mails have come. Returns (Tally's words, seconds until the last answer)."""
    mails, before, started = machinery.sink.count, machinery.used(), time.time()
    waits = {}

    async def act(number):
        async with Person(machinery.portal.url, number, event.slug) as person:
            answer = await person.register(event.get_absolute_url())
        if answer.status != 200:
            raise RuntimeError(f"Person {number} was answered {answer.status}: {answer.text[:3000]}")
        for name, seconds in (*person.waits.items(), ("whole", sum(person.waits.values()))):
            waits.setdefault(name, []).append(seconds)

    await by_clients(clients, people, act)
    answered = time.time() - started
    if missing := await machinery.sink.wait_for(mails + people, seconds=120):
        raise RuntimeError(f"{missing} mails did not come")
    seconds = machinery.sink.last_at - started
    return {"done": people, "seconds": seconds, "cost": machinery.used() - before, "waits": waits}, answered


async def inserts(machinery, *, clients, people):
    """One round of the bare view."""
    before, started, waits = machinery.used(), time.time(), []

    async def act(number):
        async with Person(machinery.bare.url, number) as person:
            answer = await person.ask("insert", "POST", "/", {"text": f"person {number}"})
        if answer.status != 200:
            raise RuntimeError(f"The bare view answered {answer.status}: {answer.text[:500]}")
        waits.append(person.waits["insert"])

    await by_clients(clients, people, act)
    seconds = time.time() - started
    return {"done": people, "seconds": seconds, "cost": machinery.used() - before, "waits": {"whole": waits}}


async def compare(machinery, make_event, *, clients, places, rounds):
    """Rounds of both, one after the other; prints what they took."""
    ours, bare = Tally(), Tally()
    await registrations(machinery, make_event(places), clients=clients, people=clients)  # warms up, counts for nothing
    await inserts(machinery, clients=clients, people=clients)
    say(f"Complete registrations: {clients} clients, {places} places, {rounds} rounds of each, in turn")
    for turn in range(1, rounds + 1):
        event = make_event(places)
        found, answered = await registrations(machinery, event, clients=clients, people=places)
        ours.add(**found)
        inserted = await inserts(machinery, clients=clients, people=places * 5)
        bare.add(**inserted)
        say(
            f"  round {turn}: {places / answered:.1f} answered a second, last mail {found['seconds']:.1f} s after the "
            f"start; bare view {inserted['done'] / inserted['seconds']:.0f} a second"
        )
    report(ours, bare, machinery)


def report(ours, bare, machinery):
    rate, bare_rate = ours.done / ours.seconds, bare.done / bare.seconds
    cpu, database = ours.cost.portal / ours.done, ours.cost.database / ours.done
    bare_cpu = bare.cost.bare / bare.done
    say(f"  {rate:.1f} registrations a second until their last mail")
    for name in ("whole", "page", "form", "confirmation"):
        say(f"  wait, {name}: {quantiles(ours.waits[name])}")
    say(f"  processor for each registration: portal {per(cpu)}, PostgreSQL {per(database)}", end="")
    say(f", Redis {per(ours.cost.redis / ours.done)} (client {per(ours.cost.client / ours.done)}", end="")
    say(f", SMTP sink {per(ours.cost.sink / ours.done)})")
    say(f"  bare view, one row: {bare_rate:.0f} a second, {quantiles(bare.waits['whole'])}", end="")
    say(f", portal's side {per(bare_cpu)}, PostgreSQL {per(bare.cost.database / bare.done)}")
    say(f"  one registration costs {cpu / bare_cpu:.1f} bare inserts; the bare view's rate is {bare_rate / rate:.1f} ×")
    p95 = sorted(ours.waits["whole"])[int(0.95 * ours.done)]
    say(
        f"  pretix 2026.8 there: {PRETIX_RATE} a second, p95 {PRETIX_P95} s, {PRETIX_CPU} s of processor each; "
        f"we make {rate / PRETIX_RATE:.1f} × its rate at {cpu / PRETIX_CPU:.3f} × its processor"
    )
    aims = (("10 × its rate", rate >= 10 * PRETIX_RATE), ("a tenth of its processor", cpu <= PRETIX_CPU / 10))
    for aim, is_met in (*aims, ("p95 under 1 s", p95 < 1)):
        say(f"  aim, {aim}: {'met' if is_met else 'MISSED'}")
    say(f"  the mail: {machinery.sink.parts_of_last_mail()}")
