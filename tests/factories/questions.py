"""An event's own questions, with answers to choose from."""

import factory

from events.enums import QuestionKind
from events.models import Audience, CheckIn, Consent, Question, QuestionOption
from tests.factories.events import EventFactory


class AudienceFactory(factory.django.DjangoModelFactory):
    """A kind of attendee that shares the event's places."""

    class Meta:
        model = Audience

    event = factory.SubFactory(EventFactory)
    name_fr = factory.Sequence(lambda number: f"Public {number}")


class QuestionFactory(factory.django.DjangoModelFactory):
    """A short text, or what `kind` says, with the `options` named."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    label_fr = factory.Sequence(lambda number: f"Question {number} ?")

    @factory.post_generation
    def options(question, create, labels, **kwargs):
        for position, label in enumerate(labels or []):
            QuestionOption.objects.create(question=question, label_fr=label, position=position)

    class Params:
        choice = factory.Trait(kind=QuestionKind.CHOICE)
        choices = factory.Trait(kind=QuestionKind.CHOICES)
        yes_no = factory.Trait(kind=QuestionKind.YES_NO)


class ConsentFactory(factory.django.DjangoModelFactory):
    """Something to agree to."""

    class Meta:
        model = Consent

    event = factory.SubFactory(EventFactory)
    text_fr = "Photographies"


class CheckInFactory(factory.django.DjangoModelFactory):
    """Somebody came in when the event began."""

    class Meta:
        model = CheckIn

    at = factory.LazyAttribute(lambda check_in: check_in.registration.event.starts_at)
