"""Whom a message to a group reaches: those its list shows at the moment, less those nobody can write to."""

from django.http import QueryDict

from .forms.filters import ListFilterForm


def filters_of(message):
    """The list's filters, to say in words whom the message is for."""
    return ListFilterForm(QueryDict(message.query), event=message.event, shows_addresses=True)


def recipients_of(message):
    """(those it reaches, those who have no address), each with `reached_at`; who cancelled is in neither.

    Nobody at all where a filter no longer makes sense, since it would narrow nothing.
    """
    filters = filters_of(message)
    listed = filters.narrow(message.event.registrations.active().filter(erased_at=None)).with_reached_at()
    if filters.query != message.query:
        listed = listed.none()
    listed = listed.order_by("search_folded", "pk")
    return listed.exclude(reached_at=""), listed.filter(reached_at="")
