"""A registration becomes a person's once they have proven that its address is theirs."""

from django.contrib.auth.signals import user_logged_in
from django.db.models.functions import Lower
from django.dispatch import receiver

from .enums import ACTIVE
from .models import Event, Registration


@receiver(user_logged_in)
def link_on_login(user, **kwargs):
    """Nobody logs in with an address they have not proven (ACCOUNT_EMAIL_VERIFICATION is mandatory)."""
    link_registrations(user)


def link_registrations(person):
    """Gives `person` the registrations for coming events that were made with their address. Returns how many."""
    if not person.email:
        return 0
    coming = Event.objects.upcoming().order_by().values("pk")
    theirs = Registration.objects.alias(address=Lower("email")).filter(
        person=None, event__in=coming, status__in=ACTIVE, address=person.email
    )
    return theirs.update(person=person)
