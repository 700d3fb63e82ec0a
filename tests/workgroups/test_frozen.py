"""What was adopted cannot change: the database refuses, the checksum shows it, erasing a person leaves the text."""

import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.people.actions import know_person
from portal.people.erasure import erase_person
from portal.roles import AssociationRole, AssociationRoles, grant
from tests.coediting.texts import doc, heading, paragraph, requirement
from tests.factories.adoption import adopted, consulted, drafted, illustrate
from tests.factories.people import PersonFactory
from tests.factories.workgroups import person_with
from tests.tasks import run_waiting_tasks
from workgroups.actions import answer_comment, close_consultation, comment, publish_erratum
from workgroups.enums import Answers, FileKinds, GroupRoles
from workgroups.freezing import FROZEN, guard
from workgroups.models import (
    AdoptedFile,
    AdoptedImage,
    AdoptedVersion,
    ConsultationComment,
    Erratum,
    ErratumFile,
    Minutes,
    Requirement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    specification, facilitator = drafted()
    illustrate(specification, by=facilitator)
    made = adopted(specification, facilitator)
    publish_erratum(made, text="Lire neuf.", by=facilitator)
    run_waiting_tasks()
    return made


@pytest.mark.parametrize("model", FROZEN.keys() - {Minutes})
def test_no_row_is_changed_or_deleted_by_anybody(version, model):
    row = model.objects.first()
    field = next(
        one.attname for one in model._meta.concrete_fields if one.attname in {"title", "code", "text", "sha256"}
    )
    table = model._meta.db_table
    attempts = [
        lambda: model.objects.filter(pk=row.pk).update(**{field: "autre"}),
        lambda: model.objects.filter(pk=row.pk)._raw_delete("default"),
        lambda: _raw(f"UPDATE {table} SET {field} = 'autre'"),
        lambda: _raw(f"DELETE FROM {table}"),
        row.save,
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert model.objects.filter(pk=row.pk, **{field: getattr(row, field)}).exists()


def _raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_guards_come_back_after_a_migration_and_a_second_time_changes_nothing(version):
    guard()
    guard()
    with pytest.raises(DatabaseError), transaction.atomic():
        AdoptedVersion.objects.update(title="autre")


def test_the_checksum_is_that_of_the_file_one_downloads(version, client):
    answer = client.get(version.address("adopted-source"))
    assert sha256(answer.content).hexdigest() == version.checksum
    assert json.loads(answer.content)["number"] == "v1.0"


def test_the_command_verifies_texts_and_files(version):
    out = StringIO()
    call_command("verify_adopted", stdout=out)
    assert "v1.0" in out.getvalue()
    kept = AdoptedFile.objects.get(kind=FileKinds.PDF)
    with kept.file.storage.open(kept.file.name, "rb") as stored:
        before = stored.read()
    path = kept.file.storage.path(kept.file.name)
    with open(path, "wb") as stored:
        stored.write(before + b" ")
    with pytest.raises(CommandError, match=r"v1\.0"):
        call_command("verify_adopted", stdout=out)


def test_the_command_sees_an_image_that_is_another(version):
    kept = version.images.get()
    with open(kept.file.storage.path(kept.file.name), "ab") as stored:
        stored.write(b" ")
    with pytest.raises(CommandError):
        call_command("verify_adopted", stdout=StringIO())


def test_the_command_sees_the_file_of_an_erratum_that_is_another(version):
    kept = ErratumFile.objects.get()
    with open(kept.file.storage.path(kept.file.name), "ab") as stored:
        stored.write(b" ")
    with pytest.raises(CommandError):
        call_command("verify_adopted", stdout=StringIO())


def test_the_command_sees_a_text_that_was_changed_behind_the_guards(version):
    for name in ("workgroups_adoptedversion_frozen", "workgroups_adoptedversion_frozen_update"):
        on = " ON workgroups_adoptedversion" if connection.vendor == "postgresql" else ""
        _raw(f"DROP TRIGGER IF EXISTS {name}{on}")
    AdoptedVersion.objects.update(title="Autre titre")
    with pytest.raises(CommandError):
        call_command("verify_adopted", stdout=StringIO())


def test_erasing_a_person_replaces_their_name_and_leaves_the_text():
    text = doc(heading(1, "Merci à Zoé Brun"), paragraph("Zoé Brun a mesuré."), requirement("Neuf mètres carrés."))
    specification, facilitator = drafted(content=text)
    zoe = know_person(email="zoe@it77.example", first_name="Zoé", last_name="Brun")
    other = person_with(GroupRoles.EDITOR, specification.group)
    staff = PersonFactory()
    grant(AssociationRole, person=staff, role=AssociationRoles.ADMINISTRATOR, by=None)
    person_with_role = person_with(GroupRoles.EDITOR, specification.group)
    consultation = consulted(specification, facilitator)
    said = comment(consultation, text="Zoé Brun a raison.", by=person_with_role)
    answer_comment(said, answer=Answers.ACCEPTED, reason="Comme le dit Zoé Brun.", by=other)
    close_consultation(consultation, by=facilitator)
    version = adopted(specification, facilitator, quorum=0)
    before = version.canonical()
    erase_person(zoe, by=staff)
    version.refresh_from_db()
    assert version.canonical() == before and "Zoé Brun" in before.decode()
    said = ConsultationComment.objects.get(pk=said.pk)
    assert "Zoé" not in said.text + said.reason
    erase_person(facilitator, by=staff)
    assert str(AdoptedVersion.objects.get().vote.opened_by) == "personne effacée"


def test_what_is_frozen_is_listed():
    wanted = {AdoptedVersion, AdoptedFile, AdoptedImage, Requirement, Erratum, ErratumFile, Minutes}
    assert set(FROZEN) == wanted
