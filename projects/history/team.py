"""Roles given and ended."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import ProjectRole
from .entries import Entry


def team(project, seen):
    """Who got which role, by whom; when it ended, by whom or by its date."""
    now = timezone.now()
    rows = ProjectRole.objects.filter(anchor=project)
    for row in rows.select_related("person", "given_by", "ended_by", "stands_in_for__person"):
        names = {"person": row.person, "role": row.get_role_display()}
        if row.stands_in_for:
            names["lead"] = row.stands_in_for.person
            title = _("%(person)s replaces %(lead)s")
        else:
            title = _("%(person)s becomes: %(role)s")
        if row.since <= now:
            yield Entry(row.since, "roles", title % names, by=row.given_by)
        if row.until and row.until <= now:
            yield Entry(row.until, "roles", _("%(person)s is no longer: %(role)s") % names, by=row.ended_by)
