"""The bell: on every page, live by the socket, emptied by opening what it is about."""

import asyncio
import json

import pytest
from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer

from portal import notices
from portal.notices import Notice, bells, socket
from portal.notices.bells import Bells
from portal.sockets import sockets
from tests.coediting.clients import make_person, until
from tests.factories.people import PersonFactory
from tests.sessions import log_in


def told(person, title="Un mot", path="/projets/melun/", **fields):
    number = Notice.objects.count()
    return Notice.objects.create(
        kind="x", key=f"bell:{person.pk}:{number}", person=person, subject=title, path=path, language="fr", **fields
    )


@pytest.fixture
def nadia(client, db):
    person = PersonFactory()
    client.force_login(person)
    return person


def bell_of(page):
    return page.context["bell"].unread, page.context["bell"].is_here


def test_every_page_has_the_bell_of_who_is_logged_in(client, nadia):
    told(nadia)
    told(nadia, path="/espace/")
    told(nadia, title="")  # not written yet
    told(PersonFactory())
    page = client.get("/espace/")
    assert bell_of(page) == (2, True)
    assert 'data-opened="now"' in page.text
    client.logout()
    assert "data-bell" not in client.get("/compte/login/").text


def test_opening_a_page_marks_what_leads_there_whatever_the_language(client, nadia):
    here, there = told(nadia, path="/en/espace/#post-1"), told(nadia)
    page = client.get("/espace/")
    assert bell_of(page) == (2, True)
    later = told(nadia, path="/espace/")  # came after the page was made
    answer = client.post(
        "/compte/notifications/lu/", {"path": "/espace/", "until": there.pk}, headers={"Accept": "application/json"}
    )
    assert answer.json() == {"unread": 2}
    assert set(Notice.objects.unread()) == {there, later}
    here.refresh_from_db()
    assert here.read_at is not None


def test_nobody_marks_what_others_were_told_and_nonsense_changes_nothing(client, nadia):
    theirs = told(PersonFactory())
    own = told(nadia)
    for fields in (
        {"path": "/projets/melun/", "until": theirs.pk - 1},
        {"path": "", "until": own.pk},
        {"path": "/projets/melun/", "until": "-1"},
        {},
    ):
        client.post("/compte/notifications/lu/", fields)
    assert Notice.objects.unread().count() == 2
    assert client.get("/compte/notifications/lu/").status_code == 405
    answer = client.post("/compte/notifications/lu/", {"path": "//elsewhere.example/", "until": own.pk})
    assert answer["Location"] == "/compte/notifications/"


class Window:
    """An open page's socket."""

    def __init__(self, hub, person, session=None):
        self.hub, self.person, self.session = hub, person, session
        self.incoming, self.frames, self.code = asyncio.Queue(), [], None

    async def __aenter__(self):
        scope = {"type": "websocket", "user": self.person, "session": self.session}
        self.task = asyncio.create_task(socket.serve(self.hub, scope, self.incoming.get, self.take))
        await self.incoming.put({"type": "websocket.connect"})
        await until(lambda: self.frames or self.code)
        return self

    async def __aexit__(self, *_):
        await self.incoming.put({"type": "websocket.disconnect", "code": 1001})
        async with asyncio.timeout(5):
            await self.task

    async def take(self, event):
        if event["type"] == "websocket.close":
            self.code = event["code"]
        elif event["type"] == "websocket.send":
            self.frames.append(json.loads(event["text"]))

    @property
    def unread(self):
        return self.frames[-1]["unread"]


@pytest.fixture
async def hub(monkeypatch):
    """This process's bells, as `ring` finds them."""
    made = Bells()
    monkeypatch.setattr(bells, "bells", made)
    yield made
    await made.stop()


@pytest.fixture
def ada(transactional_db):
    return make_person("ada@it77.example")


@pytest.fixture
def session(ada):
    return log_in(ada)


@database_sync_to_async
def ring_for(person, title):
    """What the worker does once it has written a notice."""
    made = told(person, title)
    bells.ring([person.pk])
    return made


async def test_two_windows_hear_what_is_new_and_reading_in_one_empties_both(hub, ada, session):
    async with Window(hub, ada, session) as one, Window(hub, ada, session) as two:
        assert one.frames == two.frames == [{"unread": 0}]
        made = await ring_for(ada, "On vous sollicite")
        news = {"unread": 1, "new": {"id": made.pk, "title": "On vous sollicite", "path": "/projets/melun/"}}
        await until(lambda: one.frames[-1] == two.frames[-1] == news)
        await database_sync_to_async(notices.mark_opened)(ada, "/projets/melun/", until=made.pk)
        await until(lambda: one.unread == two.unread == 0)
        assert "new" not in one.frames[-1]


async def test_what_was_unread_before_is_counted_and_not_announced(hub, ada, session):
    await ring_for(ada, "Hier")
    async with Window(hub, ada, session) as window:
        assert window.frames == [{"unread": 1}]


async def test_others_hear_nothing(hub, ada, session):
    blaise = await database_sync_to_async(make_person)("blaise@it77.example")
    async with Window(hub, ada, session) as window:
        await ring_for(blaise, "Pour Blaise")
        await ring_for(ada, "Pour Ada")
        await until(lambda: len(window.frames) == 2)
        assert window.frames[-1]["new"]["title"] == "Pour Ada"


async def test_other_workers_are_heard_over_the_layer(ada, session, monkeypatch):
    layer = InMemoryChannelLayer()
    here, there = Bells(layer), Bells(layer)
    monkeypatch.setattr(bells, "bells", there)
    await there.start()
    async with Window(here, ada, session) as window:
        await until(lambda: len(layer.groups.get(bells.GROUP, {})) == 2)
        await ring_for(ada, "De l’autre côté")
        await until(lambda: window.unread == 1)
    await here.stop()
    await there.stop()


async def test_who_logs_out_hears_no_more(hub, ada, session, monkeypatch):
    async with Window(hub, ada, session) as window:
        await database_sync_to_async(session.delete)()
        await ring_for(ada, "Trop tard")
        await until(lambda: window.code)
        assert (window.code, window.frames) == (4401, [{"unread": 0}])


async def test_a_session_that_ends_in_silence_is_found_by_looking(hub, ada, session, monkeypatch):
    monkeypatch.setattr(socket, "LOOK_AGAIN", 0.05)
    async with Window(hub, ada, session) as window:
        await database_sync_to_async(session.delete)()
        await until(lambda: window.code == 4401)


async def test_too_many_windows_and_a_server_that_goes(hub, ada, session, monkeypatch):
    monkeypatch.setattr(bells, "WINDOWS_PER_PERSON", 1)
    async with Window(hub, ada, session) as window:
        async with Window(hub, ada, session) as another:
            assert another.code == 4429
        await hub.stop()
        await until(lambda: window.code)
        assert window.code == 1012


async def test_the_door_asks_for_a_session_and_our_own_pages(transactional_db):
    async def knock(headers):
        answers, incoming = [], asyncio.Queue()
        await incoming.put({"type": "websocket.connect"})

        async def take(event):
            answers.append((event["type"], event.get("code")))

        scope = {"type": "websocket", "path": "/ws/notices/", "query_string": b"", "headers": headers}
        await sockets(scope, incoming.get, take)
        return answers

    assert await knock([]) == [("websocket.accept", None), ("websocket.close", 4401)]
    foreign = [(b"origin", b"https://elsewhere.example"), (b"host", b"localhost")]
    assert await knock(foreign) == [("websocket.close", None)]
    await bells.bells.stop()
