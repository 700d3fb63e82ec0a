"""The funding plan: saved whole, with its lines."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import permissions
from ..models import FundingPlan
from ..refusals import ChangedMeanwhile, StudyRefusal
from .activity import note_activity
from .ended import still_open


@transaction.atomic
def save_funding(project, *, by, version, total_cost, note, lines=(), removed=()):
    """Saves the plan of `project` with its `lines` (new or changed) and without the `removed` ones; returns it.

    `version` is the number of the plan the form was opened on, 0 for a new one. Lines somebody else added stay.
    Raises ChangedMeanwhile where the plan has another number now, StudyRefusal where it is not for `by`.
    """
    project = still_open(project)
    if not permissions.can_write_funding(by, project):
        raise StudyRefusal(_("The funding plan of this project is not yours to write."))
    plan = FundingPlan.objects.filter(project=project).first() or FundingPlan(project=project)
    if plan.version != version:
        raise ChangedMeanwhile
    plan.total_cost, plan.note, plan.version = total_cost, note, plan.version + 1
    plan.save()
    own = set(plan.lines.values_list("pk", flat=True))
    for line in removed:
        if line.pk in own:
            line.delete()
            own.discard(line.pk)
    for line in lines:
        if line.pk is None or line.pk in own:
            line.plan = plan
            line.save()
    note_activity(project)
    return plan
