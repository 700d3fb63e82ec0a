"""projects/erasure.py: somebody who asks is forgotten everywhere in the projects, and the projects stay."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.notices import Notice
from portal.notices.models import Preference
from portal.people.actions import know_person
from portal.people.erasure import ErasureRefusal, erase_person
from portal.people.models import Person
from portal.roles import AssociationRoles
from portal.text import fold
from projects.actions import (
    accept_submission,
    add_draft_file,
    give_opinion,
    make_deposit_link,
    plan_meeting,
    save_draft,
    submit_milestone,
)
from projects.enums import ApplicationStatus, OpinionStatus, ProjectRoles
from projects.models import (
    Application,
    Consultancy,
    Decision,
    Deliverable,
    DepositLink,
    FundingLine,
    FundingPlan,
    MeetingGuest,
    Milestone,
    OpinionRequest,
    PlaceFacts,
    Project,
    ProjectContact,
    ProjectRole,
    Submission,
    Transition,
)
from tests.factories.closing import drafted
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    accompanier_of,
    application_at,
    in_role,
    lead_of,
    opinion_asked,
    pdf_upload,
    staff_member,
)
from tests.factories.threads import said

pytestmark = pytest.mark.django_db

NAME, EMAIL, PHONE = "Zoé Secrète", "zoe@secret.example", "06 99 00 12 34"
TRACES = (NAME, "Secrète Zoé", fold(NAME), fold("Secrète Zoé"), EMAIL, PHONE)


def found_in_all_tables(traces=TRACES):
    """Every (model, field) in which one of the texts stands, whatever its case."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in model._base_manager.values():
            for name, value in row.items():
                text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
                if any(trace.lower() in text.lower() for trace in traces):
                    found.add((model._meta.label, name))
    return found


@pytest.fixture
def staff():
    return staff_member()


@pytest.fixture
def zoe():
    return know_person(email=EMAIL, first_name="Zoé", last_name="Secrète", phone=PHONE, proven=True)


@pytest.fixture
def everywhere(zoe, staff, run_tasks):
    """Zoé applied, leads, handed in, talked, was asked for an opinion, is a contact, a guest, a source of money."""
    application_at(
        ApplicationStatus.TAKEN_IN, staff=staff, email=EMAIL, first_name="Zoé", last_name="Secrète", phone=PHONE
    )
    application_at(ApplicationStatus.RECEIVED, email=EMAIL, first_name="Zoé", last_name="Secrète", name="Autre projet")
    project = Project.objects.get()
    project.referent, project.summary = zoe, f"Porté par {NAME}."
    project._history_user = zoe
    project.save()
    milestone = MilestoneFactory(project=project, instructions=f"Écrire à {EMAIL}.")
    file = add_draft_file(milestone, owner=zoe, upload=pdf_upload(f"CV {NAME}.pdf"))
    submit_milestone(milestone, by=zoe, text=f"De la part de {NAME}, {PHONE}.", pieces=[file])
    accompanier = accompanier_of(project)
    said(project, by=zoe, text="Le budget est prêt.")
    said(project, by=accompanier, text=f"Merci @{NAME}, j’écris à {EMAIL}.")
    said(milestone, by=accompanier, text="Rien de personnel ici.")
    asked = opinion_asked(milestone, expert=in_role(MilestoneFactory().project, "observer"), by=staff, text=True)
    give_opinion(asked, by=asked.expert, verdict="favourable", text=f"J’ai vu {NAME} : le modèle tient.")
    elsewhere = opinion_asked(by=staff, expert=zoe)
    accept_submission(milestone, by=staff, number=1, remark=f"Bravo {NAME}.")
    begins = timezone.now() + timedelta(days=7)
    meeting = plan_meeting(project, by=staff, starts_at=begins, ends_at=begins + timedelta(hours=2), people=[zoe])
    MeetingGuest.objects.create(meeting=meeting, name=NAME, email=EMAIL)
    Decision.objects.create(meeting=meeting, text=f"{NAME} visite le lieu.", charged_name=NAME)
    ProjectContact.objects.create(project=project, name=NAME, email=EMAIL, phone=PHONE)
    ProjectContact.objects.create(project=project, name="Léo Durand", email="leo@x.example")
    Consultancy.objects.create(project=project, name="Études & Co", contact=NAME, email=EMAIL)
    plan = FundingPlan.objects.create(project=project, note=f"Voir avec {NAME}")
    line = FundingLine.objects.create(plan=plan, source=f"Don de {NAME}", kind="private", asked=500)
    line.granted = 400
    line.save()
    other = MilestoneFactory(project=project)
    make_deposit_link(
        other, by=zoe, consultancy=NAME, sent_to=EMAIL, expires_on=timezone.localdate() + timedelta(days=9)
    )
    save_draft(other, owner=zoe, values={"text": [f"Moi, {NAME}"]}, version=0)
    save_draft(other, owner=lead_of(project), values={"text": [f"Selon {NAME}"]}, version=0)
    closing = drafted(project, by=staff, outcome="opened", lessons=f"{NAME} l’avait dit.")
    facts = {"contact_name": NAME, "contact_email": EMAIL, "contact_phone": PHONE}
    PlaceFacts.objects.filter(closing=closing).update(**facts)
    Preference.objects.create(person=zoe, level="all", pace="now")
    run_tasks()
    Notice.objects.filter(person=zoe).update(last_error=f"{EMAIL}: no such mailbox")
    return project, elsewhere


def kept(project):
    """What a project is made of: its files, its log, its decisions."""
    return {
        "milestones": Milestone.objects.filter(project=project).count(),
        "files": [(piece.file.name, piece.sha256) for piece in Deliverable.objects.order_by("pk")],
        "transitions": list(Transition.objects.order_by("pk").values_list("from_status", "to_status", "by", "at")),
        "submissions": list(Submission.objects.order_by("pk").values_list("number", "submitted_by", "submitted_at")),
        "verdicts": list(OpinionRequest.objects.order_by("pk").values_list("verdict", "expert")),
        "decisions": Decision.objects.count(),
        "money": list(FundingLine.history.order_by("pk").values_list("asked", "granted", "history_type")),
        "history": Project.history.count(),
        "roles": ProjectRole.objects.count(),
    }


def test_nothing_of_somebody_is_left_in_any_table_and_the_project_is(zoe, staff, everywhere):
    project, elsewhere = everywhere
    assert len(found_in_all_tables()) > 25
    before = kept(project)

    erase_person(zoe, by=staff)

    assert found_in_all_tables() == set()
    assert kept(project) == before
    project.refresh_from_db()
    zoe.refresh_from_db()
    assert (str(zoe), zoe.email, zoe.is_active, zoe.has_usable_password()) == ("personne effacée", "", False, False)
    assert project.summary == "Porté par personne effacée."
    assert (project.referent, ProjectRole.objects.current().filter(person=zoe).exists()) == (None, False)
    assert Decision.objects.get().text == "personne effacée visite le lieu."
    assert [contact.name for contact in ProjectContact.objects.all()] == ["Léo Durand"]
    assert DepositLink.objects.get().sent_to == ""
    elsewhere.refresh_from_db()
    assert elsewhere.status == OpinionStatus.REVOKED


def test_what_they_applied_for_stays_decided_and_waits_for_nobody(zoe, staff, everywhere, client):
    links = [application.personal_path() for application in Application.objects.all()]
    erase_person(zoe, by=staff)
    taken_in, other = Application.objects.order_by("pk")
    assert (taken_in.status, taken_in.project, taken_in.contact) == ("taken_in", everywhere[0], "personne effacée")
    assert (other.status, other.name, other.erased_at is not None) == ("withdrawn", "", True)
    assert list(Application.objects.visible_to(staff)) == [taken_in]
    assert not Application.objects.to_decide().exists()
    assert not Notice.objects.filter(address=EMAIL).exists()
    assert [client.get(link).status_code for link in links] == [404, 404]


def test_what_was_said_stays_under_no_name(zoe, staff, everywhere, client):
    erase_person(zoe, by=staff)
    client.force_login(staff)
    page = client.get(f"/projets/{everywhere[0].slug}/echanges/").content.decode()
    assert "Le budget est prêt." in page and "Merci @personne effacée" in page


def test_a_namesake_keeps_the_name_and_the_addresses_go_all_the_same(zoe, staff):
    other = PersonFactory(first_name="Zoé", last_name="Secrète", email="autre@x.example")
    project = MilestoneFactory().project
    Project.objects.update(summary=f"{NAME}, {EMAIL}")
    ProjectContact.objects.create(project=project, name=NAME, email="autre@x.example")
    ProjectContact.objects.create(project=project, name=NAME, email=EMAIL)
    erase_person(zoe, by=staff)
    assert Project.objects.get().summary == f"{NAME}, personne effacée"
    assert ProjectContact.objects.get().email == "autre@x.example"
    assert str(Person.objects.get(pk=other.pk)) == NAME


def test_a_second_time_changes_nothing(zoe, staff):
    erase_person(zoe, by=staff)
    before = Person.objects.values().get(pk=zoe.pk)
    erase_person(zoe, by=staff)
    assert Person.objects.values().get(pk=zoe.pk) == before


@pytest.mark.parametrize("who", ["outsider", "lead", "editor"])
def test_nobody_but_the_association_erases_somebody(zoe, who):
    by = {
        "outsider": PersonFactory,
        "lead": lambda: lead_of(MilestoneFactory().project),
        "editor": lambda: staff_member(AssociationRoles.EDITOR),
    }[who]()
    with pytest.raises(ErasureRefusal):
        erase_person(zoe, by=by)
    zoe.refresh_from_db()
    assert str(zoe) == NAME


def test_staff_erase_neither_an_administrator_nor_themselves(staff):
    for person in (staff, staff_member(AssociationRoles.ADMINISTRATOR)):
        with pytest.raises(ErasureRefusal):
            erase_person(person, by=staff)


def test_a_replacement_ends_with_the_lead_who_is_erased(zoe, staff):
    project = MilestoneFactory().project
    in_role(project, ProjectRoles.LEAD, zoe)
    own = ProjectRole.objects.get()
    in_role(project, ProjectRoles.LEAD)
    ProjectRole.objects.exclude(pk=own.pk).update(stands_in_for=own)
    erase_person(zoe, by=staff)
    assert not ProjectRole.objects.current().exists()


def test_the_command_says_who_did_it(zoe, staff):
    with pytest.raises(CommandError):
        call_command("erase_person", "nobody@x.example", by=staff.email)
    call_command("erase_person", EMAIL, by=staff.email)
    assert Person.objects.get(pk=zoe.pk).erased_at is not None
