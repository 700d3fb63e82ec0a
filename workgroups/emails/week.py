"""The week of a group, on Monday morning."""

from datetime import date
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from ..actions.week import week_before
from ..digest import happened_in
from .rules import of_group, reading


def _of_week(subject_id):
    """The group of a week."""
    return of_group(subject_id.partition(":")[0])


@notices.mail("group_week", category=notices.Category.EVERYTHING, **reading(_of_week))
def group_week(notice):
    """To the group's people: what happened. Nothing where nothing did."""
    group, monday = _of_week(notice.subject_id), date.fromisoformat(notice.subject_id.partition(":")[2])
    lines = happened_in(group, *week_before(monday)) if group else []
    if not lines:
        return None
    told = [
        (heading, [{"title": line.title, "link": notices.absolute(line.path)} for line in some])
        for heading, some in groupby(lines, key=lambda line: line.heading)
    ]
    return notices.Mail(
        subject=_("The week of the group “%(group)s”") % {"group": group.name},
        template="emails/group_week",
        context={"group": group, "until": date_format(monday), "told": told},
        path=group.get_absolute_url(),
    )
