"""Requirements taken away as a workbook, reworded there, and brought back as suggestions."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal import coediting
from portal.coediting.models import Update
from portal.demo.specifications import h, p, requirement, text
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import GroupRefusal, create_specification, suggest_rewording
from workgroups.enums import GroupRoles, SpecificationStatus
from workgroups.models import Specification

pytestmark = pytest.mark.django_db
STATEMENT, CHECK, RATIONALE = 3, 4, 5
CONTENT = text(
    h(1, "Accès"),
    requirement("mandatory", "Le lieu est raccordé à la fibre.", "Mesurer.", "La visioconférence."),
    requirement("recommended", "=HYPERLINK(1)", "Voir.", "Pour essayer."),
    p("Fin."),
)


@pytest.fixture
def editor():
    return PersonFactory(first_name="Ada", last_name="Martin")


@pytest.fixture
def specification(editor):
    group = GroupFactory()
    from portal import roles
    from workgroups.models import GroupRole

    roles.grant(GroupRole, anchor=group, person=editor, role=GroupRoles.EDITOR, by=None)
    return create_specification(group, title="Réseau", code_prefix="TIC", by=editor, content=CONTENT)


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def address(specification, ending="exigences/"):
    return specification.get_absolute_url() + ending


def taken(client, specification):
    answer = client.get(address(specification, "exigences.xlsx"))
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def upload(workbook, name="exigences.xlsx"):
    target = BytesIO()
    workbook.save(target)
    return SimpleUploadedFile(name, target.getvalue())


def send(client, specification, workbook):
    return client.post(address(specification), {"workbook": upload(workbook)})


def slip(answer):
    return re.search(r'name="slip" value="([^"]+)"', answer.content.decode())[1]


def confirm(client, specification, answer, **more):
    return client.post(address(specification, "exigences/confirmer/"), {"slip": slip(answer), **more})


def html_of(specification):
    return coediting.as_html(specification.document)


def test_the_workbook_shows_each_requirement_and_guards_what_is_not_to_be_changed(as_editor, specification):
    workbook = taken(as_editor, specification)
    sheet = workbook.active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Code", "Niveau", "Énoncé", "Vérification", "Justification", "Section"],
        ["TIC-001", "Obligatoire", "Le lieu est raccordé à la fibre.", "Mesurer.", "La visioconférence.", "1 Accès"],
        ["TIC-002", "Recommandé", "=HYPERLINK(1)", "Voir.", "Pour essayer.", "1 Accès"],
    ]
    assert sheet["C3"].data_type == "s" and sheet["C3"].quotePrefix
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, False, False, False, False, True]
    assert all(cell.protection.locked for cell in sheet[1])
    (offered,) = sheet.data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("B2:B3", '"Obligatoire,Recommandé,Facultatif"')
    assert [one.sheet_state for one in workbook.worksheets] == ["visible", "hidden"]


def test_a_reworded_workbook_is_shown_first_and_written_as_suggestions_once_confirmed(as_editor, editor, specification):
    workbook = taken(as_editor, specification)
    workbook.active.cell(2, STATEMENT).value = "Le lieu est relié à la fibre."
    workbook.active.cell(3, 2).value = "Facultatif"
    before = Update.objects.count()
    answer = send(as_editor, specification, workbook)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "raccordé</del>" in page and "relié</ins>" in page
    assert "Recommandé" in page and "Facultatif" in page
    assert Update.objects.count() == before

    answer = confirm(as_editor, specification, answer)
    assert answer.status_code == 302
    assert Update.objects.latest("pk").author == editor
    html = html_of(specification)
    assert 'title="Ada Martin">raccordé</del><ins class="suggestion" title="Ada Martin">relié</ins>' in html
    assert [one.level for one in coediting.wordings(coediting.as_json(specification.document))] == [
        "mandatory",
        "recommended",
    ]


def test_a_level_changes_where_it_was_ticked(as_editor, specification):
    workbook = taken(as_editor, specification)
    workbook.active.cell(3, 2).value = "facultatif"
    answer = send(as_editor, specification, workbook)
    assert confirm(as_editor, specification, answer, level="TIC-002").status_code == 302
    assert coediting.wordings(coediting.as_json(specification.document))[1].level == "optional"


def test_the_same_workbook_untouched_or_sent_twice_changes_nothing(as_editor, specification):
    workbook = taken(as_editor, specification)
    assert "Rien à écrire" in send(as_editor, specification, workbook).content.decode()
    workbook.active.cell(2, CHECK).value = "Mesurer le débit."
    confirm(as_editor, specification, send(as_editor, specification, workbook))
    page = send(as_editor, specification, workbook).content.decode()
    assert "Rien à écrire" in page and "depuis" in page
    assert html_of(specification).count("<ins") == 1


def test_what_cannot_be_taken_is_said_line_by_line_and_the_rest_can_be_written(as_editor, specification):
    workbook = taken(as_editor, specification)
    sheet = workbook.active
    sheet.cell(2, STATEMENT).value = None
    sheet.cell(2, CHECK).value = "=1+1"
    sheet.cell(2, RATIONALE).value = "Pour les réunions."
    sheet.cell(3, 2).value = "Peut-être"
    sheet.append(["XXX-009", "Obligatoire", "Inconnue."])
    sheet.append([None, "Obligatoire", "Nouvelle."])
    sheet.append(["TIC-002", "Obligatoire", "Deux fois."])
    answer = send(as_editor, specification, workbook)
    refused = answer.context["preview"].refused
    assert [(line, code) for line, code, _ in refused] == [
        (5, ""),
        (2, "TIC-001"),
        (2, "TIC-001"),
        (6, "TIC-002"),
        (4, "XXX-009"),
    ]
    assert [one.code for one in answer.context["preview"].changes] == ["TIC-001"]
    confirm(as_editor, specification, answer)
    assert html_of(specification).count("<ins") == 1


def test_a_line_that_was_deleted_is_said_and_nothing_happens(as_editor, specification):
    workbook = taken(as_editor, specification)
    workbook.active.delete_rows(3)
    page = send(as_editor, specification, workbook).content.decode()
    assert "TIC-002" in page and "Rien à écrire" in page


def test_somebody_who_was_quicker_is_said_before_and_at_the_last_moment(as_editor, editor, specification):
    workbook = taken(as_editor, specification)
    workbook.active.cell(2, STATEMENT).value = "Autre chose."
    workbook.active.cell(3, CHECK).value = "Toucher."
    answer = send(as_editor, specification, workbook)
    part = coediting.wordings(coediting.as_json(specification.document))[0].parts["requirementStatement"]
    quicker = coediting.Proposal("TIC-001", "requirementStatement", part.stamp, "Le lieu est raccordé.")
    suggest_rewording(specification, [quicker], [], by=editor)
    late = confirm(as_editor, specification, answer)
    assert late.status_code == 409
    assert "Autre" not in html_of(specification)
    assert [code for _, code, _ in late.context["preview"].refused] == ["TIC-001"]
    assert confirm(as_editor, specification, late).status_code == 302
    assert "Toucher" in html_of(specification)


@pytest.mark.parametrize("role", [GroupRoles.READER, GroupRoles.COMMENTER])
def test_who_reads_takes_away_but_does_not_bring_back(client, specification, role):
    client.force_login(person_with(role, specification.group))
    workbook = taken(client, specification)
    assert send(client, specification, workbook).status_code == 403
    assert client.post(address(specification, "exigences/confirmer/"), {"slip": "x"}).status_code == 403


def test_outsiders_find_nothing_and_visitors_are_asked_to_log_in(client, specification):
    for ending in ("exigences.xlsx", "exigences/"):
        there = address(specification, ending)
        assert client.get(there).url == f"/compte/login/?next={there}"
    client.force_login(PersonFactory())
    for ending in ("exigences.xlsx", "exigences/"):
        assert client.get(address(specification, ending)).status_code == 404


def test_the_action_asks_again(specification, editor):
    Specification.objects.update(status=SpecificationStatus.VOTE)
    with pytest.raises(GroupRefusal):
        suggest_rewording(specification, [], [], by=editor)


def test_files_that_are_something_else_are_refused_in_words(as_editor, specification, editor):
    other = SpecificationFactory(group=specification.group, title="Autre", content=CONTENT, code_prefix="AUT")
    coediting.give_codes(other.document)
    wrong = taken(as_editor, other)
    assert "d’un autre texte" in send(as_editor, specification, wrong).content.decode()
    bare = taken(as_editor, specification)
    del bare["portail-it77"]
    answer = send(as_editor, specification, bare)
    assert answer.status_code == 422
    answer = as_editor.post(address(specification), {"workbook": SimpleUploadedFile("a.xlsx", b"PK nothing")})
    assert answer.status_code == 422
    assert as_editor.post(address(specification), {}).status_code == 422


def test_a_slip_is_for_one_text_and_one_person(as_editor, client, specification):
    workbook = taken(as_editor, specification)
    workbook.active.cell(2, CHECK).value = "Mesurer le débit."
    answer = send(as_editor, specification, workbook)
    client.force_login(person_with(GroupRoles.EDITOR, specification.group))
    assert confirm(client, specification, answer).status_code == 409
    assert "<ins" not in html_of(specification)
