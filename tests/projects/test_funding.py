"""The funding plan: what it comes to, who reads and writes it, two who save at once, its history and workbook."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from projects.actions import save_funding
from projects.enums import ProjectRoles, Sector
from projects.funding import figures
from projects.funding_history import changes
from projects.models import Consultancy, FundingLine, FundingPlan
from projects.refusals import ChangedMeanwhile, StudyRefusal
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, in_role, lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(sector=Sector.PUBLIC)


@pytest.fixture
def lead(project, client):
    person = lead_of(project)
    client.force_login(person)
    return person


def line(kind, asked, **more):
    return FundingLine(source=kind, kind=kind, asked=Decimal(asked), **more)


def a_plan(project, by, *lines, cost=20_000):
    return save_funding(project, by=by, version=0, total_cost=Decimal(cost), note="", lines=lines)


def url(name, project):
    return reverse(f"projects:funding-{name}", args=[project.slug])


def sent_form(plan, *rows, version, **plan_fields):
    """What a browser sends: the plan and its lines, the stored ones first."""
    stored = list(plan.lines.all()) if plan else []
    sent = {"total_cost": "20000", "note": "", "version": version, **plan_fields}
    sent |= {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": len(stored)}
    for number, row in enumerate(rows):
        own = {"source": "Région", "kind": "region", "state": "asked", "asked": "1000", **row}
        if number < len(stored):
            own |= {"id": stored[number].pk}
        sent |= {f"lines-{number}-{name}": value for name, value in own.items()}
    return sent


def test_what_it_comes_to(project, lead):
    own = line("own", 4000, granted=Decimal(4000), state="granted")
    region = line("region", 12_000, granted=Decimal(9000), received=Decimal(3000), state="received")
    refused = line("state", 5000, state="refused")
    plan = a_plan(project, lead, own, region, refused)
    sums = figures(project, plan, list(plan.lines.all()))
    assert (sums.asked, sums.granted, sums.received) == (21_000, 13_000, 3000)
    assert sums.rate == Decimal("0.45")
    assert sums.still_to_find == 7000
    assert sums.public_share == Decimal("0.45")
    assert not sums.warns


@pytest.mark.parametrize(
    ("sector", "aid", "private", "warns"),
    [
        (Sector.PUBLIC, 16_000, 0, False),
        (Sector.PUBLIC, 16_001, 0, True),
        (Sector.PRIVATE, 19_000, 0, False),
        (Sector.PUBLIC, 14_000, 5000, True),  # the holder pays 1,000 of 15,000 of public money
        (Sector.PUBLIC, 12_000, 5000, False),
    ],
)
def test_more_than_four_fifths_of_public_aid_is_warned_of(lead, sector, aid, private, warns):
    project = ProjectFactory(sector=sector)
    lines = [line("europe", aid), line("private", private)]
    sums = figures(project, FundingPlan(total_cost=Decimal(20_000)), lines)
    assert sums.warns == warns


def test_a_plan_without_cost_or_lines_divides_by_nothing(project):
    sums = figures(project, FundingPlan(), [])
    assert (sums.rate, sums.public_share, sums.still_to_find, sums.warns) == (None, None, None, False)
    assert figures(project, None, []).cost is None


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [(None, 404, 404), (ProjectRoles.OBSERVER, 403, 403), (ProjectRoles.CONTRIBUTOR, 200, 200)],
)
def test_the_screens_ask_for_the_right(client, project, role, reads, writes):
    a_plan(project, lead_of(project), line("own", 1000))
    client.force_login(in_role(project, role) if role else PersonFactory())
    for name in ("detail", "history", "export"):
        assert client.get(url(name, project)).status_code == reads, name
    assert client.get(url("edit", project)).status_code == writes


def test_a_plan_is_written_in_one_form(client, project, lead):
    sent = sent_form(None, {"asked": "1234,56"}, {"source": "", "kind": "", "asked": "", "state": "to_ask"}, version=0)
    assert client.post(url("edit", project), sent)["Location"] == url("detail", project)
    plan = FundingPlan.objects.get(project=project)
    assert (plan.total_cost, plan.version) == (20_000, 1)
    assert [one.asked for one in plan.lines.all()] == [Decimal("1234.56")]
    shown = client.get(url("detail", project)).content.decode()
    assert "1\u202f234,56" in shown or "1\xa0234,56" in shown


@pytest.mark.parametrize("bad", [{"asked": "-5"}, {"asked": "beaucoup"}, {"granted": "10", "received": "11"}])
def test_a_bad_amount_is_said_and_what_was_typed_stays(client, project, lead, bad):
    answer = client.post(url("edit", project), sent_form(None, {"source": "Fondation", **bad}, version=0))
    assert answer.status_code == 422
    assert "Fondation" in answer.content.decode()
    assert not FundingPlan.objects.exists()


def test_who_saves_second_sees_both_and_loses_nothing(client, project, lead):
    plan = a_plan(project, lead, line("region", 1000))
    [stored] = plan.lines.all()
    save_funding(project, by=lead, version=1, total_cost=Decimal(30_000), note="", lines=[line("state", 700)])
    answer = client.post(
        url("edit", project), sent_form_of([stored], {"asked": "2000"}, version=1, note="Mon commentaire")
    )
    assert answer.status_code == 422
    theirs = {(one.theirs, one.yours) for one in answer.context["differing"]}
    assert ("", "Mon commentaire") in theirs
    plan.refresh_from_db()
    assert (plan.version, plan.note) == (2, "")
    again = sent_form_of([stored], {"asked": "2000"}, version=answer.context["form"]["version"].value())
    assert client.post(url("edit", project), again).status_code == 302
    assert {(one.kind, one.asked) for one in plan.lines.all()} == {("region", 2000), ("state", 700)}


def sent_form_of(stored, *rows, **more):
    """The form as it was opened: with the lines there were then."""
    sent = sent_form(None, *rows, **more)
    sent["lines-INITIAL_FORMS"] = len(stored)
    return sent | {f"lines-{number}-id": one.pk for number, one in enumerate(stored)}


def test_a_line_of_another_plan_is_never_written(client, project, lead):
    other = ProjectFactory()
    foreign = a_plan(other, lead_of(other), line("region", 5)).lines.get()
    a_plan(project, lead)
    client.post(url("edit", project), sent_form_of([foreign], {"asked": "9999"}, version=1))
    foreign.refresh_from_db()
    assert foreign.asked == 5
    assert project.funding.lines.get().asked == 9999  # what was typed is a line of this plan
    save_funding(project, by=lead, version=2, total_cost=None, note="", removed=[foreign])
    assert FundingLine.objects.filter(pk=foreign.pk).exists()


def test_it_is_not_saved_by_who_may_not(project):
    with pytest.raises(StudyRefusal):
        a_plan(project, in_role(project, ProjectRoles.OBSERVER))
    by = lead_of(project)
    a_plan(project, by)
    with pytest.raises(ChangedMeanwhile):
        a_plan(project, by)


def test_the_history_says_who_changed_what(client, project, lead):
    plan = a_plan(project, lead, line("region", 1000))
    [stored] = plan.lines.all()
    client.post(url("edit", project), sent_form(plan, {"source": "region", "asked": "2500"}, version=1))
    last = changes(plan)[0]
    assert (last.about, last.by) == ("region", str(lead))
    amounts = {str(label): (before[-6:], after[-6:]) for label, before, after in last.fields}
    assert amounts["demandé (€)"] == ("000,00", "500,00")
    save_funding(project, by=lead, version=2, total_cost=None, note="", removed=[stored])
    assert "retrait" in client.get(url("history", project)).content.decode()


def test_the_workbook_has_amounts_one_can_add_up_and_the_consultancies(client, project, lead):
    a_plan(project, lead, line("region", 1000), line("own", 500))
    Consultancy.objects.create(project=project, name="=Cabinet", amount=Decimal("12.5"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(url("export", project)).content))
    lines, offers = book.worksheets
    assert [row[3].value for row in lines.iter_rows(min_row=2)] == [1000, 500, 1500, 20_000]
    assert [row[4].value for row in offers.iter_rows(min_row=2)] == [12.5]
    assert offers["A2"].data_type == "s"
