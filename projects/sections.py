"""The tabs between the screens of a project."""

from django.urls import reverse
from django.utils.translation import pgettext

from . import permissions

# Beginning of an address's name → the tab it belongs to.
TABS = {
    "project-thread": "discussions",
    "project": "course",
    "milestone": "course",
    "submission": "course",
    "opinion": "course",
    "deliverable": "course",
    "course": "course",
    "closing": "course",
    "visa": "course",
    "study": "study",
    "brief": "study",
    "consultancy": "study",
    "meeting": "meetings",
    "minutes": "meetings",
    "funding": "funding",
    "contact": "contacts",
}


def sections_for(person, project):
    """The tabs `person` may open, in order: (key, label, address). Asks for rights only, which are fetched once."""
    if not permissions.can_follow(person, project):
        return []
    found = [
        ("course", pgettext("section", "Course"), "projects:project-detail"),
        *_discussions(person, project),
        ("study", pgettext("section", "Study"), "projects:study-detail"),
        ("meetings", pgettext("section", "Meetings"), "projects:meeting-list"),
        ("contacts", pgettext("section", "Contacts"), "projects:contact-list"),
    ]
    if permissions.can_read_funding(person, project):
        found.insert(-1, ("funding", pgettext("section", "Funding"), "projects:funding-detail"))
    return [(key, label, reverse(name, args=[project.slug])) for key, label, name in found]


def _discussions(person, project):
    if not permissions.can_read_discussion(person, project):
        return []
    return [("discussions", pgettext("section", "Discussions"), "projects:project-thread")]


def section_of(view_name):
    """The key of the tab that the screen `projects:…` belongs to; an empty text for any other."""
    name = view_name.removeprefix("projects:")
    return next((tab for beginning, tab in TABS.items() if name.startswith(beginning)), "")
