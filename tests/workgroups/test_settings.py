"""A draft gets another title, is put aside and taken up again; names that are taken are said with who has them."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal import coediting, roles
from portal.coediting import kinds
from portal.coediting.models import Document
from tests.coediting.texts import doc, paragraph, requirement
from tests.factories.adoption import adopted, consulted, drafted, put_to_vote, soon
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import (
    GroupRefusal,
    begin_next_draft,
    close_consultation,
    create_specification,
    index_text,
    keep_version,
    plan_consultation,
    put_aside,
    take_up,
    withdraw_vote,
)
from workgroups.digest.texts import changed_texts
from workgroups.enums import Audience, GroupRoles, SpecificationStatus, TextEvents
from workgroups.models import GroupRole, Specification

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A text without a requirement, so without a code, and its facilitator."""
    return drafted(GroupFactory(name="Confort"), content=doc(paragraph("Les bureaux sont fermés.")))


@pytest.fixture
def editor(draft):
    return person_with(GroupRoles.EDITOR, draft[0].group, first_name="Ana", last_name="Petit")


def address(name, specification):
    return reverse(f"workgroups:{name}", args=[specification.group.slug, specification.document_id])


def page_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def form_of(client, specification):
    """What the form holds when it is opened now."""
    return held(client.get(address("document-settings", specification)))


def held(page):
    """What the form on a page holds."""
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields}


def renamed(client, specification, **typed):
    return client.post(address("document-settings", specification), form_of(client, specification) | typed)


def fresh(specification):
    return Specification.objects.get(pk=specification.pk)


def listed(client, specification):
    """The titles of the list of the group's texts, then those of the list of what was put aside."""
    page = page_of(client, reverse("workgroups:specification-list", args=[specification.group.slug]))
    shown, _line, aside = page.partition('id="aside"')
    return [re.findall(r'<a class="h5" href="[^"]*">([^<]*)</a>', part) for part in (shown, aside)]


def found(client, **asked):
    return html.unescape(client.get(reverse("workgroups:search"), asked).content.decode())


def test_a_draft_is_renamed_and_everything_calls_it_by_its_new_title(draft, editor, client):
    specification, _ = draft
    index_text(specification)
    client.force_login(editor)
    assert address("document-settings", specification) in page_of(client, specification.get_absolute_url())
    answer = renamed(client, specification, title="  Surfaces et volumes ")
    assert answer.url == specification.get_absolute_url()
    assert '<h1 class="h3 mb-0">Surfaces et volumes</h1>' in page_of(client, answer.url)
    assert listed(client, specification)[0] == ["Surfaces et volumes"]
    assert "Surfaces et volumes" in found(client, q="volumes") and "1 passage" in found(client, q="volumes")
    assert 'filename="surfaces-et-volumes.md"' in client.get(f"{answer.url}telecharger.md")["Content-Disposition"]


def test_the_history_says_who_renamed_it_when_and_how_it_was_called(draft, editor, client):
    specification, _ = draft
    client.force_login(editor)
    renamed(client, specification, title="Volumes", code_prefix="vol")
    event = specification.events.get()
    page = page_of(client, address("document-settings", specification))
    assert "« Volumes » (au lieu de « Surfaces »)" in page and "Code VOL (au lieu de TIC)" in page
    assert "Ana Petit" in page and f"{timezone.localtime(event.at):%d/%m/%Y}" in page
    renamed(client, specification, title="Volumes")  # the same again is no event
    assert specification.events.count() == 1


def test_the_code_changes_until_a_requirement_has_one(client):
    specification, facilitator = drafted()
    client.force_login(facilitator)
    assert "code_prefix" not in form_of(client, specification)
    assert "Le code TIC reste" in page_of(client, address("document-settings", specification))
    renamed(client, specification, title="Volumes", code_prefix="VOL")
    assert (fresh(specification).title, fresh(specification).code_prefix) == ("Volumes", "TIC")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "  "}, "Donnez un titre au texte."),
        ({"title": "x" * 201}, "au plus 200"),
        ({"code_prefix": "T1C"}, "de deux à six capitales"),
        ({"code_prefix": ""}, "Une spécification a besoin d’un code"),
        ({"title": "horaires"}, "Le groupe a déjà un texte qui porte ce titre : « Horaires »."),
    ],
)
def test_what_cannot_be_a_name_is_said_and_what_was_typed_stays(draft, client, typed, said):
    specification, facilitator = draft
    SpecificationFactory(group=specification.group, title="Horaires")
    client.force_login(facilitator)
    answer = renamed(client, specification, **typed)
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert said in re.sub("<[^>]*>", "", page)
    assert all(f'value="{value}"' in page for value in typed.values() if value.strip())
    assert (fresh(specification).title, fresh(specification).code_prefix) == ("Surfaces", "TIC")


def test_of_two_who_rename_at_once_the_second_sees_both_titles(draft, editor, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    opened = form_of(client, specification)
    client.force_login(editor)
    renamed(client, specification, title="Volumes")
    client.force_login(facilitator)
    answer = client.post(address("document-settings", specification), opened | {"title": "Plans"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and "Comparez" in page
    assert '<td data-label="Enregistré entre-temps">Volumes</td><td data-label="Votre saisie">Plans</td>' in page
    assert fresh(specification).title == "Volumes"
    again = held(answer)  # what was typed, on what is saved by now
    assert client.post(address("document-settings", specification), again).status_code == 302
    assert fresh(specification).title == "Plans"


def test_writing_meanwhile_does_not_come_between_a_form_and_its_title(draft, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    opened = form_of(client, specification)
    Specification.objects.filter(pk=specification.pk).update(next_number=4)
    answer = client.post(address("document-settings", specification), opened | {"title": "Volumes"})
    assert answer.status_code == 302 and fresh(specification).title == "Volumes"


@pytest.mark.parametrize("role", [GroupRoles.COMMENTER, GroupRoles.READER, None])
def test_who_does_not_write_in_the_group_renames_nothing(draft, client, role):
    specification, _ = draft
    client.force_login(person_with(role, specification.group) if role else PersonFactory())
    answer = client.post(address("document-settings", specification), {"title": "À moi"})
    assert answer.status_code == (403 if role else 404)
    assert fresh(specification).title == "Surfaces"


def test_a_text_that_is_shown_is_not_renamed(client):
    specification, facilitator = drafted()
    consulted(specification, facilitator)
    client.force_login(facilitator)
    assert "Un texte se renomme tant qu’il est un brouillon." in page_of(
        client, address("document-settings", specification)
    )
    assert client.post(address("document-settings", specification), {"title": "Volumes"}).status_code == 403


def test_put_aside_a_draft_is_read_only_and_out_of_lists_and_search(draft, editor, client):
    specification, facilitator = draft
    index_text(specification)
    client.force_login(facilitator)
    question = page_of(client, address("document-put-aside", specification))
    assert "code TIC restent pris" in question
    answer = client.post(address("document-put-aside", specification), follow=True)
    assert "« Surfaces » est mis de côté" in html.unescape(answer.content.decode())
    assert listed(client, specification) == [[], ["Surfaces"]]
    assert "Surfaces" not in page_of(client, specification.group.get_absolute_url())
    assert Document.objects.get(pk=specification.document_id).is_closed
    client.force_login(editor)
    page = page_of(client, specification.get_absolute_url())
    assert "Mis de côté" in page and '"mayWrite": false' in page
    assert listed(client, specification) == [[], []]
    assert specification.get_absolute_url() not in found(client, q="bureaux")
    assert specification.get_absolute_url() in found(client, q="bureaux", statut="aside")


def test_the_adoption_of_a_text_put_aside_has_no_road_but_the_way_back(draft, editor, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    assert 'id="road"' in page_of(client, address("adoption-detail", specification))
    put_aside(specification, by=facilitator)
    page = page_of(client, address("adoption-detail", specification))
    assert 'id="road"' not in page
    assert f'href="{address("document-settings", specification)}">Reprendre ce texte</a>' in page
    client.force_login(editor)
    assert "Reprendre ce texte" not in page_of(client, address("adoption-detail", specification))


def test_the_week_of_the_group_leaves_out_what_was_put_aside(draft):
    specification, facilitator = draft
    week = (specification.group, timezone.now() - timedelta(days=7), timezone.now() + timedelta(days=1))
    version = keep_version(specification, name="Pour lundi", by=facilitator)
    paths = [specification.get_absolute_url(), version.get_absolute_url()]
    assert [line.path for line in changed_texts(*week)] == paths
    put_aside(specification, by=facilitator)
    assert changed_texts(*week) == []


def test_taken_up_again_it_is_the_draft_it_was_and_both_are_kept_in_its_history(draft, client):
    specification, facilitator = draft
    put_aside(specification, by=facilitator)
    client.force_login(facilitator)
    assert "Reprendre ce texte" in page_of(client, address("document-settings", specification))
    answer = client.post(address("document-take-up", specification))
    assert answer.url == specification.get_absolute_url()
    assert listed(client, specification) == [["Surfaces"], []]
    assert '"mayWrite": true' in page_of(client, answer.url)
    assert list(specification.events.values_list("what", "by")) == [
        (TextEvents.PUT_ASIDE, facilitator.pk),
        (TextEvents.TAKEN_UP, facilitator.pk),
    ]
    page = page_of(client, address("document-settings", specification))
    assert "Mis de côté" in page and "Repris" in page and "Nadia Roche" in page


def test_twice_at_once_the_second_is_told(draft, client):
    specification, facilitator = draft
    put_aside(specification, by=facilitator)
    client.force_login(facilitator)
    answer = client.post(address("document-put-aside", specification))
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 409 and "mis de côté entre-temps" in said
    assert "a été en consultation" not in said and address("document-settings", specification) in said
    for expected in ("de nouveau un brouillon", "n’est plus mis de côté"):
        answer = client.post(address("document-take-up", specification), follow=True)
        assert expected in html.unescape(answer.content.decode())
    assert specification.events.count() == 2


@pytest.mark.parametrize("role", [GroupRoles.EDITOR, GroupRoles.COMMENTER, GroupRoles.READER, None])
def test_only_the_facilitator_puts_aside_and_takes_up(draft, client, role):
    specification, facilitator = draft
    person = person_with(role, specification.group) if role else PersonFactory()
    refused = 403 if role else 404
    client.force_login(person)
    assert client.get(address("document-put-aside", specification)).status_code == refused
    assert client.post(address("document-put-aside", specification)).status_code == refused
    with pytest.raises(GroupRefusal):
        put_aside(specification, by=person)
    put_aside(specification, by=facilitator)
    assert client.post(address("document-take-up", specification)).status_code == refused
    with pytest.raises(GroupRefusal):
        take_up(specification, by=person)
    assert fresh(specification).status == SpecificationStatus.ASIDE


def _was_consulted(specification, facilitator):
    close_consultation(consulted(specification, facilitator), by=facilitator)


def _was_voted_on(specification, facilitator):
    withdraw_vote(put_to_vote(specification, facilitator), reason="Trop tôt.", by=facilitator)


def _was_adopted(specification, facilitator):
    adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)


@pytest.mark.parametrize("walk", [consulted, _was_consulted, _was_voted_on, _was_adopted])
def test_what_others_were_shown_is_not_put_aside(client, walk):
    specification, facilitator = drafted()
    walk(specification, facilitator)
    before = fresh(specification).status
    client.force_login(facilitator)
    assert address("document-put-aside", specification) not in page_of(
        client, address("document-settings", specification)
    )
    assert "ne se met pas de côté" in page_of(client, address("document-put-aside", specification))
    assert client.post(address("document-put-aside", specification)).status_code == 409
    assert fresh(specification).status == before


def test_while_a_consultation_is_planned_it_is_called_off_first(client):
    specification, facilitator = drafted()
    plan_consultation(
        specification, starts_on=soon(2), ends_on=soon(), audience=Audience.GROUP, question="", by=facilitator
    )
    client.force_login(facilitator)
    answer = client.post(address("document-put-aside", specification))
    assert answer.status_code == 409 and "Une consultation est programmée" in html.unescape(answer.content.decode())
    assert fresh(specification).status == SpecificationStatus.DRAFT


def test_a_requirement_written_a_moment_before_has_its_code(draft, monkeypatch):
    specification, facilitator = draft
    with monkeypatch.context() as at_once:
        at_once.setattr("portal.coediting.actions.with_codes", lambda _document, content: content)
        coediting.replace_content(specification.document, doc(requirement("Un lieu")), by=facilitator)
    put_aside(specification, by=facilitator)
    (kept,) = coediting.as_json(fresh(specification).document)["content"]
    assert kept["attrs"]["code"] == "TIC-001" and fresh(specification).next_number == 2


def test_its_title_and_code_stay_taken(draft):
    specification, facilitator = draft
    put_aside(specification, by=facilitator)
    for names in ({"title": "Surfaces", "code_prefix": "AUT"}, {"title": "Autre", "code_prefix": "TIC"}):
        with pytest.raises(GroupRefusal):
            create_specification(specification.group, by=facilitator, **names)


def said_of_code(client, person, code="TIC"):
    """What the form of a new text of another group says of a code, and the links in it."""
    group = GroupFactory()
    client.force_login(person)
    _let_write(person, group)
    answer = client.post(
        reverse("workgroups:document-create", args=[group.slug]),
        {"title": "Autre texte", "kind": "specification", "code_prefix": code},
    )
    (error,) = answer.context["form"].errors["code_prefix"]
    return html.unescape(re.sub("<[^>]*>", "", error)), re.findall('href="([^"]*)"', error)


def _let_write(person, group):
    roles.grant(GroupRole, anchor=group, person=person, role=GroupRoles.EDITOR, by=None)


def test_a_code_that_is_taken_is_said_with_its_text_to_who_may_know_it(draft, editor, client):
    specification, facilitator = draft
    named = ("Un autre texte utilise déjà ce code : « Surfaces ».", [specification.get_absolute_url()])
    assert said_of_code(client, editor) == named
    assert said_of_code(client, PersonFactory()) == ("Un autre texte utilise déjà ce code.", [])
    put_aside(specification, by=facilitator)
    told, _links = said_of_code(client, editor)
    assert told == "Un autre texte utilise déjà ce code : « Surfaces » (mis de côté)."


def test_from_outside_the_public_version_of_the_other_text_is_named(client):
    specification, facilitator = drafted(GroupFactory(private=True))
    version = adopted(specification, facilitator)
    told, links = said_of_code(client, PersonFactory())
    assert told == "Un autre texte utilise déjà ce code : « Surfaces »." and links == [version.get_absolute_url()]


def test_a_title_with_signs_of_html_is_shown_as_it_is_typed(draft, editor, client):
    Specification.objects.update(title="<b>Gras</b>")
    told, _links = said_of_code(client, editor)
    assert "<b>" not in client.get(address("document-settings", draft[0])).content.decode()
    assert told.count("Gras") == 1 and "b>" in told


def test_the_engine_closes_and_opens_the_text(draft, editor):
    specification, facilitator = draft

    def mode():
        return kinds.access(editor, Document.objects.get(pk=specification.document_id))

    assert mode() == coediting.WRITE
    put_aside(specification, by=facilitator)
    assert mode() == coediting.READ
    take_up(specification, by=facilitator)
    assert mode() == coediting.WRITE
