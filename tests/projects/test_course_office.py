"""The back office's screens of the templates of courses and of the model documents."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from portal.roles import AssociationRoles
from projects.actions import save_model_document, save_template
from projects.models import CourseTemplate, ModelDocument
from projects.refusals import CourseRefusal
from projects.usual_template import USUAL_COURSE
from tests.factories.courses import CourseTemplateFactory, model_document, template_of
from tests.factories.office import person_of, rows, text, version_in
from tests.factories.projects import ProjectFactory, accompanier_of, pdf_upload

pytestmark = pytest.mark.django_db
TEMPLATES, DOCUMENTS = "/gestion/modeles-de-parcours/", "/gestion/documents-types/"


@pytest.fixture
def staff(client):
    person = person_of(AssociationRoles.STAFF)
    client.force_login(person)
    return person


def step(title, reference="previous", offset=5, pieces=(), questions=(), **fields):
    below = {"expecteddeliverable_lines": pieces, "checklistitem_lines": questions}
    return {"title": title, "reference": reference, "offset": offset, "rows": below} | fields


def sent(*steps, name="Parcours court"):
    return {"name": name, "description": "", "is_offered": "on"} | rows("milestones", steps)


def edit(template):
    return reverse("office_course_templates:edit", args=[template.pk])


def steps_of(template):
    return list(template.milestones.values_list("title", "counted_from", "after__title", "offset"))


def test_staff_writes_a_template_with_its_pieces_and_its_checklist(client, staff):
    assert "Pièces attendues" in text(client.get(f"{TEMPLATES}new/"))
    document = model_document()
    first = step("Note", "start", pieces=[{"title": "Plan", "is_required": "on"}], model_documents=[document.pk])
    client.post(f"{TEMPLATES}new/", sent(first, step("Bilan", offset="", questions=[{"title": "Relu"}])))
    template = CourseTemplate.objects.get()
    assert steps_of(template) == [("Note", "start", None, 5), ("Bilan", "previous", None, None)]
    note, result = template.milestones.all()
    assert list(note.model_documents.all()) == [document]
    assert [str(line) for line in note.expecteddeliverable_lines.all()] == ["Plan"]
    assert [str(line) for line in result.checklistitem_lines.all()] == ["Relu"]


def test_a_circle_is_refused_in_words_and_what_was_typed_kept(client, staff):
    template = template_of(5, 5)
    one, two = template.milestones.all()
    circle = [step("Un", str(two.pk), id=one.pk), step("Deux renommé", "previous", id=two.pk)]
    refused = text(client.post(edit(template), sent(*circle)))
    assert "Les dates tournent en rond" in refused and 'value="Deux renommé"' in refused
    assert [row[0] for row in steps_of(template)] == ["Étape 1", "Étape 2"]


def test_a_milestone_others_count_from_does_not_go_silently(client, staff):
    template = template_of(5, 5)
    one, two = template.milestones.all()
    client.post(edit(template), sent(step("Un", "start", id=one.pk), step("Deux", str(one.pk), id=two.pk)))
    assert steps_of(template) == [("Un", "start", None, 5), ("Deux", "milestone", "Un", 5)]
    goes = [step("Un", "start", id=one.pk, DELETE="on"), step("Deux", str(one.pk), id=two.pk)]
    assert "n’est pas dans ce modèle" in text(client.post(edit(template), sent(*goes)))
    goes[1]["reference"] = "start"
    client.post(edit(template), sent(*goes))
    assert steps_of(template) == [("Deux", "start", None, 5)]


def test_milestones_and_documents_of_elsewhere_are_refused(client, staff):
    template, foreign = template_of(5), template_of(5).milestones.get()
    own = template.milestones.get()
    put_away = model_document(is_offered=False)
    for bad in (
        step("Un", str(foreign.pk), id=own.pk),
        step("Volé", id=foreign.pk),
        step("Un", id=own.pk, model_documents=[put_away.pk]),
        step("Un", id=own.pk, offset=-1),
        step("Un", id=own.pk, offset=99_999),
    ):
        client.post(edit(template), sent(bad))
    assert steps_of(template) == [("Étape 1", "previous", None, 5)]
    foreign.refresh_from_db()
    assert foreign.title == "Étape 1"


def test_the_second_of_two_who_save_a_template_is_told_and_may_save_again(client, staff):
    client.post(f"{TEMPLATES}new/", sent(step("Note", "start", pieces=[{"title": "Plan"}])))
    template = CourseTemplate.objects.get()
    opened = version_in(client.get(edit(template)))
    note = template.milestones.get()
    row = step("Note", "start", id=note.pk)
    client.post(edit(template), sent(row | {"title": "La leur"}) | {"version": opened})
    refused = client.post(edit(template), sent(row | {"title": "La mienne"}) | {"version": opened})
    note.refresh_from_db()
    assert note.title == "La leur"
    assert "Quelqu’un d’autre a enregistré entre-temps" in text(refused) and 'value="La mienne"' in text(refused)
    client.post(edit(template), sent(row | {"title": "La mienne"}) | {"version": version_in(refused)})
    note.refresh_from_db()
    assert note.title == "La mienne"


def test_staff_keeps_model_documents_and_replaces_their_file(client, staff):
    client.post(f"{DOCUMENTS}new/", {"title": "Modèle", "is_offered": "on", "upload": pdf_upload("a.pdf")})
    document = ModelDocument.objects.get()
    assert (document.title, document.name, document.kept_by) == ("Modèle", "a.pdf", staff)
    page = reverse("office_model_documents:edit", args=[document.pk])
    client.post(page, {"title": "Modèle 2", "is_offered": "on", "upload": pdf_upload("b.pdf", title="B")})
    document.refresh_from_db()
    assert (document.title, document.name) == ("Modèle 2", "b.pdf")
    client.post(page, {"title": "Modèle 3"})
    document.refresh_from_db()
    assert (document.title, document.name, document.is_offered) == ("Modèle 3", "b.pdf", False)


def test_a_file_that_is_not_what_it_says_is_refused_and_the_title_kept(client, staff):
    bad = SimpleUploadedFile("modele.pdf", b"<svg/>")
    shown = text(client.post(f"{DOCUMENTS}new/", {"title": "Modèle gardé", "upload": bad}))
    assert "n’est pas celui d’un fichier .pdf" in shown and 'value="Modèle gardé"' in shown
    assert not ModelDocument.objects.exists()


def test_only_the_staff_of_the_association_keeps_them():
    accompanier = accompanier_of(ProjectFactory())
    with pytest.raises(CourseRefusal):
        save_template(CourseTemplateFactory(), by=accompanier)
    with pytest.raises(CourseRefusal):
        save_model_document(ModelDocument(title="X"), upload=pdf_upload(), by=accompanier)


@pytest.mark.parametrize("role", [AssociationRoles.STAFF, AssociationRoles.EDITOR, None])
def test_screens_and_menu_are_for_those_who_may(client, role):
    client.force_login(person_of(role))
    answers = {
        client.get(page).status_code for page in (TEMPLATES, DOCUMENTS, f"{TEMPLATES}new/", edit(template_of(5)))
    }
    assert answers == ({200} if role == AssociationRoles.STAFF else {302})


def test_the_command_makes_the_usual_course_once():
    call_command("load_usual_course")
    call_command("load_usual_course")
    template = CourseTemplate.objects.get()
    assert [step.title for step in template.milestones.all()] == [step[1] for step in USUAL_COURSE]
