"""Projects at their end."""

from django.utils import timezone

from projects.actions import close_project, save_closing, submit_closing
from projects.closing import live_closing
from projects.enums import Outcomes

from .projects import accompanier_of, lead_of

ANSWERS = {
    "planned": "Vingt postes.",
    "done": "Trente postes.",
    "cost": 120_000,
    "funding": "La commune.",
    "seats": 30,
    "surface": 420,
    "lessons": "Ouvrir tôt.",
}
PLACE = {"name": "La Halle", "address": "1 place du Marché", "postcode": "77000", "town": "Melun"}


def drafted(project, *, by=None, outcome=Outcomes.ABANDONED, **answers):
    """A balance sheet with every answer that is asked for."""
    today = timezone.localdate()
    values = ANSWERS | {"outcome": outcome, "closed_on": today} | answers
    closing = live_closing(project)
    place = PLACE | {"opened_on": today} if outcome == Outcomes.OPENED else None
    version = closing.version if closing else 0
    return save_closing(project, by=by or lead_of(project), version=version, values=values, place=place)


def handed_in(project, *, by=None, **answers):
    """The same, handed to the accompanier by a lead."""
    by = by or lead_of(project)
    closing = drafted(project, by=by, **answers)
    return submit_closing(closing, by=by, version=closing.version)


def closed(project, *, by=None, **answers):
    """The project has ended; returns its Closing."""
    by = by or accompanier_of(project)
    closing = drafted(project, by=by, **answers)
    closing = close_project(closing, by=by, version=closing.version)
    project.refresh_from_db()
    return closing
