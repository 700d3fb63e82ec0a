"""What is done with people and their addresses."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q

from portal.people.models import Person


@dataclass(frozen=True)
class Stranger:
    """Somebody named in a form by an address: nobody is made known before the act they are named for is done."""

    email: str
    first_name: str = ""
    last_name: str = ""

    def known(self) -> Person:
        """The person with this address, made if nobody has it: for inside the act's transaction."""
        return know_person(email=self.email, first_name=self.first_name, last_name=self.last_name)


def know_person(
    *,
    email: str = "",
    first_name: str = "",
    last_name: str = "",
    proven: bool = False,
    language: str = "",
    phone: str = "",
) -> Person:
    """The person with this address, whatever its case; made if nobody has it. Without an address, always a new person.

    What is already known is kept: only blank fields are filled. `proven` says that somebody vouches for the address
    (the demonstration, an import the staff checked, staff themselves): it becomes a verified one. Nobody needs that
    to log in: a code sent to the address proves it at the first use. Callable inside a transaction; twice does no harm.
    """
    email = email.strip().lower()
    offered = {"first_name": first_name.strip(), "last_name": last_name.strip(), "phone": phone.strip()}
    if language:
        offered["language"] = language
    with transaction.atomic():
        person = find_person(email) or _new_person(email, offered)
        if blank := [name for name, value in offered.items() if value and not getattr(person, name)]:
            for name in blank:
                setattr(person, name, offered[name])
            person.save(update_fields=blank)
        if email:
            state_address(person, proven=proven and person.email == email)
    return person


def find_person(email: str) -> Person | None:
    """Who has this address, as their own or as one they proved; None when it is blank or nobody does."""
    if not (email := email.strip().lower()):
        return None
    person = Person.objects.filter(email=email).first()
    if person is None:
        proven = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
        person = proven and proven.user
    return person


def _new_person(email, offered):
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, **offered)
    except IntegrityError:  # somebody else made the same person at the same moment
        return Person.objects.get(email=email)


def state_address(person: Person, *, proven: bool = False) -> None:
    """Makes allauth's row of the person's address follow `person.email`; `proven` verifies it.

    An address that was theirs before opens nothing any more; one that waits for its code goes on waiting.
    """
    email = person.email
    former = Q(primary=True) | Q(verified=True) if email else Q()
    EmailAddress.objects.filter(former, user=person).exclude(email=email).delete()
    if not email:
        return
    address, _made = EmailAddress.objects.get_or_create(user=person, email=email)
    address.primary = True
    address.verified = address.verified or (proven and address.can_set_verified())
    address.save()


def prove_address(person: Person) -> None:
    """The person has typed a code sent to their address: it is theirs from now on.

    A password chosen at a sign-up that was never confirmed is dropped: whoever signed up with somebody else's
    address must not keep a password to it once its owner comes.
    """
    unproven = EmailAddress.objects.filter(user=person, email=person.email, verified=False).exists()
    if unproven and person.has_usable_password():
        person.set_unusable_password()
        person.save(update_fields=["password"])
    state_address(person, proven=True)
