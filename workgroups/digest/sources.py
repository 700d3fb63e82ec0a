"""What happened beside the texts of a group: meetings, minutes, actions, documents, people."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import FileVersion, GroupRole, Minutes, MinutesNote
from .lines import Line


def meetings(group, since, until):
    """Meetings planned, changed and called off."""
    week = {"gte": since, "lt": until}
    found = []
    for name, words in [
        ("created_at", _("%(meeting)s: planned")),
        ("changed_at", _("%(meeting)s: changed")),
        ("cancelled_at", _("%(meeting)s: called off")),
    ]:
        rows = group.meetings.filter(**{f"{name}__{bound}": moment for bound, moment in week.items()})
        found += [_line(_meetings(), words % {"meeting": one}, one, group) for one in rows.order_by("starts_at")]
    return found


def minutes(group, since, until):
    """Minutes sent for remarks and adopted; corrections beside them."""
    rows = Minutes.objects.filter(meeting__group=group).select_related("meeting__group")
    sent = rows.filter(sent_at__gte=since, sent_at__lt=until).exclude(adopted_at__lt=until)
    adopted = rows.filter(adopted_at__gte=since, adopted_at__lt=until)
    noted = MinutesNote.objects.filter(
        minutes__meeting__group=group, is_correction=True, at__gte=since, at__lt=until
    ).select_related("minutes__meeting__group")
    told = [(_("%(minutes)s: out for remarks"), one) for one in sent]
    told += [(_("%(minutes)s: adopted"), one) for one in adopted]
    told += [(_("%(minutes)s: a correction"), one.minutes) for one in noted]
    return [Line(_meetings(), words % {"minutes": one}, one.get_absolute_url()) for words, one in told]


def actions(group, since, until):
    """What was noted to do, and what was done."""
    noted = group.actions.filter(created_at__gte=since, created_at__lt=until).exclude(done_at__lt=until)
    done = group.actions.filter(done_at__gte=since, done_at__lt=until)
    told = [(_("To do: %(action)s"), one) for one in noted.select_related("person")]
    told += [(_("Done: %(action)s"), one) for one in done.select_related("person")]
    heading = pgettext("section", "Actions")
    return [_line(heading, words % {"action": _with_who(one)}, one, group) for words, one in told]


def files(group, since, until):
    """Documents and versions that were brought."""
    brought = FileVersion.objects.filter(of__group=group, of__removed_at=None, at__gte=since, at__lt=until)
    found = []
    for version in brought.select_related("of").order_by("at"):
        words = _("%(title)s: added") if version.number == 1 else _("%(title)s: new version")
        detail = f" – {version.note}" if version.note else ""
        title = f"{words % {'title': version.of.title}}{detail}"
        found.append(_line(pgettext("section", "Documents"), title, version.of, group))
    return found


def people(group, since, until):
    """Who came into the group: not who changed their role in it."""
    rows = GroupRole.objects.filter(anchor=group).select_related("person").order_by("since")
    known = set(rows.filter(since__lt=since).values_list("person_id", flat=True))
    came = {row.person_id: row.person for row in rows.filter(since__gte=since, since__lt=until)}
    return [
        Line(pgettext("section", "People"), _("%(person)s has joined") % {"person": person}, group.get_absolute_url())
        for pk, person in came.items()
        if pk not in known
    ]


def _with_who(action):
    return f"{action.text[:120]} ({action.who})" if action.who else action.text[:120]


def _line(heading, title, row, group):
    row.group = group
    return Line(heading, title, row.get_absolute_url())


def _meetings():
    return pgettext("section", "Meetings")
