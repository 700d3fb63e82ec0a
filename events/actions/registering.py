"""Registering: one person or several at once, each with a place, a name and a link of their own."""

from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from ..answers import save_answers, save_consents
from ..enums import EventStatus, RegistrationStatus, Sources, Steps
from ..history import log, tell
from ..models import Audience, Event, Pool, Registration
from ..permissions import may_register
from ..places import (
    book_workshops,
    first_clash,
    is_known,
    lock_pools,
    missed_workshops,
    next_in_line,
    seat_for_a_newcomer,
)
from ..refusals import NotForYou, RegistrationClosed, WorkshopsClash

MINUTES_BETWEEN_REMINDERS_OF_THE_LINK = 10
ONE_PER_ADDRESS = "events_registration_one_per_address"


class PlacesMoved(Exception):
    """An audience got places of its own, or lost them, between looking for them and locking them."""


@dataclass(frozen=True)
class Applicant:
    """One person as the form, an import or the door gives them. `workshops` are wanted; in the line of `waits` they
    only ask to stand. `answers` pairs questions with values (`answers.py` says of which form)."""

    first_name: str
    last_name: str
    email: str = ""
    organisation: str = ""
    postcode: str = ""
    audience: Audience | None = None
    workshops: tuple = ()
    waits: tuple = ()
    answers: tuple = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one applicant. `is_theirs` is False where the address was already registered from another form:
    the screen then says no more than that a mail is on its way."""

    registration: Registration
    is_theirs: bool = True
    full_workshops: list = field(default_factory=list)


def register(event, *, language, form_key="", person=None, **applicant):
    """Registers one person, given in the words of `Applicant`: see `register_people`."""
    [outcome] = register_people(event, [Applicant(**applicant)], language=language, form_key=form_key, person=person)
    return outcome


def register_people(
    event,
    applicants,
    *,
    language,
    consents=(),
    form_key="",
    person=None,
    invitation=None,
    source=Sources.FORM,
    by=None,
):
    """Registers people who gave their consent, in the order given: confirmed while there are places, else in line.

    The first one registers the others: mails of those without an address go there. `consents` are those they agreed
    to, `person` the account of the first one, `invitation` what they came with. A workshop that filled meanwhile does
    not cost the place at the event; it comes back in `full_workshops`. An address that is already registered gets its
    personal link again by mail. The same form sent twice changes nothing more. Returns an `Outcome` for each.

    Raises RegistrationClosed, NotForYou, WorkshopsClash.
    """
    given = {
        "language": language,
        "form_key": form_key,
        "invitation": invitation,
        "source": source,
    }
    applicants = _with_addresses_of_their_own(applicants)
    try:
        return _register_people(event, applicants, given, person=person, consents=consents, by=by)
    except PlacesMoved:
        pass
    except IntegrityError as error:
        # The same address at the same moment among the places of another audience, which another lock guards.
        if ONE_PER_ADDRESS not in str(error):
            raise
    return _register_people(event, applicants, given, person=person, consents=consents, by=by)


def _with_addresses_of_their_own(applicants):
    """The applicants; an address that comes twice in one form is the first one's, and reads for both."""
    seen, people = set(), []
    for applicant in applicants:
        address = applicant.email.lower()
        people.append(replace(applicant, email="") if address in seen else applicant)
        seen.add(address)
    return people


@transaction.atomic
def _register_people(event, applicants, given, *, person, consents, by):
    pools = _lock(event, applicants)
    event = Event.objects.get(pk=event.pk)
    _refuse_if_closed(event, given["source"])
    if given["source"] == Sources.FORM:
        _refuse_if_not_for_them(event, applicants, person or by, given["invitation"])
    _refuse_if_they_clash(applicants)
    outcomes, first = [], None
    for applicant in applicants:
        earlier = _earlier(event, applicant, given["form_key"], but=outcomes)
        if earlier is not None:
            outcome = _known_already(earlier, applicant, given["form_key"])
        else:
            theirs = given | {"registered_by": first, "person": None if first else person}
            outcome = _register_one(event, applicant, theirs, pools, consents=consents, by=by)
        outcomes.append(outcome)
        first = first or outcome.registration
    return outcomes


def _earlier(event, applicant, form_key, *, but):
    """The registration of this person that is there already: by their address or, without one, from this very form."""
    if applicant.email:
        return is_known(event, applicant.email)
    if not form_key:
        return None
    namesakes = event.registrations.active().filter(form_key=form_key, email="")
    others = namesakes.exclude(pk__in=[outcome.registration.pk for outcome in but])
    return others.filter(first_name=applicant.first_name, last_name=applicant.last_name).order_by("pk").first()


def _known_already(registration, applicant, form_key):
    """The same form again tells them what they have got; another form only sends a mail."""
    if form_key and form_key == registration.form_key:
        return Outcome(registration, full_workshops=missed_workshops(registration, applicant.workshops))
    send_link_again(registration)
    return Outcome(registration, is_theirs=False)


def _lock(event, applicants):
    """Locks the places that are wanted, in order; returns them by what they belong to (None: the event's common).

    Several people take the places of the event and of every audience: two groups that have addresses in common then
    never wait for each other crosswise, one for the first address and the other for the second.
    """
    audiences = {applicant.audience.pk for applicant in applicants if applicant.audience}
    workshops = {w.pk for applicant in applicants for w in (*applicant.workshops, *applicant.waits)}
    own = _audiences_with_places(audiences)
    if len(applicants) > 1:
        wanted = Q(workshop=None)
    elif audiences and audiences == own:
        wanted = Q(audience__in=own)
    else:
        wanted = Q(audience=None, workshop=None)
    locked = lock_pools(Pool.objects.filter(wanted | Q(workshop__in=workshops), event=event))
    if own != _audiences_with_places(audiences):
        raise PlacesMoved
    return {("workshop", p.workshop_id) if p.workshop_id else p.audience_id: p for p in locked}


def _audiences_with_places(audiences):
    if not audiences:
        return set()
    return set(Pool.objects.filter(audience__in=audiences).values_list("audience", flat=True))


def _register_one(event, applicant, given, pools, *, consents, by):
    pool = pools.get(applicant.audience.pk if applicant.audience else None) or pools[None]
    seat = seat_for_a_newcomer(pool)
    registration = Registration.objects.create(
        event=event,
        status=RegistrationStatus.CONFIRMED if seat else RegistrationStatus.WAITING,
        pool=pool,
        seat=seat,
        waiting_number=None if seat else next_in_line(pool),
        audience=applicant.audience,
        email=applicant.email,
        first_name=applicant.first_name,
        last_name=applicant.last_name,
        organisation=applicant.organisation,
        postcode=applicant.postcode,
        consent_at=timezone.now(),
        **given,
    )
    for workshop in (*applicant.workshops, *applicant.waits):
        workshop.pool = pools["workshop", workshop.pk]
    full = book_workshops(registration, applicant.workshops, waits=applicant.waits)
    save_answers(registration, applicant.answers)
    save_consents(registration, consents)
    log(registration, Steps.REGISTERED, by=by or given["person"])
    tell(registration, "registration_confirmed" if seat else "registration_waiting")
    return Outcome(registration, full_workshops=full)


def _refuse_if_closed(event, source):
    """The form keeps to its dates; those who add people for others may do so until the event is over."""
    is_added = source != Sources.FORM and event.status == EventStatus.PUBLISHED and event.ends_at > timezone.now()
    if not (is_added or event.is_registration_open):
        raise RegistrationClosed


def _refuse_if_not_for_them(event, applicants, person, invitation):
    for applicant in applicants:
        if not may_register(person, event, audience=applicant.audience, invitation=invitation, email=applicant.email):
            raise NotForYou(event)


def _refuse_if_they_clash(applicants):
    for applicant in applicants:
        if clash := first_clash(applicant.workshops):
            raise WorkshopsClash(*clash)


def send_link_again(registration):
    """Mails the personal link once more, at most every few minutes."""
    window = int(timezone.now().timestamp()) // (60 * MINUTES_BETWEEN_REMINDERS_OF_THE_LINK)
    tell(registration, "registration_link", occasion=f"link-{window}")
