"""The mails about what a group decided to do, to who does it. Nothing once it is done or somebody else's."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from ..models import GroupAction
from ..people import addresses_of_facilitators
from .rules import inside, of_action


@notices.mail("group_action", category=notices.Category.WAITS_FOR_ME, **inside(of_action))
def group_action(notice):
    """It is yours to do."""
    return _letter(
        notice, _("An action is entrusted to you – %(group)s"), _("The group has entrusted you with this action:")
    )


@notices.mail("group_action_soon", category=notices.Category.WAITS_FOR_ME, **inside(of_action))
def group_action_soon(notice):
    """Its day comes."""
    return _letter(
        notice,
        _("Reminder: an action to do – %(group)s"),
        _("The day of this action comes near. If it is done, one click says so."),
    )


def _letter(notice, subject, line):
    actions = GroupAction.objects.to_do().select_related("group", "meeting", "meeting__group")
    action = actions.filter(pk=notice.subject_id, person=notice.person).first()
    return action and notices.letter(
        subject=subject % {"group": action.group.name},
        lines=[line],
        quote=action.text,
        facts=[
            (_("Group"), action.group.name),
            (_("Meeting"), str(action.meeting) if action.meeting else ""),
            (_("By"), date_format(action.due_on) if action.due_on else ""),
        ],
        path=action.get_absolute_url(),
        button=_("See the action"),
        reply_to=addresses_of_facilitators(action.group),
    )
