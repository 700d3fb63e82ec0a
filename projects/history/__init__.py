"""Everything that happened in a project, one entry each, for its page and its workbook.

A subject with something to tell adds a source to `SOURCES`: a function (project, seen) that yields entries. `seen` says
what the person may read, so that no source tells more than the screens do. Each source costs a fixed number of queries.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..permissions import can_read_preparations, can_read_submissions
from .acts import closings, reminders, steps, visas
from .entries import Entry, Seen
from .sheets import milestones, sheet
from .study import meetings, opinions
from .team import team

KINDS = [
    ("sheet", _("Sheet and course")),
    ("milestones", _("Submissions and decisions")),
    ("roles", _("Roles")),
    ("reminders", pgettext_lazy("history", "Reminders")),
    ("visas", _("Visas")),
    ("opinions", _("Experts' opinions")),
    ("meetings", _("Steering committee")),
    ("closing", _("End of the project")),
]
SOURCES = {
    "sheet": [sheet, milestones],
    "milestones": [steps],
    "roles": [team],
    "reminders": [reminders],
    "visas": [visas],
    "opinions": [opinions],
    "meetings": [meetings],
    "closing": [closings],
}


def entries_of(project, person, *, kind="") -> list[Entry]:
    """What `person` may know of the project's past, the latest first; of one of KINDS alone where named."""
    seen = Seen(person, can_read_submissions(person, project), can_read_preparations(person, project))
    wanted = [kind] if kind in SOURCES else list(SOURCES)
    found = [entry for name in wanted for source in SOURCES[name] for entry in source(project, seen)]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


__all__ = ["KINDS", "Entry", "entries_of"]
