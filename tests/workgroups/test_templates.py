"""Texts kept as templates, and documents that begin from one."""

import pytest
from django.core.files.base import ContentFile

from portal import coediting
from portal.demo.specifications import h, p, requirement, text
from tests.coediting.texts import doc, heading, paragraph, suggested
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups import readiness
from workgroups.actions import GroupRefusal, create_specification, drop_template, keep_template
from workgroups.enums import GroupRoles
from workgroups.models import Specification, SpecificationTemplate
from workgroups.template_text import as_template

from .test_importing import png

pytestmark = pytest.mark.django_db

SUGGESTED = {"type": "text", "text": "peut-être", "marks": [{"type": "insertion", "attrs": {"id": "1"}}]}


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group)


@pytest.fixture
def specification(group, facilitator):
    heading = h(1, "Prises")
    heading["attrs"]["id"] = "titre"
    reference = {"type": "paragraph", "content": [{"type": "reference", "attrs": {"target": "titre"}}, SUGGESTED]}
    asked = requirement("mandatory", "Une prise par poste.", "Compter.", "On travaille.")
    content = text(heading, reference, asked)
    return create_specification(group, title="Surfaces", code_prefix="SUR", by=facilitator, content=content)


def nodes(content, kind):
    return [node for node in content["content"] if node["type"] == kind]


def test_a_new_document_begins_from_it_with_ids_and_codes_of_its_own(client, group, facilitator, specification):
    client.force_login(facilitator)
    given = {"title": "Modèle simple", "about": "Pour un petit lieu"}
    page = client.post(f"{specification.get_absolute_url()}modele/", given, follow=True).content.decode()
    assert "Modèle simple" in page and "Pour un petit lieu" in page
    template = SpecificationTemplate.objects.get()
    assert nodes(template.content, "requirement")[0]["attrs"]["code"] is None
    assert "peut-être" not in str(template.content)

    other = GroupFactory()
    client.force_login(person_with(GroupRoles.EDITOR, other))
    form = client.get(f"/groupes/{other.slug}/documents/nouveau/?modele={template.public_id}").content.decode()
    assert f'value="{template.public_id}" selected' in form
    given = {"title": "Accueil", "kind": "specification", "code_prefix": "ACC", "template": str(template.public_id)}
    client.post(f"/groupes/{other.slug}/documents/nouveau/", given)
    content = coediting.as_json(Specification.objects.get(title="Accueil").document)
    assert nodes(content, "requirement")[0]["attrs"]["code"] == "ACC-001"
    heading = nodes(content, "heading")[0]["attrs"]["id"]
    assert heading != "titre"
    assert content["content"][1]["content"][0]["attrs"]["target"] == heading


def test_a_template_of_another_kind_is_refused_in_words(client, group, facilitator, specification):
    template = keep_template(specification, by=facilitator, title="Modèle")
    client.force_login(facilitator)
    given = {"title": "Guide", "kind": "guide", "template": str(template.public_id)}
    page = client.post(f"/groupes/{group.slug}/documents/nouveau/", given).content.decode()
    assert "d’une autre nature" in page
    assert not Specification.objects.filter(title="Guide").exists()


def test_two_templates_do_not_share_a_name(facilitator, specification):
    keep_template(specification, by=facilitator, title="Modèle")
    with pytest.raises(GroupRefusal):
        keep_template(specification, by=facilitator, title="Modèle")


def test_a_link_to_no_template_opens_the_plain_form(client, group, facilitator):
    client.force_login(facilitator)
    assert client.get(f"/groupes/{group.slug}/documents/nouveau/?modele=nimporte").status_code == 200


@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_keeps_reads_and_removes(client, group, facilitator, role):
    text_ = SpecificationFactory(group=group, content=text(p("Objet")))
    template = keep_template(text_, by=facilitator, title="Modèle")
    person = person_with(role, group) if role else PersonFactory()
    client.force_login(person)
    runs, writes = role == GroupRoles.FACILITATOR, role in (GroupRoles.FACILITATOR, GroupRoles.EDITOR)
    keep = client.get(f"{text_.get_absolute_url()}modele/").status_code
    assert keep == (200 if runs else 403 if role else 404)
    address = f"/groupes/{group.slug}/modeles/{template.public_id}/"
    assert client.get(address).status_code == (200 if writes else 403)
    if not runs:
        for refused in (lambda: keep_template(text_, by=person, title="X"), lambda: drop_template(template, by=person)):
            with pytest.raises(GroupRefusal):
                refused()
    assert client.post(f"{address}retirer/").status_code == (302 if runs else 403)
    assert SpecificationTemplate.objects.exists() is not runs


def marked(words, *marks):
    return {"type": "text", "text": words, "marks": list(marks)}


def mark_of(kind, **attrs):
    return {"type": kind, "attrs": {"id": "1", "author": "x", "name": "Ana", "date": "2026-01-01", **attrs}}


def bold(**attrs):
    return mark_of("modification", type="mark", attrName="bold", **attrs)


def test_a_template_has_the_words_and_formats_as_they_stand_and_names_nobody(group, facilitator):
    person = PersonFactory(first_name="Ana", last_name="Bé")
    mention = {"type": "mention", "attrs": {"person": str(person.public_id), "label": "Ana Bé"}}
    comment = {"type": "comment", "attrs": {"thread": "8d3f0c1e-0000-4000-8000-000000000001"}}
    line = {
        "type": "paragraph",
        "content": [
            marked("reste ", mark_of("deletion")),
            marked("neuf", mark_of("insertion")),
            marked("pas gras ", {"type": "bold"}, bold(previousValue=None, newValue={})),
            marked("gras ", bold(previousValue={}, newValue=None)),
            marked("dit", comment),
            {"type": "text", "text": ", à relire par "},
            mention,
        ],
    }
    new = {"type": "paragraph", "content": [marked("Tout neuf.", mark_of("insertion"))]}
    content = text(p("Objet"), line, new)
    template = keep_template(SpecificationFactory(group=group, content=content), by=facilitator, title="Modèle")

    assert [node["type"] for node in template.content["content"]] == ["paragraph", "paragraph"]
    found = [
        (run["text"], [mark["type"] for mark in run.get("marks", [])])
        for run in template.content["content"][1]["content"]
    ]
    assert found == [
        ("reste ", []),
        ("pas gras ", []),
        ("gras ", ["bold"]),
        ("dit", []),
        (", à relire par ", []),
        ("[nom]", []),
    ]
    assert "Ana" not in str(template.content)


def test_nobody_is_told_by_a_text_that_begins_from_a_template(group, facilitator, mailoutbox, run_tasks):
    person = person_with(GroupRoles.EDITOR, group)
    mention = {"type": "mention", "attrs": {"person": str(person.public_id), "label": "Ana"}}
    content = text({"type": "paragraph", "content": [mention]})
    template = keep_template(SpecificationFactory(group=group, content=content), by=facilitator, title="Modèle")
    run_tasks()
    mailoutbox.clear()
    create_specification(group, title="Neuf", code_prefix="NEU", by=facilitator, template=template)
    run_tasks()
    assert mailoutbox == []


def test_images_come_along_as_the_new_text_s_own_even_once_the_first_is_gone(client, group, facilitator):
    first = SpecificationFactory(group=group)
    image = coediting.add_image(first.document, ContentFile(png(), name="plan.png"), by=facilitator)
    shown = {"type": "image", "attrs": {"src": image.get_absolute_url(), "alt": "Le plan"}}
    coediting.replace_content(first.document, text(p("Objet"), shown, shown), by=facilitator)
    template = keep_template(first, by=facilitator, title="Modèle")
    image.delete()

    other = GroupFactory()
    editor = person_with(GroupRoles.EDITOR, other)
    client.force_login(editor)
    page = client.get(f"/groupes/{other.slug}/modeles/{template.public_id}/").content.decode()
    address = f"/groupes/{other.slug}/modeles/{template.public_id}/images/{template.images.get().public_id}/"
    assert page.count(address) == 2
    assert b"".join(client.get(address).streaming_content).startswith(b"\x89PNG")

    begun = create_specification(other, title="Neuf", code_prefix="NEU", by=editor, template=template)
    own = begun.document.images.get()
    addresses = [node["attrs"]["src"] for node in nodes(coediting.as_json(begun.document), "image")]
    assert addresses == [own.get_absolute_url()] * 2
    assert client.get(own.get_absolute_url()).status_code == 200
    client.force_login(person_with(GroupRoles.READER, other))
    assert client.get(address).status_code == 403


def test_suggested_paragraphs_are_taken_as_refused_and_keep_a_text_from_adoption():
    new = suggested("insertion")
    before = doc(heading(1, "Accès"), paragraph("Un."), paragraph("Deux."))
    after = doc(
        {
            "type": "heading",
            "attrs": {"id": None, "level": 1},
            "content": paragraph("Accès", ("\u2029Neuf", new))["content"],
        },
        paragraph("Un.", ("\u2060", new)),
        paragraph("Deux.", ("\u2029", new)),
    )
    assert as_template(after) == as_template(before)
    first, second = (readiness.obstacles(one, has_requirements=False, of=None) for one in (before, after))
    assert [str(one) for one in second if one not in first] == [
        "Des suggestions restent ouvertes : acceptez-les ou refusez-les (1 Accès)."
    ]
