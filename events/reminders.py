"""Mails that leave by the clock: reminders before an event, thanks after it.

A wave of mails has a moment, Paris time. It is sent once: each mail has a key made of the registration and the day, so
that running twice, or late, adds none. A server that was down sends late, in daytime, as long as it makes sense.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal import notices

from .enums import EventStatus, MailKinds, Steps
from .models import CheckIn, Event, RegistrationTransition

PARIS = ZoneInfo("Europe/Paris")
REMINDED_AT, THANKED_AT = time(9), time(10)
DAYTIME = (time(8), time(21))  # a mail that is late waits for the morning
LATEST = timedelta(days=2)  # a wave later than that is left out
JUST_HEARD = timedelta(hours=24)  # who registered or got their place so shortly before a reminder knows
GOT_A_PLACE = [Steps.REGISTERED, Steps.PROMOTED, Steps.OFFER_ACCEPTED]


def send_due_mails(now=None):
    """Enqueues the reminders and thanks whose moment has come. Returns how many are new."""
    now = (now or timezone.now()).astimezone(PARIS)
    if not DAYTIME[0] <= now.time() < DAYTIME[1]:
        return 0
    return sum(_remind(event, now) for event in _near(now)) + sum(_thank(event, now) for event in _just_over(now))


def _near(now):
    return Event.objects.filter(status=EventStatus.PUBLISHED, starts_at__gt=now).exclude(reminder_days=[])


def _just_over(now):
    """Those put away as soon as they were over too, unless they were called off before."""
    known = Event.objects.filter(status__in=[EventStatus.PUBLISHED, EventStatus.ARCHIVED], erased_at=None)
    took_place = known.exclude(transitions__to_status=EventStatus.CANCELLED)
    return took_place.filter(ends_at__lt=now, ends_at__gt=now - LATEST - timedelta(days=2))


def _remind(event, now):
    """The wave that is due; of two that are late the one nearer to the event."""
    moments = [_on(event.starts_at, -days, REMINDED_AT) for days in event.reminder_days]
    due = [moment for moment in moments if moment <= now < moment + LATEST]
    if not due:
        return 0
    moment = max(due)
    before = moment - JUST_HEARD
    got_a_place_since = RegistrationTransition.objects.filter(
        registration=OuterRef("pk"), step__in=GOT_A_PLACE, at__gt=before
    )
    expected = event.registrations.confirmed().filter(~Exists(got_a_place_since), created_at__lte=before)
    return _send(MailKinds.REMINDER, expected, moment)


def _thank(event, now):
    moment = _on(event.ends_at, 1, THANKED_AT)
    if not moment <= now < moment + LATEST:
        return 0
    came = CheckIn.objects.standing().filter(registration=OuterRef("pk"))
    return _send(MailKinds.THANKS, event.registrations.filter(Exists(came)), moment)


def _send(kind, registrations, moment):
    letters = [
        (
            f"{kind}:{registration.pk}:{moment:%Y-%m-%d}",
            registration.pk,
            registration.mail_address,
            registration.language,
        )
        for registration in registrations.select_related("registered_by")
        if registration.mail_address
    ]
    return notices.send_many(kind, letters)


def _on(moment, days, hour):
    """The moment at `hour` in Paris, `days` after the day of `moment`."""
    day = moment.astimezone(PARIS).date() + timedelta(days=days)
    return datetime.combine(day, hour, tzinfo=PARIS)
