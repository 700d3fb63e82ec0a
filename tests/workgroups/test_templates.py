"""Texts kept as templates, and documents that begin from one."""

import pytest

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
    first, second = (readiness.obstacles(one, has_requirements=False) for one in (before, after))
    assert [one for one in second if one not in first] == [
        "Des suggestions restent ouvertes : acceptez-les ou refusez-les."
    ]
