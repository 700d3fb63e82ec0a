"""Events, with their places."""

from datetime import timedelta

import factory
from django.utils import timezone

from events import actions
from events.enums import EventStatus
from events.models import Audience, Event, Question, Slot, Workshop


def days(number):
    return factory.LazyFunction(lambda: timezone.now() + timedelta(days=number))


def morning(number):
    """Nine o'clock in Paris, so many days from today: whenever a test runs, its event is within one day."""
    nine = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    return nine + timedelta(days=number)


def mornings(number):
    return factory.LazyFunction(lambda: morning(number))


class EventFactory(factory.django.DjangoModelFactory):
    """An announced event in a month, from nine to four, whose registration is open, with `places` places (3)."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"etape-{number}")
    title_fr = "Étape « d’essai »"
    title_en = "A stop"
    status = EventStatus.PUBLISHED
    starts_at = mornings(30)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=7))
    venue = "Halle fictive"
    address = "1 place Imaginaire, 77000 Exemple"
    directions_fr = "À dix minutes à pied de la gare."
    directions_en = "Ten minutes on foot from the station."
    registration_opens_at = days(-1)
    registration_closes_at = days(29)

    @factory.post_generation
    def places(event, create, wanted, **kwargs):
        actions.set_capacity(event, places=3 if wanted is None else wanted)

    class Params:
        draft = factory.Trait(status=EventStatus.DRAFT)
        cancelled = factory.Trait(status=EventStatus.CANCELLED)
        archived = factory.Trait(
            status=EventStatus.ARCHIVED,
            starts_at=mornings(-400),
            registration_opens_at=None,
            registration_closes_at=None,
        )
        not_yet_open = factory.Trait(registration_opens_at=days(1))
        closed = factory.Trait(registration_opens_at=days(-9), registration_closes_at=days(-2))
        begun = factory.Trait(starts_at=days(-0.1), registration_closes_at=None)


class SlotFactory(factory.django.DjangoModelFactory):
    """A slot of an hour and a half."""

    class Meta:
        model = Slot

    event = factory.SubFactory(EventFactory)
    starts_at = factory.LazyAttribute(lambda slot: slot.event.starts_at + timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(minutes=90))
    title_fr = "Ateliers"
    title_en = "Workshops"


class WorkshopFactory(factory.django.DjangoModelFactory):
    """A workshop with `places` places (2)."""

    class Meta:
        model = Workshop
        skip_postgeneration_save = True

    slot = factory.SubFactory(SlotFactory)
    title_fr = factory.Sequence(lambda number: f"Atelier {number}")
    room = "Salle verte"

    @factory.post_generation
    def places(workshop, create, wanted, **kwargs):
        actions.set_workshop_capacity(workshop, places=2 if wanted is None else wanted)


def registered(event, **fields):
    """Registers somebody through the action, as the form does."""
    number = event.registrations.count() + 1
    fields = {
        "email": f"personne{number}@atelier.example",
        "first_name": "Zoé",
        "last_name": f"Exemple {number}",
        "language": "fr",
    } | fields
    return actions.register(event, **fields).registration


class AudienceFactory(factory.django.DjangoModelFactory):
    """An audience anybody may choose, without places of its own."""

    class Meta:
        model = Audience

    event = factory.SubFactory(EventFactory)
    name_fr = factory.Sequence(lambda number: f"Public {number}")
    position = factory.Sequence(int)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question of one line; `options` are the answers to choose from."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    label_fr = factory.Sequence(lambda number: f"Question {number}")
    position = factory.Sequence(int)

    @factory.post_generation
    def options(question, create, labels, **kwargs):
        for position, label in enumerate(labels or []):
            question.options.create(label_fr=label, position=position)
