"""What the page of a meeting shows of its minutes and of what was decided there."""

from django.utils.translation import gettext as _

from .. import permissions
from ..forms.minutes import AdoptForm, NoteForm, SendMinutesForm
from ..forms.todo import ActionForm
from ..models import Minutes


def parts_of(person, meeting):
    """For the template of a meeting's page: the minutes, their forms, the actions."""
    minutes = Minutes.objects.select_related("adopted_in", "adopted_by").filter(meeting=meeting).first()
    manages = permissions.can_manage(person, meeting.group)
    context = {
        "minutes": minutes if permissions.can_read_documents(person, meeting.group) else None,
        "can_write_minutes": permissions.can_write_minutes(person, meeting),
        "todo": _with_rights(person, meeting),
    }
    if permissions.can_note_action(person, meeting.group) and not meeting.is_cancelled:
        context["todo_form"] = ActionForm(group=meeting.group)
    if context["minutes"]:
        minutes.meeting = meeting
        context["notes"] = minutes.notes.select_related("by")
        context |= _forms(person, minutes, manages)
    return context


def _forms(person, minutes, manages):
    found = {}
    if permissions.can_remark(person, minutes):
        found["remark_form"] = NoteForm(label=_("What should be otherwise?"))
    if not manages:
        return found
    if minutes.is_adopted:
        return found | {"correction_form": NoteForm(label=_("Correction"))}
    if minutes.meeting.is_past:
        found["send_form"] = SendMinutesForm()
    if minutes.sent_at:
        found["adopt_form"] = AdoptForm(minutes=minutes)
    return found


def _with_rights(person, meeting):
    actions = list(meeting.actions.select_related("person", "done_by", "group"))
    return with_rights(person, meeting.group, actions)


def with_rights(person, group, actions):
    """Gives each action of `group` whether `person` may settle it and change it."""
    writes = permissions.can_note_action(person, group)
    for action in actions:
        action.group = group
        action.is_yours = writes or permissions.can_settle_action(person, action)
        action.can_change = writes
    return actions
