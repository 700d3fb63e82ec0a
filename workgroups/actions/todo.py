"""What a group decided to do: noted, changed, done, reopened; reminded of before its day."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices
from portal.versions import version_of

from .. import permissions
from ..models import GroupAction
from ..refusals import ChangedMeanwhile, GroupRefusal

NAMES = ("text", "person", "charged_name", "due_on")
DAYS_BEFORE = (7, 1)


@transaction.atomic
def note_action(group, *, by, text, person=None, charged_name="", due_on=None, meeting=None):
    """Notes what is to be done; who does it is told by mail. Raises GroupRefusal."""
    if not permissions.can_note_action(by, group):
        raise GroupRefusal(_("The actions of this group are not yours to note."))
    given = {"text": text, "person": person, "due_on": due_on, "charged_name": "" if person else charged_name}
    action = GroupAction.objects.create(group=group, meeting=meeting, created_by=by, **given)
    _tell(action, by)
    return action


@transaction.atomic
def change_action(action, *, by, version, **given):
    """Other words, another person or day (`given`: the fields of NAMES). Raises ChangedMeanwhile, GroupRefusal."""
    fresh = _locked(action)
    if not permissions.can_note_action(by, fresh.group):
        raise GroupRefusal(_("The actions of this group are not yours to note."))
    if version != version_of(fresh):
        raise ChangedMeanwhile
    before = fresh.person_id
    for name in NAMES:
        setattr(fresh, name, given[name])
    if fresh.person:
        fresh.charged_name = ""
    fresh.save()
    if fresh.person_id != before:
        _tell(fresh, by)
    return fresh


@transaction.atomic
def settle_action(action, *, by, is_done):
    """Says that it is done, or (`is_done` false) not after all. Twice does no harm. Raises GroupRefusal."""
    fresh = _locked(action)
    if not permissions.can_settle_action(by, fresh):
        raise GroupRefusal(_("This action is not yours to settle."))
    if is_done != (fresh.done_at is not None):
        fresh.done_at, fresh.done_by = (timezone.now(), by) if is_done else (None, None)
        fresh.save(update_fields=["done_at", "done_by"])
    return fresh


def remind_of_actions(today):
    """Reminds who does it seven days and one day before, once each; not of what was noted the same day."""
    days = (today, today + timedelta(days=max(DAYS_BEFORE)))
    soon = GroupAction.objects.to_do().filter(person__isnull=False, due_on__range=days, created_at__date__lt=today)
    for action in soon.select_related("person"):
        step = min(days for days in DAYS_BEFORE if (action.due_on - today).days <= days)
        key = f"group-action-soon:{action.pk}:{action.person_id}:{action.due_on}:{step}"
        notices.send("group_action_soon", subject_id=action.pk, key=key, person=action.person)


def _tell(action, by):
    if action.person and action.person != by and action.done_at is None:
        key = f"group-action:{action.pk}:{action.person_id}"
        notices.send("group_action", subject_id=action.pk, key=key, person=action.person)


def _locked(action):
    return GroupAction.objects.select_for_update(of=("self",)).select_related("group", "person").get(pk=action.pk)
