"""What one person may take up, and how full a document is: said before it hurts."""

import asyncio
import json

from pycrdt import XmlElement, XmlText

from portal.coediting import limits, messages
from portal.coediting.encoding import Reader
from portal.coediting.messages import Kind
from portal.coediting.models import Document

from .clients import until


def sizes(client):
    """What it was told of the document's size."""
    found = []
    for frame in client.frames:
        reader = Reader(frame)
        if reader.var_uint() == Kind.SIZE:
            found.append(json.loads(reader.var_string()))
    return found


async def test_writers_are_told_when_a_document_is_nearly_full(connect, monkeypatch, stored):
    monkeypatch.setattr("portal.coediting.replica.MAX_STATE", 1000)
    async with connect("ada") as ada, connect("blaise") as blaise:
        for client in (ada, blaise):
            await client.sync()
        await ada.write("x" * 600)
        await until(lambda: ada.is_saved)
        assert not sizes(ada)
        await ada.write("x" * 150)
        await until(lambda: sizes(ada) and sizes(blaise))
        assert sizes(blaise)[0]["limit"] == 1000
        assert 800 <= sizes(blaise)[0]["used"] < 1000
        async with connect("clara") as clara, connect("blaise", query="") as stock:
            await clara.sync()
            await stock.sync()
            await until(lambda: sizes(clara))
            assert not sizes(stock), "a stock client does not know the message"
    assert len(await stored()) == 2


async def test_who_only_reads_here_is_told_what_another_worker_filled(connect, monkeypatch, document):
    monkeypatch.setattr("portal.coediting.worker.LOOK_AT_TABLE", 0.05)
    monkeypatch.setattr("portal.coediting.replica.MAX_STATE", 1000)
    async with connect("ada") as ada:
        await ada.sync()
        assert not sizes(ada)
        await Document.objects.filter(pk=document.pk).aupdate(state_bytes=840)
        await until(lambda: sizes(ada))
        assert sizes(ada) == [{"used": 840, "limit": 1000}]


async def test_a_full_document_opens_for_its_writers_who_may_take_away_and_not_add(connect, monkeypatch, document):
    monkeypatch.setattr("portal.coediting.worker.LOOK_AT_TABLE", 0.05)
    monkeypatch.setattr("portal.coediting.replica.MAX_STATE", 1000)
    async with connect("ada") as ada:
        await ada.sync()
        for words in ("reste", "part", "part avant"):
            await ada.write(words)
        await ada.send_change(ada.change(erase_last))
        await until(lambda: ada.is_saved)
        await Document.objects.filter(pk=document.pk).aupdate(state_bytes=1000)
        await until(lambda: sizes(ada))
        async with connect("blaise") as blaise:
            await blaise.sync()
            # Its page answers the server's question with what it knows, all deletions with it.
            await blaise.send_change(blaise.doc.get_update(), step_2=True)
            await blaise.send_change(blaise.change(erase_last))
            await until(lambda: ada.text == ["reste"] and blaise.is_saved)
            await blaise.write("de trop")
            await until(lambda: blaise.code == 4413)
            assert blaise.refused == ["full"]
        assert ada.code is None
        assert ada.text == ["reste"]


async def test_a_document_that_was_compacted_has_room_again(connect, worker, monkeypatch):
    monkeypatch.setattr("portal.coediting.worker.LOOK_AT_TABLE", 0.05)
    monkeypatch.setattr("portal.coediting.compaction.LONG", 1)
    monkeypatch.setattr("portal.coediting.compaction.LONG_AT_REST", 1)
    monkeypatch.setattr("portal.coediting.replica.MAX_STATE", 3000)
    async with connect("ada") as ada:
        await ada.sync()
        for number in range(12):  # what is typed and erased again weighs nothing once it is compacted
            await ada.write("x" * 600)
            await ada.send_change(ada.change(erase_last))
            await until(lambda: ada.is_saved, what=str(number))
            (room,) = worker.rooms.values()
            await until(lambda room=room: room.replica.size < 1500)
        assert ada.code is None


async def test_two_hundred_windows_of_one_person_leave_the_others_alone(connect):
    clients = [connect("ada") for _ in range(200)]
    async with connect("blaise") as blaise, connect("clara") as clara:
        await blaise.sync()
        await clara.sync()
        await asyncio.gather(*(client.__aenter__() for client in clients))
        await until(lambda: sum(client.code == 4429 for client in clients) == 200 - limits.SOCKETS_PER_PERSON)
        await blaise.write("toujours là")
        await until(lambda: blaise.is_saved and clara.text == ["toujours là"])
        await asyncio.gather(*(client.leave() for client in clients))
        await blaise.write("encore")
        await until(lambda: blaise.is_saved)


async def test_a_client_that_sends_faster_than_its_text_is_stored_is_read_no_further(connect, monkeypatch, stored):
    monkeypatch.setattr("portal.coediting.socket.MAX_FRAME", 2000)
    async with connect("ada") as ada:
        await ada.sync()
        (room,) = ada.worker.rooms.values()
        may_go_on = asyncio.Event()
        gather = room.gather

        async def held():
            await may_go_on.wait()
            await gather()

        monkeypatch.setattr(room, "gather", held)
        for number in range(20):
            await ada.write(f"{number} " + "x" * 400)
        await until(lambda: ada.incoming.qsize() < 17)
        for _ in range(20):
            await asyncio.sleep(0)
        assert ada.incoming.qsize() > 5, "what does not fit waits in the network, not in memory"
        may_go_on.set()
        await until(lambda: ada.is_saved)
    assert len(await stored()) == 20


async def test_rooms_that_empty_and_fill_again_at_every_moment_lose_nothing(connect, worker, monkeypatch, stored):
    monkeypatch.setattr("portal.coediting.room.IDLE", 0.001)
    monkeypatch.setattr("portal.coediting.compaction.LONG_AT_REST", 1)
    for number in range(30):
        async with connect("ada") as ada:
            await ada.sync()
            await ada.write(str(number))
            await until(lambda: ada.is_saved)
        await asyncio.sleep(number % 7 / 1000)  # any moment of the room's end
    await until(lambda: not worker.rooms)
    assert await stored() == [str(number) for number in range(30)]


async def test_a_frame_that_comes_twice_late_or_out_of_order_changes_nothing(connect, stored):
    async with connect("ada") as ada, connect("blaise") as blaise:
        for client in (ada, blaise):
            await client.sync()
        changes = [ada.change(lambda content, n=n: content.children.append(paragraph(n))) for n in range(6)]
        for number in (3, 0, 5, 1, 1, 4, 2, 0, 5):
            await ada.send_change(changes[number])
        await until(lambda: len(blaise.text) == 6)
        await ada.send(messages.step_1(ada.doc.get_state()))
        await until(lambda: ada.is_saved)
        for change in changes:  # replayed by somebody else: all of it is known
            await blaise.send_change(change)
        await until(lambda: blaise.is_saved)
        assert ada.code is blaise.code is None
    assert await stored() == [str(number) for number in range(6)]


def paragraph(number):
    """A paragraph to be appended."""
    return XmlElement("paragraph", contents=[XmlText(str(number))])


def erase_last(content):
    """Takes the last paragraph away."""
    del content.children[len(content.children) - 1]
