"""Codes of requirements: given by the server, after the change that brought the requirement, on one worker or two."""

import asyncio
from itertools import count

import pytest
from channels.db import database_sync_to_async
from django.db import DatabaseError
from pycrdt import XmlElement, XmlText

from portal import coediting
from portal.coediting import kinds, writer
from portal.coediting.content import fragment
from portal.coediting.models import Update
from portal.coediting.replica import Replica

from .clients import until
from .test_hostile import HOSTILE
from .texts import doc, paragraph, requirement

PARTS = ("requirementStatement", "requirementCheck", "requirementRationale")


@pytest.fixture
def numbers(monkeypatch):
    """Codes TIC-001… for documents of kind "note"; `numbers.asked` says how often."""

    class Numbers:
        next, asked = count(1), 0

        def __call__(self, document_id, borne):
            self.asked += 1
            given = []
            for code in borne:
                given.append(code if code and code not in given else f"TIC-{next(self.next):03}")
            return given

    made = Numbers()
    monkeypatch.setitem(kinds._codes, "note", made)
    return made


def insert(content, *, at=None, code=None, identifier="r1"):
    """A requirement, as a page writes it."""
    element = XmlElement("requirement", {"id": identifier, "level": "mandatory"})
    content.children.insert(len(content.children) if at is None else at, element)
    if code:
        element.attributes["code"] = code
    for kind in PARTS:
        part, block = XmlElement(kind), XmlElement("paragraph")
        element.children.append(part)
        part.children.append(block)
        block.children.append(XmlText("texte"))


def codes_of(client):
    """The codes in a client's copy, in order."""
    return [child.attributes.get("code") for child in fragment(client.doc).children if child.tag == "requirement"]


@pytest.fixture
def stored_codes(document):
    """`await stored_codes()` are those of the committed text."""

    def read():
        return [node["attrs"]["code"] for node in coediting.as_json(document)["content"]]

    return database_sync_to_async(read)


async def test_a_requirement_gets_its_code_and_everybody_sees_it(connect, numbers, stored_codes):
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.sync()
        await clara.sync()
        await ada.send_change(ada.change(insert))
        await until(lambda: codes_of(ada) == codes_of(clara) == ["TIC-001"] and ada.is_saved)
    assert await stored_codes() == ["TIC-001"]
    authors = await database_sync_to_async(lambda: list(Update.objects.values_list("author__first_name", flat=True)))()
    assert authors == ["Ada", None]


async def test_a_double_pasted_above_gets_another_code_and_the_older_keeps_its_own(connect, numbers):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(insert))
        await until(lambda: codes_of(ada) == ["TIC-001"])
        await ada.send_change(ada.change(lambda content: insert(content, at=0, code="TIC-001", identifier="r2")))
        await until(lambda: codes_of(ada) == ["TIC-002", "TIC-001"])


async def test_the_first_requirement_beside_a_hostile_update_gets_its_code(connect, numbers, monkeypatch):
    monkeypatch.setattr("portal.coediting.room.MOMENT", 0.2)
    kept = []

    async def rebuild(replica, batch, of=Replica.rebuild):
        kept.append(len(batch.changes))
        await of(replica, batch)

    monkeypatch.setattr(Replica, "rebuild", rebuild)
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await ada.send_change(ada.change(insert))
        await blaise.send_change(HOSTILE["script"])
        await until(lambda: blaise.code == 4400)
        assert 1 in kept, "both came in one turn"
        await until(lambda: codes_of(ada) == ["TIC-001"] and ada.is_saved)


async def test_typing_elsewhere_asks_for_no_code(connect, numbers):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(insert))
        await until(lambda: codes_of(ada) == ["TIC-001"])
        await ada.write("une phrase")
        await until(lambda: ada.is_saved)
    assert numbers.asked == 1


async def test_a_kind_without_codes_keeps_none(connect, document):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(ada.change(lambda content: insert(content, code="TIC-001")))
        await until(lambda: codes_of(ada) == [None])


async def test_two_workers_at_once_give_different_codes(two_workers, connect, numbers, stored_codes):
    left, right = two_workers
    async with connect("ada", on=left) as ada, connect("blaise", on=right) as blaise:
        await ada.sync()
        await blaise.sync()
        for number in range(5):
            await ada.send_change(ada.change(lambda content, n=number: insert(content, identifier=f"a{n}")))
            await blaise.send_change(blaise.change(lambda content, n=number: insert(content, identifier=f"b{n}")))
        await until(
            lambda: len(codes_of(ada)) == 10 and None not in codes_of(ada) and codes_of(ada) == codes_of(blaise)
        )
        ends = codes_of(ada)
    assert await stored_codes() == ends


async def test_the_same_code_brought_on_two_workers_is_kept_by_one(two_workers, connect, numbers):
    left, right = two_workers
    async with connect("ada", on=left) as ada, connect("blaise", on=right) as blaise:
        await ada.sync()
        await blaise.sync()
        await ada.send_change(ada.change(lambda content: insert(content, code="TIC-900", identifier="a")))
        await blaise.send_change(blaise.change(lambda content: insert(content, code="TIC-900", identifier="b")))
        await until(lambda: len(set(codes_of(ada))) == 2 and codes_of(ada) == codes_of(blaise))


async def test_codes_that_could_not_be_asked_for_come_later(connect, numbers, monkeypatch):
    async with connect("ada") as ada:
        await ada.sync()
        await until(lambda: ada.is_saved)

        def broken(document_id, borne):
            raise DatabaseError("locked")

        with monkeypatch.context() as patch:
            patch.setitem(kinds._codes, "note", broken)
            await ada.send_change(ada.change(insert))
            await until(lambda: ada.is_saved)
            assert codes_of(ada) == [None]
        await until(lambda: codes_of(ada) == ["TIC-001"])


async def test_a_server_that_stops_between_number_and_commit_only_skips_a_number(
    connect, worker, numbers, stored_codes, monkeypatch
):
    append = writer.Writer.append

    async def stopped(self, wanted):
        if wanted.changes[0][0] is None:
            raise DatabaseError("the server is gone")
        return await append(self, wanted)

    with monkeypatch.context() as patch:
        patch.setattr(writer.Writer, "append", stopped)
        async with connect("ada") as ada:
            await ada.sync()
            await ada.send_change(ada.change(insert))
            await until(lambda: ada.code == 1013)
    assert await stored_codes() == [None]
    async with connect("ada") as again:
        await again.sync()
        await until(lambda: codes_of(again) == ["TIC-002"])
    await asyncio.sleep(0)
    assert await stored_codes() == ["TIC-002"]


@pytest.mark.django_db
def test_what_the_server_writes_gets_codes_too(numbers):
    document = coediting.create_document("note", by=None, content=doc(paragraph("avant"), requirement("un")))
    coediting.give_codes(document)
    coediting.give_codes(document)  # nothing more to give
    assert [node["attrs"]["code"] for node in coediting.as_json(document)["content"][1:]] == ["TIC-001"]
    document = coediting.replace_content(
        document, doc(requirement("un", code="TIC-001"), requirement("double", code="TIC-001")), by=None
    )
    assert [node["attrs"]["code"] for node in coediting.as_json(document)["content"]] == ["TIC-001", "TIC-002"]
