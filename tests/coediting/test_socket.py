"""Who may open a document and how: origin, address, right, epoch, schema, limits, and the codes of the refusals."""

import asyncio
import uuid

import pytest
from channels.db import database_sync_to_async
from django.contrib.sessions.models import Session
from django.test import override_settings

from portal import coediting
from portal.coediting import kinds, limits, messages
from portal.coediting import worker as workers
from portal.coediting.models import Document
from portal.coediting.schema import SCHEMA_VERSION
from portal.sockets import is_our_origin, sockets
from tests.sessions import log_in

from .clients import Client, until
from .texts import doc, paragraph


@pytest.fixture
def quick_look(monkeypatch):
    """Rights are asked again ten times a second."""
    monkeypatch.setattr(workers, "LOOK_AT_RIGHTS", 0.1)


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("https://www.it77.example", "127.0.0.1:8000", True),  # BASE_URL, behind a proxy that hides the name
        ("http://localhost:8000", "localhost:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost:8000", "127.0.0.1:8000", True),
        ("http://localhost:9000", "localhost:8000", False),
        ("https://elsewhere.example", "localhost:8000", False),
        ("https://elsewhere.example", "elsewhere.example", False),
        ("https://www.it77.example.elsewhere.example", "www.it77.example", False),
        ("null", "localhost:8000", False),
        ("http://localhost:port", "localhost:8000", False),
        ("file://", "localhost:8000", False),
    ],
)
@override_settings(BASE_URL="https://www.it77.example", ALLOWED_HOSTS=["localhost", "127.0.0.1"])
def test_only_our_own_pages_may_open_a_socket(origin, host, allowed):
    assert is_our_origin(origin, host) is allowed


def test_a_page_that_came_unencrypted_opens_no_socket_of_an_encrypted_site(settings):
    settings.BASE_URL = "https://www.it77.example"
    assert is_our_origin("https://www.it77.example", "www.it77.example")
    assert not is_our_origin("http://www.it77.example", "www.it77.example")


@pytest.mark.parametrize("ending", ["", "/"])
async def test_a_session_cookie_opens_the_door(people, document, ending):
    session = await database_sync_to_async(log_in)(people["ada"])
    cookie = (b"cookie", f"sessionid={session.session_key}".encode())
    async with Client(None, f"{document.pk}{ending}", None, application=sockets, headers=[cookie]) as client:
        await client.sync()
        assert client.mode == "write"
        foreign = [cookie, (b"origin", b"https://elsewhere.example"), (b"host", b"localhost")]
        async with Client(None, document.pk, None, application=sockets, headers=foreign) as stranger:
            await until(lambda: stranger.code)
            assert not stranger.accepted
        async with Client(None, document.pk, None, application=sockets) as anonymous:
            await until(lambda: anonymous.code)
            assert (anonymous.accepted, anonymous.code) == (True, 4401)
    await stop_service()


async def test_an_address_that_is_no_document_is_refused(people):
    async with Client(None, "x/y/z", None, application=sockets) as lost:
        await until(lambda: lost.code)
        assert not lost.accepted


async def stop_service():
    from portal.coediting.service import co_editing  # the one of this process, which only this test uses

    await co_editing.stop()
    await co_editing.start()


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("denis", {}, 4403),
        ("ada", {"document_id": uuid.uuid4()}, 4404),
        ("ada", {"document_id": "not-an-identifier"}, 4404),
        ("ada", {"query": "epoch=1"}, 4409),
        ("ada", {"query": "epoch=x"}, 4409),
    ],
)
async def test_refusals_have_their_codes_after_accepting(connect, name, options, code):
    async with connect(name, **options) as client:
        await until(lambda: client.code)
        assert (client.accepted, client.code) == (True, code)
        assert not client.frames


async def test_a_reader_receives_and_cannot_write(connect, document, stored):
    async with connect("ada") as ada, connect("clara") as clara, connect("clara", query="") as stock:
        for client in (ada, clara, stock):
            await client.sync()
        assert clara.mode == "read"
        await ada.write("vrai")
        await until(lambda: clara.text == stock.text == ["vrai"])
        await clara.write("faux")
        await stock.write("faux aussi")
        await clara.send_change(clara.doc.get_update(), step_2=True)
        await ada.write("encore vrai")
        await until(lambda: "encore vrai" in clara.text and "encore vrai" in stock.text)
        assert ada.text == ["vrai", "encore vrai"]
        assert clara.refused == ["read-only"]
        assert clara.saved == 0
        assert clara.code is stock.code is None
        assert all(frame[0] in (0, 1) for frame in stock.frames), "only what y-websocket knows"
    assert await stored() == ["vrai", "encore vrai"]


@pytest.mark.parametrize("schema", [SCHEMA_VERSION - 1, SCHEMA_VERSION + 1, "x"])
async def test_a_client_of_another_schema_only_reads(connect, stored, schema):
    async with connect("ada", query=f"ext=1&schema={schema}") as old:
        await old.sync()
        assert old.mode == "read"
        await old.write("d'une autre époque")
        await until(lambda: old.refused == ["read-only"])
    assert await stored() == [""]


async def test_a_replaced_text_sends_everybody_away_and_asks_for_its_epoch(connect, document, people):
    replace = database_sync_to_async(coediting.replace_content)
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.sync()
        await replace(document, doc(paragraph("restauré")), by=people["ada"])
        await until(lambda: ada.code == clara.code == 4409)
    async with connect("ada") as without:
        await until(lambda: without.code == 4409)
    async with connect("ada", query="epoch=1&ext=1") as back:
        await back.sync()
        assert back.text == ["restauré"]


async def test_a_batch_for_a_former_epoch_is_never_stored(connect, document, people, monkeypatch):
    monkeypatch.setattr(workers, "LOOK_AT_TABLE", 60)
    async with connect("ada") as ada:
        await ada.sync()
        await database_sync_to_async(coediting.replace_content)(document, doc(paragraph("neuf")), by=None)
        await ada.write("vieux")
        await until(lambda: ada.code == 4409)
        assert ada.saved < ada.sent
    assert await database_sync_to_async(coediting.as_text)(document) == "neuf"


async def test_a_deleted_document_closes_its_sockets(connect, document):
    async with connect("ada") as ada:
        await ada.sync()
        await database_sync_to_async(Document.objects.all().delete)()
        await until(lambda: ada.code == 4404)


async def test_a_document_opened_while_the_table_is_read_stays_open(worker, connect, people, document):
    """The table was asked about the others: its silence says nothing of this one."""
    other = await database_sync_to_async(coediting.create_document)("note", by=people["ada"])
    is_reading, may_answer = asyncio.Event(), asyncio.Event()
    in_thread = worker.in_thread

    async def slow(function, *args):
        found = await in_thread(function, *args)
        if function is workers._last_numbers:
            is_reading.set()
            await may_answer.wait()
        return found

    async with connect("ada") as ada:
        await ada.sync()
        worker.in_thread = slow
        await is_reading.wait()
        async with connect("blaise", document_id=other.pk) as blaise:
            await blaise.sync()
            may_answer.set()
            await blaise.write("toujours là")
            await until(lambda: blaise.is_saved or blaise.code)
            await worker.look_at_table()
            assert (ada.code, blaise.code) == (None, None)


async def test_only_the_person_whose_right_ended_is_cut_on_every_worker(
    two_workers, connect, people, rights, quick_look
):
    left, right = two_workers
    async with connect("ada", on=left) as one, connect("ada", on=right) as two, connect("blaise", on=left) as blaise:
        for client in (one, two, blaise):
            await client.sync()
        del rights[people["ada"]]
        await until(lambda: one.code == two.code == 4403)
        await blaise.write("seul")
        await until(lambda: blaise.is_saved)
        assert blaise.code is None
        assert one.text == two.text == []


async def test_a_writer_who_may_only_read_from_now_on_is_cut(connect, people, rights, quick_look):
    async with connect("ada") as ada:
        await ada.sync()
        rights[people["ada"]] = "read"
        await until(lambda: ada.code == 4403)


async def test_a_reader_who_may_write_from_now_on_is_told(connect, people, rights, quick_look, stored):
    async with connect("clara") as clara:
        await clara.sync()
        rights[people["clara"]] = "write"
        await until(lambda: clara.mode == "write")
        await clara.write("enfin")
        await until(lambda: clara.is_saved and clara.saved)
    assert await stored() == ["enfin"]


def log_out(person, session):
    Session.objects.filter(session_key=session.session_key).delete()


def change_password(person, session):
    person.set_password("another-word-9")
    person.save()


def lock_out(person, session):
    person.is_active = False
    person.save()


@pytest.mark.parametrize("end", [log_out, change_password, lock_out])
async def test_a_session_that_ends_closes_the_socket(connect, people, quick_look, end):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await database_sync_to_async(end)(people["ada"], ada.session)
        await until(lambda: ada.code == 4403)
        assert blaise.code is None


async def test_a_bug_in_the_check_of_rights_leaves_nobody_connected_and_the_check_goes_on(
    connect, people, rights, quick_look, monkeypatch
):
    """The check must never end in silence: from then on no right would ever end."""

    def broken(person, document):
        raise LookupError("a document without its specification")

    async with connect("ada") as ada:
        await ada.sync()
        with monkeypatch.context() as patch:
            patch.setitem(kinds._access, "note", broken)
            await until(lambda: ada.code == 1013)
    async with connect("ada") as again:
        await again.sync()
        del rights[people["ada"]]
        await until(lambda: again.code == 4403)
    assert workers.LOOK_AT_RIGHTS <= 4


async def test_a_frame_that_is_too_large_is_refused(connect):
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send(bytes(limits.MAX_FRAME + 1))
        await until(lambda: ada.code == 4413)


async def test_too_many_frames_a_second_are_refused(connect):
    async with connect("ada") as ada:
        await ada.sync()
        for _ in range(limits.BURST_OF_FRAMES + 200):
            await ada.send(messages.step_1(b"\x00"))
        await until(lambda: ada.code == 4429)


@override_settings(ABUSE_GUARDS=False)
async def test_the_guard_on_frames_can_be_switched_off_for_measurements(connect):
    async with connect("ada") as ada:
        await ada.sync()
        for _ in range(limits.BURST_OF_FRAMES + 200):
            await ada.send(bytes([3]))
        await ada.write("encore là")
        await until(lambda: ada.is_saved)
        assert ada.code is None


async def test_too_many_windows_of_one_person_are_refused(connect, monkeypatch):
    monkeypatch.setattr(workers, "SOCKETS_PER_PERSON", 2)
    async with connect("ada"), connect("ada"), connect("blaise") as blaise, connect("ada") as third:
        await until(lambda: third.code == 4429)
        assert blaise.code is None


async def test_a_document_at_its_limit_can_be_read_but_not_written(connect, monkeypatch, stored):
    monkeypatch.setattr("portal.coediting.replica.MAX_STATE", 400)
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.sync()
        await ada.write("tient")
        await until(lambda: ada.is_saved)
        await ada.write("x" * 400)
        await until(lambda: ada.code == 4413)
        assert ada.refused == ["full"]
        await clara.sync()
        assert clara.text == ["tient"]
    assert await stored() == ["tient"]


async def test_a_slow_reader_is_cut_and_the_others_do_not_notice(connect, monkeypatch):
    monkeypatch.setattr("portal.coediting.socket.MAX_QUEUE", 2000)
    async with connect("ada") as ada, connect("blaise") as blaise, connect("clara") as slow:
        for client in (ada, blaise, slow):
            await client.sync()
        slow.reading.clear()
        for number in range(12):
            await ada.write(f"{number} " + "x" * 400)
            await until(lambda: ada.is_saved)
        await until(lambda: len(blaise.text) == 12)
        assert slow.code is None
        slow.reading.set()
        await until(lambda: slow.code == 1013)
        assert len(slow.text) < 12
        async with connect("clara") as again:
            await again.sync()
            assert len(again.text) == 12


async def test_who_says_nothing_still_hears_a_sign_of_life(connect, monkeypatch):
    monkeypatch.setattr("portal.coediting.socket.SIGN_OF_LIFE", 0.05)
    async with connect("clara") as clara:
        await clara.sync()
        await until(lambda: messages.NOBODY in clara.frames)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\xff" * 30,
        b"\x05",
        b"\x00\x07\x00",
        b"\x00\x02",
        b"\x00\x02\x05ab",
        b"\x00\x02\x01\x01",
        b"\x01\x01\x00" + b"\x00" * 9,
        b"\x01\x05\x01\x05\x01\x01x",
        b"\x00\x00\x02\x05\x05",
    ],
)
async def test_bytes_no_client_sends_close_the_socket_and_nothing_else(connect, frame):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await ada.send(frame)
        await until(lambda: ada.code == 4400)
        await blaise.write("rien remarqué")
        await until(lambda: blaise.is_saved)


async def test_text_where_bytes_are_spoken_closes_the_socket(connect):
    async with connect("ada") as ada:
        await ada.incoming.put({"type": "websocket.receive", "text": "bonjour"})
        await until(lambda: ada.code == 4400)
