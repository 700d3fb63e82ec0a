"""Monday's mail: the week that is over, once for each person and group."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal import notices, schedule

from ..digest import happened_in
from ..models import GroupRole, WorkingGroup


def week_before(monday):
    """The two moments between which the week lies that ended before `monday`, in Paris."""
    return tuple(timezone.make_aware(datetime.combine(day, time.min)) for day in (monday - timedelta(days=7), monday))


def send_weeks(monday):
    """Tells the people of each group in which something happened; again, it tells nobody twice."""
    since, until = week_before(monday)

    def tell(group):
        if not happened_in(group, since, until):
            return
        rows = GroupRole.objects.current().filter(anchor=group, person__is_active=True).select_related("person")
        for row in rows:
            key = f"group-week:{group.pk}:{row.person_id}:{monday}"
            notices.send("group_week", subject_id=f"{group.pk}:{monday}", key=key, person=row.person)

    schedule.each(WorkingGroup.objects.all(), tell)
