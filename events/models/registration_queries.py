"""Finding registrations: by who may see them, by their link, by words, with what a list shows of each."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf, StrIndex, Substr
from django.utils.crypto import constant_time_compare

from portal import roles, tokens
from portal.text import fold

from ..enums import ACTIVE, RegistrationStatus
from .places import number_in_pool

LINK_PURPOSE = "registration"
BEFORE_ORGANISATION, BEFORE_ADDRESS = "/", "@"  # between the parts of `search_folded`, which are letters and figures


def _bookings():
    from .booking import WorkshopBooking  # its rows point at registrations

    return WorkshopBooking.objects


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The registrations of the events whose list this person may see."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(event__in=roles.objects_for(user, "events.view_registrations").values("pk"))

    def active(self):
        """Confirmed, offered a place, or waiting."""
        return self.filter(status__in=ACTIVE)

    def confirmed(self):
        """Those who are expected."""
        return self.filter(status=RegistrationStatus.CONFIRMED)

    def waiting(self):
        """The waiting list, the first in line first."""
        rows = self.filter(status=RegistrationStatus.WAITING, waiting_number__isnull=False)  # found by the line's index
        return rows.order_by("waiting_number")

    def opened_by(self, token):
        """The registration whose personal link carries `token`, or None."""
        try:
            public_id, _, mark = tokens.read(LINK_PURPOSE, token).partition(".")
        except tokens.BadToken:
            return None
        found = self.filter(public_id=public_id).first()
        return found if found and constant_time_compare(mark, found.address_mark) else None

    def matching(self, text, *, addresses=True):
        """Those whose name, organisation or address holds every word of `text`, whatever its accents and case.

        Without `addresses` only names and organisations are looked at: who may not see addresses cannot guess them.
        """
        rows, searched = self, "search_folded"
        if not addresses:
            public = Substr("search_folded", 1, StrIndex("search_folded", Value(BEFORE_ADDRESS)))
            rows, searched = self.alias(search_public=public), "search_public"
        for word in fold(text).split():
            rows = rows.filter(**{f"{searched}__contains": word})
        return rows

    def of_organisation(self, text):
        """Those whose organisation holds every word of `text`, whatever its accents and case."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(search_folded__regex=f"{BEFORE_ORGANISATION}[^{BEFORE_ADDRESS}]*{word}")
        return rows

    def of_people(self, *, emails=(), folded=()):
        """Those with one of these addresses (in lower case), or without any and with one of these `search_folded`."""
        return self.alias(address=Lower("email")).filter(Q(address__in=emails) | Q(email="", search_folded__in=folded))

    def in_two_places_at_once(self):
        """Those who hold two workshops whose hours cross (`Slot.overlaps`), since the programme was changed."""
        held = _bookings().held().filter(registration=OuterRef("registration")).order_by()
        others = held.filter(
            slot__starts_at__lt=OuterRef("slot__ends_at"), slot__ends_at__gt=OuterRef("slot__starts_at")
        )
        crossed = _bookings().held().filter(Exists(others.exclude(pk=OuterRef("pk"))))
        return self.active().filter(Exists(crossed.filter(registration=OuterRef("pk")).order_by()))

    def with_reached_at(self):
        """Adds `reached_at`: what `mail_address` says of each."""
        own = NullIf("email", Value(""))
        return self.annotate(reached_at=Coalesce(own, "registered_by__email", Value("")))

    def with_workshops(self):
        """Brings the workshops along in one query, each with its slot."""
        return self.prefetch_related(models.Prefetch("bookings", _bookings().with_workshop()))

    def with_ranks(self):
        """Brings the workshops along as `with_workshops` does, and the places in all waiting lists."""
        ahead = self.model.objects.filter(pool=OuterRef("pool"), waiting_number__lte=OuterRef("waiting_number"))
        bookings = _bookings().with_workshop().with_ranks()
        return self.annotate(counted_rank=number_in_pool(ahead)).prefetch_related(models.Prefetch("bookings", bookings))
