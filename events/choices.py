"""What an event lets people choose and asks of them, read once for however many people a form has."""

from dataclasses import dataclass, field, replace

from django.db.models import Prefetch

from . import counters
from .enums import Access, QuestionPurpose
from .models import Audience, Event, Pool, Question, Workshop
from .permissions import may_register


@dataclass(frozen=True)
class AudienceChoice:
    """An audience as one visitor finds it; `pool` holds the places from which its people get theirs."""

    audience: Audience
    pool: Pool
    is_open: bool

    @property
    def places_key(self):
        """What the live counters call the places."""
        return counters.key_of(self.pool)

    @property
    def places_in_words(self):
        return counters.in_words(self.pool)

    @property
    def is_shown(self):
        """What only an invitation opens is not shown to others."""
        return self.is_open or self.audience.access == Access.MEMBERS


@dataclass(frozen=True)
class Choices:
    """An event with its places counted, its programme, audiences, questions and consents.

    Slots bring their workshops, workshops their pool; a pool knows how many places it has left and whether anybody
    waits for one. `for_visitor` reads it all in a fixed number of queries. Counting is the dear part: who sends a form
    is not shown places, so for them it waits until `count_places`.
    """

    event: Event
    slots: list = field(default_factory=list)
    audiences: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    consents: list = field(default_factory=list)
    pools: list = field(default_factory=list)

    @classmethod
    def for_visitor(cls, event, user, invitation=None, *, counts=True):
        """As this visitor finds them, with what their invitation opens."""
        pools = _pools(event, counts=counts)
        common, by_audience, by_workshop = _by_owner(event, pools)
        return cls(
            event=event,
            pools=pools,
            slots=_slots(event, by_workshop),
            audiences=_audiences(event, user, invitation, by_audience, common),
            questions=questions_of(event),
            consents=list(event.consents.all()),
        )

    @classmethod
    def for_organiser(cls, event):
        """As somebody finds them who registers people for them: no audience is closed."""
        choices = cls.for_visitor(event, None)
        return replace(choices, audiences=[replace(choice, is_open=True) for choice in choices.audiences])

    @classmethod
    def for_holder(cls, registration):
        """As somebody finds them who already has a place and changes what they chose."""
        _common, _by_audience, by_workshop = _by_owner(registration.event, _pools(registration.event))
        slots = _slots(registration.event, by_workshop)
        return cls(event=registration.event, slots=slots, questions=questions_of(registration.event))

    def count_places(self):
        """Counts the places as they are now, where that was left for later or has changed since."""
        counted = {pool.pk: pool for pool in _pools(self.event)}
        for pool in self.pools:
            now = counted.get(pool.pk)  # none where it was taken out of the programme a moment ago
            pool.places, pool.taken, pool.has_line = (now.places, now.taken, now.has_line) if now else (0, 0, False)
        _by_owner(self.event, self.pools)

    @property
    def slots_with_workshops(self):
        return [slot for slot in self.slots if slot.workshops.all()]

    @property
    def open_audiences(self):
        return [choice for choice in self.audiences if choice.is_open]

    @property
    def places_in_words(self):
        return counters.event_in_words([pool for pool in self.pools if pool.workshop_id is None])

    @property
    def is_full(self):
        """Whether the next person, whoever it is, joins a waiting list."""
        return all(pool.is_full_for_newcomers for pool in self._wanted_pools())

    @property
    def wanted_places(self):
        """What the counters call the places people get theirs from here: the form is full when all of them are."""
        return " ".join(sorted(counters.key_of(pool) for pool in self._wanted_pools()))

    def _wanted_pools(self):
        return {choice.pool for choice in self.open_audiences} or {self.event.common}


def _pools(event, *, counts=True):
    """Every pool of the event; with `counts`, every place of it in one query."""
    return list(event.pools.with_places().with_line() if counts else event.pools.all())


def _by_owner(event, pools):
    """The common pool, the audiences' and the workshops'; the event learns its own: `places`, `taken`, `common`."""
    at_the_event = [pool for pool in pools if pool.workshop_id is None]
    if all(hasattr(pool, "places") for pool in at_the_event):
        event.places = sum(pool.places for pool in at_the_event)
        event.taken = sum(pool.taken for pool in at_the_event)
    by_audience = {pool.audience_id: pool for pool in at_the_event}
    event.common = by_audience.pop(None)
    return event.common, by_audience, {pool.workshop_id: pool for pool in pools if pool.workshop_id}


def _slots(event, pools):
    workshops = Workshop.objects.order_by("pk")
    slots = list(event.slots.prefetch_related(Prefetch("workshops", workshops)))
    for slot in slots:
        for workshop in slot.workshops.all():
            workshop.pool = pools[workshop.pk]
    return slots


def _audiences(event, user, invitation, pools, common):
    """The rule is asked once for each kind of audience, so that many cost no more than one."""
    email, answers, choices = invitation.email if invitation else "", {}, []
    for audience in event.audiences.all():
        kind = audience.access, invitation is not None and invitation.audience_id in (None, audience.pk)
        if kind not in answers:
            answers[kind] = may_register(user, event, audience=audience, invitation=invitation, email=email)
        choices.append(AudienceChoice(audience, pools.get(audience.pk, common), answers[kind]))
    return choices


def questions_of(event, purpose=QuestionPurpose.REGISTRATION):
    """The questions asked then, with their answers to choose from and the audiences they are for."""
    questions = event.questions.filter(purpose=purpose).select_related("shown_if", "shown_if_option")
    return list(questions.prefetch_related("options", "audiences"))


def is_for(question: Question, audience):
    """Whether people of this audience are asked at all."""
    wanted = question.audiences.all()
    return not wanted or audience in wanted


def is_asked(question: Question, *, audience, values):
    """Whether this person is asked: by their audience, and by what they answered (`values`, by question's key) before.

    The answers to questions that were not asked are not in `values`, so a chain of conditions falls with its first.
    """
    if not is_for(question, audience):
        return False
    if question.shown_if_id is None:
        return True
    value = values.get(question.shown_if_id)
    if question.shown_if_option_id is None:
        return bool(value)
    return isinstance(value, list) and question.shown_if_option_id in [option.pk for option in value]
