"""How each person is told: levels, pace, the link of every mail, the digest of the day, and the lost right."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal import notices, roles, tokens
from portal.notices import Notice, digests, routing
from portal.notices.models import Preference
from portal.notices.preferences import Levels, Paces, link_token, set_preference
from projects.actions import send_reminder, submit_milestone
from projects.enums import ProjectRoles
from projects.models import ProjectRole
from projects.threads import scope_of
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of
from tests.factories.threads import said

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def milestone():
    return MilestoneFactory(project__name="Melun")


@pytest.fixture
def project(milestone):
    return milestone.project


@pytest.fixture
def lead(project):
    return lead_of(project)


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


@pytest.fixture
def sent(run_tasks, mailoutbox):
    """`sent(person)` are the subjects mailed to that person."""

    def to(person):
        run_tasks()
        return [mail.subject for mail in mailoutbox if mail.to == [person.email]]

    return to


def in_bell(person):
    return [notice.subject for notice in Notice.objects.in_bell_of(person).unread()]


@pytest.mark.parametrize(
    ("level", "mailed"),
    [("everything", 2), ("waits_for_me", 1), ("nothing", 0)],
    ids=["everything", "waits", "nothing"],
)
@pytest.mark.parametrize("for_all", [True, False])
def test_the_level_holds_for_mails_and_the_bell_has_everything(
    project, lead, accompanier, sent, level, mailed, for_all
):
    set_preference(lead, scope=None if for_all else scope_of(project), level=level, pace=Paces.AT_ONCE)
    said(project, by=accompanier)
    said(project, by=accompanier, mentioned=[lead])
    assert len(sent(lead)) == mailed
    assert len(in_bell(lead)) == 2


def test_the_wish_for_one_project_goes_before_the_one_for_all(project, lead, accompanier, sent):
    other = ProjectFactory()
    in_role(other, ProjectRoles.LEAD, lead)
    set_preference(lead, level=Levels.NOTHING, pace=Paces.AT_ONCE)
    set_preference(lead, scope=scope_of(other), level=Levels.EVERYTHING, pace=Paces.AT_ONCE)
    said(project, by=accompanier)
    said(other, by=in_role(other, ProjectRoles.ACCOMPANIER, accompanier))
    assert len(sent(lead)) == 1
    set_preference(lead, scope=scope_of(other), level="", pace=Paces.AT_ONCE)
    said(other, by=accompanier)
    assert len(sent(lead)) == 1


def test_receipts_always_come(milestone, lead, sent):
    set_preference(lead, level=Levels.NOTHING, pace=Paces.DAILY)
    submit_milestone(milestone, by=lead, text="Voici.")
    assert [subject[:15] for subject in sent(lead)] == ["Accusé de dépôt"]


def at(hour, minute=0, *, day=28):
    return datetime(2027, 3, day, hour, minute, tzinfo=PARIS)  # the 28th: clocks go forward that night


def held_since(moment):
    Notice.objects.exclude(held_at=None).update(held_at=moment)


def test_one_digest_a_day_at_eight_by_project_nothing_twice(project, milestone, lead, accompanier, sent, mailoutbox):
    other = ProjectFactory(name="Sénart")
    in_role(other, ProjectRoles.LEAD, lead)
    set_preference(lead, level=Levels.EVERYTHING, pace=Paces.DAILY)
    said(project, by=accompanier)
    said(other, by=accompanier_of(other))
    send_reminder(milestone, by=accompanier)
    assert sent(lead) == []
    assert len(in_bell(lead)) == 3
    held_since(at(9, day=27))
    assert digests.write_digests(at(7, 59)) == 0
    assert digests.write_digests(at(8)) == 1
    assert digests.write_digests(at(8, 1)) == 0
    assert sent(lead) == ["Résumé du jour\xa0: 3 messages"]
    (mail,) = mailoutbox
    assert re.findall(r"^(?:Melun|Sénart)$", mail.body, re.M) == ["Melun", "Sénart"]
    assert milestone.get_absolute_url() in mail.body and "Sénart" in mail.alternatives[0].content
    assert len(in_bell(lead)) == 3  # the digest itself is none of them
    assert digests.write_digests(at(8, day=29)) == 0


def test_what_comes_after_eight_waits_for_tomorrow(project, lead, accompanier, sent):
    set_preference(lead, level=Levels.EVERYTHING, pace=Paces.DAILY)
    said(project, by=accompanier)
    sent(lead)
    held_since(at(8, 1))
    assert digests.write_digests(at(23, 59)) == 0
    assert digests.write_digests(at(8, day=29)) == 1
    assert len(sent(lead)) == 1


@pytest.mark.parametrize("what", ["read", "settled", "lost", "unwanted"])
def test_what_no_longer_matters_is_not_in_the_digest(milestone, lead, accompanier, sent, what):
    set_preference(lead, level=Levels.EVERYTHING, pace=Paces.DAILY)
    send_reminder(milestone, by=accompanier)
    sent(lead)
    held_since(timezone.now() - timedelta(days=2))
    if what == "read":
        notices.mark_read(lead)
    elif what == "settled":
        submit_milestone(milestone, by=in_role(milestone.project, ProjectRoles.CONTRIBUTOR), text="Voici.")
    elif what == "lost":
        roles.end(ProjectRole.objects.get(person=lead), by=None)
    else:
        set_preference(lead, level=Levels.NOTHING, pace=Paces.DAILY)
    assert digests.write_digests(timezone.localtime().replace(hour=8)) == 1
    assert sent(lead) == []
    assert not Notice.objects.held().exists()


def test_who_lost_the_right_between_asking_and_sending_gets_nothing(milestone, lead, accompanier, sent):
    send_reminder(milestone, by=accompanier)
    said(milestone, by=accompanier)
    roles.end(ProjectRole.objects.get(person=lead), by=None)
    assert sent(lead) == []
    assert not Notice.objects.filter(person=lead).exclude(subject="").exists()


def test_a_mail_to_an_address_alone_asks_nothing_more(django_assert_num_queries):
    notices.send_rendered(to="a@example.org", subject="Bonjour", text="Le texte")
    (notice,) = notices.Notice.objects.all()

    with django_assert_num_queries(0):
        assert routing.route(notice).way == routing.Way.MAIL


def links_of(mail):
    page = re.search(rf"{re.escape(settings.BASE_URL)}(/compte/notifications/lien/\S+/)", mail.body).group(1)
    stop = mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)
    return page, stop


def test_every_such_mail_carries_the_link_that_sets_it_without_a_login(
    project, lead, accompanier, run_tasks, mailoutbox, client
):
    said(project, by=accompanier)
    run_tasks()
    (mail,) = mailoutbox
    page, stop = links_of(mail)
    assert page in mail.alternatives[0].content
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for address in (page, stop):
        assert client.get(address, follow=True).status_code == 200
    assert not Preference.objects.exists()  # a GET changes nothing
    shown = client.get(page)
    assert "Melun" in shown.text and "noindex" in shown.headers["X-Robots-Tag"]
    client.post(page, {"where": "one", "one-level": "waits_for_me", "one-pace": "daily"})
    client.post(page, {"where": "all", "all-level": "nothing", "all-pace": "at_once"})
    wishes = {(row.scope_kind, row.scope_id, row.level, row.pace) for row in Preference.objects.filter(person=lead)}
    assert wishes == {("project", str(project.pk), "waits_for_me", "daily"), ("", "", "nothing", "at_once")}
    client.post(page, {"where": "one", "one-level": "", "one-pace": "daily"})
    assert [row.scope_kind for row in Preference.objects.all()] == [""]


def test_the_button_of_a_mail_program_stops_this_project(project, lead, accompanier, sent, mailoutbox):
    said(project, by=accompanier)
    sent(lead)
    _page, stop = links_of(mailoutbox[0])
    answer = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    row = Preference.objects.get()
    assert (row.person, row.scope_id, row.level) == (lead, str(project.pk), "nothing")
    said(project, by=accompanier)
    assert len(sent(lead)) == 1


def test_a_dead_link_says_so_and_changes_nothing(client):
    person = PersonFactory()
    good = link_token(person)
    elsewhere = tokens.sign("registration", f"{person.pk}||", days=1)
    for token in ("no-such", good[:-2], elsewhere):
        assert client.post(f"/compte/notifications/lien/{token}/arret/").status_code == 404
        assert client.get(f"/compte/notifications/lien/{token}/").status_code == 404
    person.is_active = False
    person.save()
    assert client.get(f"/compte/notifications/lien/{good}/").status_code == 404
    assert not Preference.objects.exists()


def test_a_choice_nobody_offers_is_refused_and_said(client):
    person = PersonFactory()
    page = f"/compte/notifications/lien/{link_token(person)}/"
    for fields in ({"where": "all", "all-level": "sometimes", "all-pace": "daily"}, {"where": "one"}, {}):
        assert client.post(page, fields).status_code == 422
    assert not Preference.objects.exists()


def test_the_account_has_the_same_project_by_project(client, project, lead):
    set_preference(lead, scope=scope_of(project), level=Levels.WAITS_FOR_ME, pace=Paces.DAILY)
    client.force_login(lead)
    assert 'href="/compte/notifications/"' in client.get("/compte/").text
    page = client.get("/compte/notifications/").text
    assert "Melun" in page and "Seulement ce qui m’attend" in page
    assert client.post("/compte/notifications/", {"all-level": "nothing", "all-pace": "daily"}).status_code == 302
    assert client.post("/compte/notifications/", {"all-level": ""}).status_code == 422
    assert Preference.objects.get(person=lead, scope_kind="").level == "nothing"
    (link,) = re.findall(r'href="(/compte/notifications/lien/[^"]+)"', page)
    assert "Melun" in client.get(link).text
