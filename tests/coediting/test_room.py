"""Writing together: what others see and what is shown as saved is committed, in one copy, on one worker or two."""

import asyncio

from channels.db import database_sync_to_async
from django.db import DatabaseError

from portal.coediting import room as rooms
from portal.coediting import writer as writers
from portal.coediting.messages import Kind
from portal.coediting.models import Update

from .clients import until


async def test_two_people_see_each_others_text_and_it_is_stored(connect, stored):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await ada.write("Melun")
        await until(lambda: blaise.text == ["Melun"])
        await blaise.write("Sénart")
        await until(lambda: ada.text == ["Melun", "Sénart"])
        await until(lambda: ada.is_saved and blaise.is_saved)
    assert await stored() == ["Melun", "Sénart"]


async def test_what_is_acknowledged_or_seen_is_committed(connect, stored, monkeypatch):
    """The commit is held back: nobody sees anything, nothing is said to be saved."""
    held, is_asked = asyncio.Event(), asyncio.Event()
    commit = writers.Writer.append

    async def late(self, append):
        is_asked.set()
        await held.wait()
        return await commit(self, append)

    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await until(lambda: ada.is_saved)
        monkeypatch.setattr(writers.Writer, "append", late)
        await ada.write("pas encore")
        async with connect("clara") as clara:
            await clara.send(b"\x00\x00\x01\x00")
            await until(is_asked.is_set)
            for _ in range(100):  # whatever does not wait for the commit has its turn
                await asyncio.sleep(0)
            assert blaise.text == clara.text == []
            assert not ada.is_saved
            held.set()
            await until(lambda: blaise.text == clara.text == ["pas encore"])
            await until(lambda: ada.is_saved)
    assert await stored() == ["pas encore"]


async def test_a_commit_that_fails_closes_the_room_and_what_was_typed_comes_again(connect, stored, monkeypatch):
    async with connect("ada") as ada:
        await ada.sync()
        await until(lambda: ada.is_saved)

        def broken(appends):
            raise DatabaseError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(writers, "commit", broken)
            await ada.write("gardé")
            await until(lambda: ada.code == 1013)
        assert not ada.is_saved
        async with connect("ada") as again:
            again.doc.apply_update(ada.doc.get_update())
            await again.sync()
            await until(lambda: again.is_saved and again.sent == 1)
    assert await stored() == ["gardé"]


async def test_one_batch_is_one_row_for_each_author_and_one_frame_for_each_peer(connect, people, monkeypatch):
    monkeypatch.setattr(rooms, "MOMENT", 0.2)
    async with connect("ada") as ada, connect("blaise") as blaise, connect("clara") as clara:
        for client in (ada, blaise, clara):
            await client.sync()
        await until(lambda: ada.is_saved and blaise.is_saved)
        seen = len(text_frames(clara))
        for number in range(5):
            await ada.write(f"a{number}")
            await blaise.write(f"b{number}")
        await until(lambda: ada.is_saved and blaise.is_saved and len(clara.text) == 10)
        assert len(text_frames(clara)) == seen + 1
    rows = await database_sync_to_async(lambda: list(Update.objects.values_list("seq", "author")))()
    assert sorted(rows) == [(1, people["ada"].pk), (2, people["blaise"].pk)] or sorted(rows) == [
        (1, people["blaise"].pk),
        (2, people["ada"].pk),
    ]


async def test_what_changes_nothing_is_not_stored(connect, worker):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.write("une fois")
        for _ in range(3):
            await ada.send_change(ada.doc.get_update())
        await until(lambda: ada.is_saved)
    assert await database_sync_to_async(Update.objects.count)() == 1


async def test_a_batch_of_one_is_not_sent_back(connect):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.write("moi")
        await until(lambda: ada.is_saved)
        assert not [frame for frame in text_frames(ada) if frame[1] == 2]


async def test_a_change_that_builds_on_an_unknown_one_is_asked_for_again(connect, stored):
    """A frame lost on the way: the next one cannot stand alone, so the server asks for the difference."""
    async with connect("ada") as ada:
        await ada.sync()
        await until(lambda: ada.is_saved)
        ada.change(lambda content: rooms_add(content, "perdu"))
        await ada.write("suivant")
        await until(lambda: ada.is_saved)
    assert await stored() == ["perdu", "suivant"]


async def test_nothing_is_acknowledged_while_what_was_typed_away_is_still_on_its_way(connect, stored):
    """Somebody back from a lost connection deletes a word of the others before their own text was asked for."""
    async with connect("ada") as ada:
        await ada.sync()
        await ada.write("ancien")
        await until(lambda: ada.is_saved)
    async with connect("ada", answers_step_1=False) as back:
        back.doc = ada.doc
        back.change(lambda content: rooms_add(content, "écrit hors connexion"))
        deletion = back.change(remove_first)
        await back.send_change(deletion)
        await until(lambda: back.asked)
        async with connect("clara") as clara:
            await clara.sync()
            await until(lambda: clara.text == [])
        assert back.saved == 0
        await back.answer_step_1()
        await until(lambda: back.is_saved)
    assert await stored() == ["écrit hors connexion"]


async def test_two_workers_number_one_log_and_see_each_other(two_workers, connect, stored):
    left, right = two_workers
    async with connect("ada", on=left) as ada, connect("blaise", on=right) as blaise:
        await ada.sync()
        await blaise.sync()
        for number in range(10):
            await ada.write(f"a{number}")
            await blaise.write(f"b{number}")
        await until(lambda: len(ada.text) == len(blaise.text) == 20 and ada.is_saved and blaise.is_saved)
        assert ada.text == blaise.text
    assert await stored() == ada.text


async def test_workers_that_do_not_hear_each_other_read_the_table(worker, connect, stored):
    """Two workers with no channel between them, as while Redis is down."""
    deaf = type(worker)()
    try:
        async with connect("ada") as ada, connect("blaise", on=deaf) as blaise:
            await ada.sync()
            await blaise.sync()
            await ada.write("par la table")
            await until(lambda: blaise.text == ["par la table"])
            await blaise.write("aussi")
            await until(lambda: ada.text == ["par la table", "aussi"])
    finally:
        await deaf.stop()
    assert await stored() == ["par la table", "aussi"]


async def test_who_moves_to_another_worker_loses_nothing(worker, connect, stored):
    """The other worker has not yet read what this client wrote a moment ago."""
    deaf = type(worker)()
    try:
        async with connect("blaise", on=deaf) as blaise:
            await blaise.sync()
            async with connect("ada") as ada:
                await ada.sync()
                await ada.write("ici")
                await until(lambda: ada.is_saved)
            async with connect("ada", on=deaf) as moved:
                moved.doc = ada.doc
                moved.answers_step_1 = False
                await moved.write("là")
                await until(lambda: blaise.text == ["ici", "là"])
    finally:
        await deaf.stop()
    assert await stored() == ["ici", "là"]


async def test_an_empty_room_is_dropped_and_opens_again_with_all_its_text(connect, worker, monkeypatch):
    monkeypatch.setattr(rooms, "IDLE", 0.05)
    for number in range(3):
        async with connect("ada") as ada:
            await ada.sync()
            assert len(ada.text) == number
            await ada.write(str(number))
        # It leaves without waiting: what it sent is committed all the same.
        await until(lambda: not worker.rooms)


async def test_a_server_that_stops_commits_what_it_holds_and_sends_everybody_away(connect, worker, stored):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await ada.write("dernier mot")
        await asyncio.sleep(0)
        await worker.stop()
        await until(lambda: ada.code == blaise.code == 1012)
        assert await stored() == ["dernier mot"]
        async with connect("clara") as clara:
            await until(lambda: clara.code == 1012)


def text_frames(client):
    """The frames that carried text."""
    return [frame for frame in client.frames if frame[0] == Kind.SYNC]


def rooms_add(content, text):
    """Adds a paragraph that is never sent."""
    from .texts import add_paragraph  # beside its only use

    add_paragraph(content, text)


def remove_first(content):
    """Deletes the first paragraph."""
    del content.children[0]
