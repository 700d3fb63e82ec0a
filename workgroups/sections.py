"""The tabs between the screens of a group."""

from django.urls import reverse
from django.utils.translation import pgettext

from . import permissions

# Beginning of an address's name → the tab it belongs to.
TABS = {
    "adopted": "specifications",
    "adoption": "specifications",
    "consultation": "specifications",
    "vote": "specifications",
    "group-people": "people",
    "role": "people",
    "request": "people",
    "group": "presentation",
    "specification": "specifications",
    "document": "specifications",
    "version": "specifications",
    "template": "specifications",
    "file": "files",
    "meeting": "meetings",
    "minutes": "meetings",
    "attendance": "meetings",
    "action": "actions",
}


def sections_for(person, group):
    """The tabs `person` may open, in order: (key, label, address). Visitors of a public group have the first ones."""
    found = [
        ("presentation", pgettext("section", "Presentation"), "workgroups:group-detail"),
        ("specifications", pgettext("section", "Specifications"), "workgroups:specification-list"),
        ("files", pgettext("section", "Documents"), "workgroups:file-list"),
    ]
    if permissions.is_inside(person, group):
        found += [
            ("meetings", pgettext("section", "Meetings"), "workgroups:meeting-list"),
            ("actions", pgettext("section", "Actions"), "workgroups:action-list"),
            ("people", pgettext("section", "People"), "workgroups:group-people"),
        ]
    return [(key, label, reverse(name, args=[group.slug])) for key, label, name in found]


def section_of(view_name):
    """The key of the tab that the screen `workgroups:…` belongs to; an empty text for any other."""
    name = view_name.removeprefix("workgroups:")
    return next((tab for beginning, tab in TABS.items() if name.startswith(beginning)), "")
