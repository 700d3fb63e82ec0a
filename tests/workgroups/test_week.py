"""The week of a group by mail: what happened, nothing when nothing did."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal import coediting
from portal.coediting.models import Update
from portal.demo.specifications import p, requirement, text
from portal.notices.preferences import set_preference
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import (
    add_file,
    create_specification,
    keep_version,
    note_action,
    plan_meeting,
    put_aside,
    rename_specification,
    send_weeks,
    settle_action,
    take_up,
)
from workgroups.actions.naming import names_version
from workgroups.emails.rules import scope_of
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return in_it_for_long(person_with(GroupRoles.FACILITATOR, group, email="anim@example.org"))


@pytest.fixture
def reader(group):
    return in_it_for_long(person_with(GroupRoles.READER, group, email="nour@example.org"))


def in_it_for_long(person):
    GroupRole.objects.filter(person=person).update(since=timezone.now() - timedelta(days=90))
    return person


def next_monday():
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def midnight(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def weeks(mailoutbox, run_tasks, monday=None):
    """The mails of the week that are sent."""
    send_weeks(monday or next_monday())
    run_tasks()
    return [mail for mail in mailoutbox if "La semaine du groupe" in mail.subject]


def test_nothing_happened_and_nothing_is_sent(group, facilitator, reader, run_tasks, mailoutbox):
    assert weeks(mailoutbox, run_tasks) == []


def test_it_tells_what_happened_once_to_everybody(group, facilitator, reader, run_tasks, mailoutbox):
    content = text(p("Objet"), requirement("mandatory", "Une prise par poste.", "Compter.", "On travaille."))
    specification = create_specification(group, title="Surfaces", code_prefix="SUR", by=facilitator, content=content)
    keep_version(specification, name="Relue", by=facilitator)
    start = timezone.now() + timedelta(days=9)
    meeting = plan_meeting(group, by=facilitator, starts_at=start, ends_at=start + timedelta(hours=1))
    settle_action(note_action(group, by=facilitator, text="Trois devis"), by=facilitator, is_done=True)
    note_action(group, by=facilitator, text="Relire le plan", person=reader)
    add_file(group, by=facilitator, upload=SimpleUploadedFile("plan.txt", b"x"), title="Plan", note="Avec les portes")
    person_with(GroupRoles.EDITOR, group, first_name="Zoé", last_name="Nouvelle", email="zoe@example.org")
    mails = weeks(mailoutbox, run_tasks)
    assert {mail.to[0] for mail in mails} == {"anim@example.org", "nour@example.org", "zoe@example.org"}
    body = mails[0].body.replace("\xa0", " ")
    for told in (
        "1 exigence ajoutée",
        "« Relue »",
        f"{meeting} : prévue",
        "Faite : Trois devis",
        "À faire : Relire le plan",
        "Plan : ajouté – Avec les portes",
        "Zoé Nouvelle a rejoint le groupe",
    ):
        assert told in body
    assert len(weeks(mailoutbox, run_tasks)) == 3
    assert len(weeks(mailoutbox, run_tasks, next_monday() + timedelta(days=7))) == 3


def test_what_became_of_the_names_and_the_place_of_a_text_is_told_once(group, facilitator, run_tasks, mailoutbox):
    specification = create_specification(group, title="Surfaces", code_prefix="SUR", by=facilitator)
    other = create_specification(group, title="Vélos", code_prefix="VEL", by=facilitator)
    there_and_back = create_specification(group, title="Bruit", code_prefix="BRU", by=facilitator)

    def rename(one, title, code=None):
        version = names_version(type(one).objects.get(pk=one.pk))
        return rename_specification(one, title=title, code_prefix=code, version=version, by=facilitator)

    for one in (specification, other, there_and_back):
        written_at(one, timezone.now() - timedelta(days=20))
    rename(specification, "Lieux")
    rename(specification, "Espaces")
    rename(other, "Vélos", "CYC")
    rename(there_and_back, "Sons")
    rename(there_and_back, "Bruit")
    put_aside(specification, by=facilitator)
    take_up(specification, by=facilitator)
    put_aside(specification, by=facilitator)
    [mail] = weeks(mailoutbox, run_tasks)
    body = mail.body.replace("\xa0", " ")
    assert f"Espaces : renommé par {facilitator} (auparavant « Surfaces »), mis de côté par {facilitator}" in body
    assert "Vélos : Code CYC (au lieu de VEL)" in body
    assert "Lieux" not in body and "Sons" not in body and "repris" not in body


def test_requirements_are_compared_with_the_week_before(group, facilitator, run_tasks, mailoutbox):
    first = requirement("mandatory", "Une prise par poste.", "Compter.", "On travaille.")
    specification = create_specification(
        group, title="Surfaces", code_prefix="SUR", by=facilitator, content=text(first)
    )
    keep_version(specification, name="Avant", by=facilitator)
    written_at(specification, timezone.now() - timedelta(days=20))
    stronger = requirement("mandatory", "Deux prises par poste.", "Compter.", "On travaille.")
    stronger["attrs"]["code"] = "SUR-001"
    coediting.replace_content(specification.document, text(stronger), by=facilitator)
    [mail] = weeks(mailoutbox, run_tasks)
    assert "1 exigence modifiée" in mail.body and "ajoutée" not in mail.body


def written_at(specification, moment):
    """As if all that was done to the text so far had been done then."""
    Update.objects.filter(document=specification.document).update(committed_at=moment)
    Version.objects.filter(specification=specification).update(at=moment)
    type(specification).objects.filter(pk=specification.pk).update(created_at=moment)


def test_what_is_written_on_monday_morning_is_in_the_next_week_alone(group, facilitator, run_tasks, mailoutbox):
    first = requirement("mandatory", "Une prise par poste.", "Compter.", "On travaille.")
    specification = create_specification(
        group, title="Surfaces", code_prefix="SUR", by=facilitator, content=text(first)
    )
    monday = next_monday()
    written_at(specification, midnight(monday) - timedelta(days=2))
    zoe = person_with(GroupRoles.EDITOR, group, first_name="Zoé", last_name="Nouvelle", email="zoe@example.org")
    in_it_for_long(zoe)
    first["attrs"]["code"] = "SUR-001"
    second = requirement("mandatory", "Neuf mètres carrés.", "Mesurer.", "On bouge.")
    coediting.replace_content(specification.document, text(first, second), by=zoe)
    late = Update.objects.filter(document=specification.document, epoch=1)
    late.update(committed_at=midnight(monday) + timedelta(hours=7))
    [one, _other] = weeks(mailoutbox, run_tasks, monday)
    assert "1 exigence ajoutée" in one.body and "Zoé" not in one.body
    [*_earlier, next_one] = weeks(mailoutbox, run_tasks, monday + timedelta(days=7))
    assert "modifié par Zoé Nouvelle, 1 exigence ajoutée" in next_one.body.replace("\xa0", " ")


def test_a_text_written_in_only_after_the_week_is_not_in_it(group, facilitator, run_tasks, mailoutbox):
    specification = create_specification(group, title="Surfaces", code_prefix="SUR", by=facilitator)
    written_at(specification, midnight(next_monday()) + timedelta(minutes=1))
    assert weeks(mailoutbox, run_tasks) == []


def test_a_damaged_text_in_a_group_keeps_no_other_group_s_mail(group, facilitator, run_tasks, mailoutbox, caplog):
    broken = create_specification(group, title="Surfaces", code_prefix="SUR", by=facilitator, content=text(p("Objet")))
    Update.objects.filter(document=broken.document).update(data=b"\xff\xff\xff")
    other = GroupFactory(name="Réseau")
    reader = in_it_for_long(person_with(GroupRoles.READER, other, email="lea@example.org"))
    note_action(other, by=person_with(GroupRoles.FACILITATOR, other), text="Relire le plan", person=reader)
    told = {mail.to[0] for mail in weeks(mailoutbox, run_tasks)}
    assert "lea@example.org" in told and "anim@example.org" not in told
    assert "Aménagement" in caplog.text


def test_who_wants_none_or_has_left_receives_none(group, facilitator, reader, run_tasks, mailoutbox):
    set_preference(reader, scope=scope_of(group), level="waits_for_me", pace="at_once")
    gone = in_it_for_long(person_with(GroupRoles.READER, group, email="parti@example.org"))
    note_action(group, by=facilitator, text="Trois devis")
    send_weeks(next_monday())
    GroupRole.objects.filter(person=gone).update(until=timezone.now())
    run_tasks()
    assert [mail.to for mail in mailoutbox if "La semaine" in mail.subject] == [["anim@example.org"]]


def test_the_week_ends_on_sunday_night(group, facilitator, reader, run_tasks, mailoutbox):
    action = note_action(group, by=facilitator, text="Trois devis")
    monday = next_monday()
    type(action).objects.update(created_at=midnight(monday))
    assert weeks(mailoutbox, run_tasks) == []
