"""People named in a text: who can be, what is made of a forged name, who is told and how often."""

import pytest
from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from pycrdt import XmlElement, XmlText

from portal import coediting
from portal.coediting import kinds, mentions
from portal.coediting.content import fragment
from portal.notices.models import Notice
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.enums import GroupRoles

from .clients import until
from .texts import doc, line, paragraph


@pytest.fixture
def readers(monkeypatch, people):
    """Everybody but Denis reads the texts of kind "note"."""
    ids = [people[name].pk for name in ("ada", "blaise", "clara")]
    monkeypatch.setitem(kinds._readers, "note", lambda _document: get_user_model().objects.filter(pk__in=ids))
    monkeypatch.setitem(kinds._places, "note", lambda _document: ("Essai", "/essai/"))


def name(person, *, label="x", at=None):
    """A change that adds a paragraph in which a person is named."""

    def edit(content):
        block = XmlElement("paragraph")
        content.children.insert(len(content.children) if at is None else at, block)
        block.children.append(XmlText("Demander à "))
        block.children.append(XmlElement("mention", {"person": str(person.public_id), "label": label}))
        block.children.append(XmlText("."))

    return edit


def lines(client):
    """The paragraphs of a copy as text, mentions with their label."""

    def plain(node):
        if isinstance(node, XmlText):
            return str(node)
        if node.tag == "mention":
            return f"@{node.attributes['label']}!"
        return "".join(map(plain, node.children))

    return [plain(block) for block in fragment(client.doc).children]


@pytest.fixture
def told():
    """`await told()` is who has a notice of being named, by first name."""
    return database_sync_to_async(
        lambda: list(Notice.objects.filter(kind="text_mention").values_list("person__first_name", flat=True))
    )


async def test_who_is_named_is_told_and_bears_the_real_name(connect, people, readers, told):
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.sync()
        await clara.sync()
        await ada.send_change(ada.change(name(people["blaise"], label="Un autre nom")))
        await until(lambda: lines(clara) == lines(ada) == ["Demander à @Blaise!."] and ada.is_saved)
    assert await told() == ["Blaise"]


async def test_who_may_not_read_becomes_plain_words_and_hears_nothing(connect, people, readers, told):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(name(people["denis"], label="Denis")))
        await until(lambda: lines(ada) == ["Demander à @Denis."])
    assert await told() == []


async def test_a_mention_that_moves_is_not_told_twice_and_a_second_one_is(connect, people, readers, told):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(name(people["blaise"])))
        await until(lambda: lines(ada) == ["Demander à @Blaise!."])
        await ada.write("une suite")

        def move(content):
            del content.children[0]
            name(people["blaise"])(content)

        await ada.send_change(ada.change(move))
        await until(lambda: lines(ada) == ["une suite", "Demander à @Blaise!."])
        assert await told() == ["Blaise"]
        await ada.send_change(ada.change(name(people["blaise"])))
        await until(lambda: lines(ada)[-1] == "Demander à @Blaise!." and len(lines(ada)) == 3)
    assert await told() == ["Blaise", "Blaise"]


async def test_who_was_not_told_before_the_server_stopped_is_told_when_the_text_is_opened_next(
    connect, worker, people, readers, told, monkeypatch
):
    def gone(*_args):
        raise DatabaseError("the server stops here")

    with monkeypatch.context() as patch:
        patch.setattr(mentions, "settle", gone)
        async with connect("ada") as ada:
            await ada.sync()
            await ada.send_change(ada.change(name(people["blaise"], label="Blaise ?")))
            await ada.send_change(ada.change(name(people["denis"], label="Denis")))
            await until(lambda: ada.is_saved)
        await worker.stop()
    assert await told() == []
    for _ in range(2):
        fresh = type(worker)()
        async with connect("clara", on=fresh) as clara:
            await clara.sync()
            await until(lambda clara=clara: lines(clara) == ["Demander à @Blaise!.", "Demander à @Denis."])
        await fresh.stop()
        assert await told() == ["Blaise"]


async def test_whom_a_version_that_was_put_back_names_is_not_told_when_it_is_opened(
    connect, document, people, readers, told
):
    mention = {"type": "mention", "attrs": {"person": str(people["blaise"].public_id), "label": "Blaise"}}
    await database_sync_to_async(coediting.replace_content)(document, doc(line("Voir ", mention)), by=people["ada"])
    async with connect("ada", query="epoch=1&ext=1") as ada:
        await ada.sync()
        await ada.send_change(ada.change(name(people["clara"])))
        await until(lambda: lines(ada) == ["Voir @Blaise!", "Demander à @Clara!."])
    assert await told() == ["Clara"]


async def test_who_names_themselves_is_not_told(connect, people, readers, told):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(name(people["ada"])))
        await until(lambda: lines(ada) == ["Demander à @Ada!."])
    assert await told() == []


@pytest.mark.django_db
def test_the_list_offers_the_readers_of_the_text_by_name(client):
    group = GroupFactory()
    specification = SpecificationFactory(group=group)
    reader = person_with(GroupRoles.READER, group, first_name="Élise", last_name="Besson")
    person_with(GroupRoles.EDITOR, group, first_name="", last_name="", email="besson@elsewhere.example")
    PersonFactory(first_name="Élise", last_name="Dehors")
    address = f"/textes/{specification.document_id}/personnes/"
    client.force_login(reader)
    assert client.get(address, {"q": "elise"}).json() == {
        "people": [{"id": str(reader.public_id), "name": "Élise Besson"}]
    }
    assert client.get(address, {"q": "besson@"}).json()["people"] == [
        {"id": str(reader.public_id), "name": "Élise Besson"}
    ]
    assert client.get(address, {"q": "elsewhere"}).json() == {"people": []}
    client.force_login(PersonFactory())
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_an_erased_person_s_name_is_in_no_text():
    person = PersonFactory(first_name="Zoé", last_name="Tournier")
    mention = {"type": "mention", "attrs": {"person": str(person.public_id), "label": "Zoé Tournier"}}
    document = coediting.create_document("note", by=None, content=doc(line("Voir ", mention)))
    assert "@Zoé Tournier" in coediting.as_html(document)
    person.first_name = person.last_name = person.email = ""
    person.erased_at = person.created_at
    person.save()
    assert "Tournier" not in coediting.as_html(document)
    assert "Tournier" not in coediting.as_text(document)
    assert "personne effacée" in coediting.as_text(document)


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["insertion", "deletion", "modification"])
def test_an_erased_person_s_name_is_in_no_suggestion(mark):
    person = PersonFactory(first_name="Zoé", last_name="Tournier")
    attrs = {"id": "s1", "author": str(person.pk), "name": "Zoé Tournier", "date": "2026-11-20T10:00:00Z"}
    suggested = {"type": mark, "attrs": attrs}
    document = coediting.create_document("note", by=None, content=doc(paragraph(("neuf mètres", suggested))))
    assert "Zoé Tournier" in str(coediting.as_json(document))
    person.first_name = person.last_name = person.email = ""
    person.erased_at = person.created_at
    person.save()
    assert "Tournier" not in coediting.as_html(document)
    assert "Tournier" not in str(coediting.as_json(document))
