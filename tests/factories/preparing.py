"""Those who prepare an event, and what their screens are sent."""

from django.utils import timezone

from events.enums import EventRoles
from events.models import EventRole
from portal import roles

from .people import PersonFactory


def with_role(event, role=EventRoles.ORGANISER):
    """Somebody who has this role at the event; fetched anew, as by a request."""
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return type(person).objects.get(pk=person.pk)


def typed(moment):
    """A moment as the browser's field sends it; blank for none."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if moment else ""


def sent_from(form):
    """What a browser sends of a form that is shown: every field as it stands, the rows below included."""
    sent = _fields_of(form)
    if getattr(form, "rows", None) is not None:
        for part in [form.rows.management_form, *form.rows.forms]:
            sent |= _fields_of(part)
    return sent


def _fields_of(form):
    sent = {}
    for bound in form:
        value = bound.value()
        if value is None or value is False:
            continue
        if hasattr(bound.field.widget, "format_value") and not isinstance(value, list | bool):
            value = bound.field.widget.format_value(value)
        sent[bound.html_name] = "on" if value is True else value
    return {name: value for name, value in sent.items() if value is not None}
