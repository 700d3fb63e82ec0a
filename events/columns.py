"""The columns of the organiser's list, on the screen and in the workbook: one line a person, one column a question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Value
from django.db.models.functions import StrIndex, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import hours

from .enums import QuestionKind, QuestionPurpose
from .models import Answer, CheckIn, Registration, WorkshopBooking
from .models.registration_queries import BEFORE_ORGANISATION

USUAL = ("email", "organisation", "status", "workshops", "created")
# By organisation, whatever its accents and case: the part of what is folded that begins there.
ORGANISATION = Substr("search_folded", StrIndex("search_folded", Value(BEFORE_ORGANISATION)))


def _bookings():
    return Prefetch("bookings", WorkshopBooking.objects.with_workshop(), to_attr="list_bookings")


def _check_ins():
    return Prefetch("check_ins", CheckIn.objects.standing(), to_attr="list_check_ins")


def _answers():
    options = Prefetch("options", to_attr="list_options")
    return Prefetch("answers", Answer.objects.prefetch_related(options), to_attr="list_answers")


def _consents():
    return Prefetch("consents_given", to_attr="list_consents")


@dataclass(frozen=True)
class ListColumn:
    """`value` reads it from a registration that brought `joined` and `prefetched` along; `order` is what sorts by it.

    A private one is for those who may see addresses.
    """

    key: str
    label: Any
    value: Callable[[Registration], Any]
    kind: str = "text"
    width: int | None = None
    order: tuple = ()
    joined: str = ""
    prefetched: Any = None
    is_private: bool = False

    def shown(self, registration):
        """The value in words, for the screen."""
        value = self.value(registration)
        if self.kind == "datetime" and value:
            return hours.short_moment(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value is None else value


def columns_of(event, *, shows_addresses):
    """Every column of the event's list beside the names, in order."""
    slots = [slot for slot in event.slots.all() if slot.workshops.all()]
    questions = [question for question in event.questions.all() if question.purpose == QuestionPurpose.REGISTRATION]
    columns = [
        *_of_everybody(event),
        *(_of_slot(slot, slots) for slot in slots if len(slots) > 1),  # of a single one the workshops say it all
        *(_of_question(question) for question in questions),
        *(_of_consent(consent) for consent in event.consents.all()),
    ]
    return [column for column in columns if shows_addresses or not column.is_private]


def chosen(columns, keys):
    """The columns with these keys, in the list's order; none where no key is known."""
    return [column for column in columns if column.key in keys]


def bring_along(registrations, columns: Iterable[ListColumn]):
    """The registrations with all that the columns read, in as many queries however many they are."""
    joins = {column.joined for column in columns if column.joined}
    prefetches = {str(column.prefetched.prefetch_to): column.prefetched for column in columns if column.prefetched}
    return registrations.select_related(*joins).prefetch_related(*prefetches.values())


def with_ranks(registrations, event):
    """Gives each of those who wait, of a list in memory, its `list_rank` in its line."""
    numbers, ranks = {}, {}
    for pk, pool in event.registrations.waiting().values_list("pk", "pool"):
        ranks[pk] = numbers[pool] = numbers.get(pool, 0) + 1
    for registration in registrations:
        registration.list_rank = ranks.get(registration.pk)
        yield registration


def _of_everybody(event):
    yield ListColumn("email", _("E-mail address"), lambda row: row.email, width=32, order=("email",), is_private=True)
    yield ListColumn("organisation", _("Organisation"), lambda row: row.organisation, width=32, order=(ORGANISATION,))
    yield ListColumn(
        "postcode", _("Postcode"), lambda row: row.postcode, width=10, order=("postcode",), is_private=True
    )
    if event.audiences.all():
        yield ListColumn("audience", _("Audience"), _audience, order=("audience__position",), joined="audience")
    yield ListColumn("status", _("Status"), _words_of("status"), order=("status", "waiting_number"))
    yield ListColumn("seat", _("Seat"), _seat, "number", order=("seat__number",), joined="seat")
    yield ListColumn("rank", _("Rank on the waiting list"), lambda row: row.list_rank, "number")
    yield ListColumn("workshops", _("Workshops"), _workshops, width=40, prefetched=_bookings())
    yield ListColumn("came_at", _("Came in at"), _came_at, "datetime", prefetched=_check_ins())
    yield ListColumn("source", _("How it came"), _words_of("source"), order=("source",))
    yield ListColumn("registered_by", _("Registered by"), _registered_by, joined="registered_by")
    yield ListColumn("language", _("Language of mails"), _words_of("language"), order=("language",))
    yield ListColumn("created", _("Registered on"), lambda row: row.created_at, "datetime", order=("created_at",))
    yield ListColumn("consent", _("Consent given on"), lambda row: row.consent_at, "datetime", order=("consent_at",))


def _words_of(name):
    """Reads a field that has choices; the words are looked up once, not for each of 50,000 rows."""
    words = {value: str(label) for value, label in Registration._meta.get_field(name).choices}
    return lambda registration: words[getattr(registration, name)]


def _audience(registration):
    return registration.audience.name if registration.audience else None


def _seat(registration):
    return registration.seat.number if registration.seat else None


def _registered_by(registration):
    return registration.registered_by.full_name if registration.registered_by else None


def _came_at(registration):
    return registration.list_check_ins[0].at if registration.list_check_ins else None


def _workshops(registration):
    return " ; ".join(_booked(booking) for booking in registration.list_bookings)


def _booked(booking):
    if booking.is_held:
        return booking.workshop.title
    words = _("%(workshop)s (waiting list)") if booking.is_waiting else _("%(workshop)s (wished for)")
    return words % {"workshop": booking.workshop.title}


def _of_slot(slot, slots):
    """Two slots of one title, or one called like the column of all, are told apart by their hours."""
    label = slot.title
    taken = [_("Workshops"), *(other.title for other in slots if other != slot)]
    if slot.starts_at and label in taken:
        label = f"{label} {timezone.localtime(slot.starts_at):%d/%m} {hours.hour(slot.starts_at)}"

    def value(registration):
        booked = [_booked(booking) for booking in registration.list_bookings if booking.slot_id == slot.pk]
        return " ; ".join(booked)

    return ListColumn(f"slot-{slot.pk}", label, value, width=40, prefetched=_bookings())


def _of_question(question):
    def value(registration):
        for answer in registration.list_answers:
            if answer.question_id == question.pk:
                return _answered(question.kind, answer)
        return None

    is_number = question.kind == QuestionKind.SCALE
    kind = "number" if is_number else "text"
    return ListColumn(f"question-{question.pk}", question.label, value, kind, prefetched=_answers(), is_private=True)


def _answered(kind, answer):
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        return " ; ".join(option.label for option in answer.list_options)
    if kind == QuestionKind.YES_NO:
        return answer.is_yes
    if kind == QuestionKind.SCALE:
        return answer.mark
    return answer.file_name if kind == QuestionKind.FILE else answer.text


def _of_consent(consent):
    def value(registration):
        return any(given.consent_id == consent.pk for given in registration.list_consents)

    label = pgettext_lazy("column", "Agreed: %(consent)s") % {"consent": consent.text}
    return ListColumn(f"consent-{consent.pk}", label, value, prefetched=_consents())
