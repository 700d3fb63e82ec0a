"""Keeping the templates of courses."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import versions

from ..models import CourseTemplate, ModelDocument, TemplateMilestone
from ..models.asked import Asked
from ..permissions import can_keep_templates
from ..planning import days_of
from ..refusals import ChangedMeanwhile, CourseRefusal

OUT_OF_THE_WAY = 10_000  # orders are unique in a course: the old ones step aside while the new ones are given


@dataclass(frozen=True)
class PlannedTemplateMilestone:
    """A milestone to write with the lines below it, in their order; `removed` are lines that go."""

    milestone: TemplateMilestone
    lines: Sequence[Asked] = ()
    removed: Sequence[Asked] = ()
    model_documents: Sequence[ModelDocument] = field(default=())


@transaction.atomic
def save_template(template, *, milestones=(), removed=(), version=None, by=None):
    """Saves a template, new or changed, with its `milestones` (PlannedTemplateMilestone) in this very order.

    `by` is None when a command does it. Courses already laid from it stay as they are. Raises CourseRefusal where it
    is not for `by` to do, where the offsets form a circle, or where one counts from a milestone that goes. Milestones
    added meanwhile come last; where `version` is given, the mark (`template_version`) of what a form was opened on,
    ChangedMeanwhile is raised if somebody else saved the template since.
    """
    if by is not None and not can_keep_templates(by):
        raise CourseRefusal(_("The templates of courses are not yours to write."))
    present = {}
    if template.pk:
        stored = CourseTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        if version is not None and version != template_version(stored):
            raise ChangedMeanwhile(shows_both=False)
        present = {one.pk: one for one in template.milestones.all()}
    gone = [one.pk for one in removed if present.pop(one.pk, None)]
    asked = [one for one in milestones if one.milestone.pk is None or one.milestone.pk in present]
    named = {one.milestone.pk for one in asked}
    course = [*(one.milestone for one in asked), *(one for pk, one in present.items() if pk not in named)]
    days_of(course, timezone.localdate())  # refuses a circle; after it nothing is refused
    template.save()
    template.milestones.update(order=F("order") + OUT_OF_THE_WAY)
    for order, milestone in enumerate(course, 1):
        milestone.template, milestone.order = template, order
        milestone.save()
    for one in asked:
        one.milestone.model_documents.set(one.model_documents)
        save_lines(one.lines, one.removed, template_milestone=one.milestone)
    template.milestones.filter(pk__in=gone).delete()
    return template


def template_version(template):
    """The mark of a template with its milestones and what is asked at each."""
    if not template.pk:
        return ""
    course = template.milestones.order_by("pk")
    return versions.mark([versions.held(template), *(_held_below(one) for one in course)])


def _held_below(milestone):
    lines = [*milestone.expecteddeliverable_lines.order_by("pk"), *milestone.checklistitem_lines.order_by("pk")]
    models = sorted(milestone.model_documents.values_list("pk", flat=True))
    return [versions.held(milestone), *map(versions.held, lines), models]


def save_lines(lines, removed, **owner):
    """Writes the lines of what is asked at one milestone, in this order, and takes the removed ones away.

    Lines that are somebody else's are left alone.
    """
    for line in removed:
        type(line).objects.filter(pk=line.pk, **owner).delete()
    for order, line in enumerate(lines, 1):
        line.order = order
        if line.pk is None:
            for name, row in owner.items():
                setattr(line, name, row)
            line.save()
        elif type(line).objects.filter(pk=line.pk, **owner).exists():
            line.save(update_fields=["order", "title", "is_required"])
