"""Two people save the funding plan at once: one is heard, the other is told, and no line is lost."""

from decimal import Decimal

import pytest

from projects.actions import begin_brief, save_funding
from projects.models import FundingLine, FundingPlan, StudyBrief
from projects.refusals import ChangedMeanwhile
from tests.factories.projects import ProjectFactory, lead_of

from .crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_savings_of_a_plan_have_one_winner():
    project = ProjectFactory()
    lead = lead_of(project)

    def save(source):
        line = FundingLine(source=source, kind="own", asked=Decimal(100))
        save_funding(project, by=lead, version=0, total_cost=None, note=source, lines=[line])

    answers = at_once([lambda: save("Une"), lambda: save("Autre")], expected=[ChangedMeanwhile])
    assert [isinstance(answer, ChangedMeanwhile) for answer in answers].count(True) == 1
    plan = FundingPlan.objects.get(project=project)
    assert (plan.version, [line.source for line in plan.lines.all()]) == (1, [plan.note])


def test_two_who_begin_the_brief_at_once_write_in_the_same_one():
    project = ProjectFactory()
    lead = lead_of(project)
    at_once([lambda: begin_brief(project, by=lead)] * 2)
    assert StudyBrief.objects.filter(project=project).count() == 1
