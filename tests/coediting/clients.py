"""A client of the socket, as small as the protocol allows: a Yjs document and what the server said."""

import asyncio
import json

from channels.db import database_sync_to_async
from django.contrib.auth import get_user_model
from pycrdt import Doc

from portal.coediting import messages, presence
from portal.coediting.content import fragment
from portal.coediting.encoding import Reader
from portal.coediting.messages import Kind, Sync
from portal.coediting.socket import serve
from tests.coediting.texts import add_paragraph
from tests.sessions import log_in

PATIENCE = 30.0  # seconds; how fast it is, benchmarks say


def make_person(email, **fields):
    """Somebody who can log in."""
    return get_user_model().objects.create_user(email, "pass-word-9", **fields)


async def until(condition, *, seconds=PATIENCE, what=""):
    """Waits for something the server does in its own time; fails after `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


class Client:
    """`async with Client(worker, document, person) as client:` is an open connection."""

    def __init__(
        self,
        worker,
        document_id,
        person,
        *,
        query="ext=1",
        session=None,
        application=None,
        headers=(),
        answers_step_1=True,
    ):
        self.worker, self.document_id, self.person = worker, document_id, person
        self.query, self.session, self.application, self.headers = query, session, application, headers
        self.doc = Doc()
        self.incoming, self.code, self.reason = asyncio.Queue(), None, ""
        self.mode = None
        self.saved = 0
        self.sent = 0
        self.refused = []
        self.frames = []
        self.people = {}
        self.synced = False
        self.answers_step_1, self.asked = answers_step_1, None
        self.outgoing = []
        self.accepted = False
        self.reading = asyncio.Event()  # cleared: a client that does not read
        self.reading.set()

    async def __aenter__(self):
        if self.session is None and self.person is not None:
            self.session = await database_sync_to_async(log_in)(self.person)
        scope = {
            "type": "websocket",
            "path": f"/ws/documents/{self.document_id}",
            "query_string": self.query.encode(),
            "headers": list(self.headers),
        }
        if self.application is None:
            scope |= {
                "user": self.person,
                "session": self.session,
                "url_route": {"kwargs": {"document_id": str(self.document_id)}},
            }
            running = serve(self.worker, scope, self.incoming.get, self.take)
        else:
            running = self.application(scope, self.incoming.get, self.take)
        self.task = asyncio.create_task(running)
        await self.incoming.put({"type": "websocket.connect"})
        return self

    async def __aexit__(self, *_):
        await self.leave()

    async def leave(self):
        """Goes away, as a closed tab does."""
        await self.incoming.put({"type": "websocket.disconnect", "code": 1001})
        self.reading.set()
        async with asyncio.timeout(PATIENCE):
            await self.task

    async def take(self, event):
        """What the server sends."""
        await self.reading.wait()
        if event["type"] == "websocket.accept":
            self.accepted = True
        elif event["type"] == "websocket.close":
            self.code, self.reason = event.get("code", 1000), event.get("reason", "")
        else:
            self.frames.append(event["bytes"])
            await self.understand(event["bytes"])

    async def understand(self, frame):
        """What a y-websocket provider does with a message."""
        reader = Reader(frame)
        kind = reader.var_uint()
        if kind == Kind.SYNC:
            sync, body = reader.var_uint(), reader.var_bytes()
            if sync == Sync.STEP_1:
                self.asked = body
                if self.answers_step_1:
                    await self.answer_step_1()
            else:
                self.doc.apply_update(body)
                self.synced = self.synced or sync == Sync.STEP_2
        elif kind == Kind.PRESENCE:
            for client, _clock, text in presence.read(reader.var_bytes()):
                self.people[client] = json.loads(text)
        elif kind == Kind.OPENED:
            self.mode = json.loads(reader.var_string())["mode"]
        elif kind == Kind.SAVED:
            self.saved = reader.var_uint()
        elif kind == Kind.REFUSED:
            self.refused.append(json.loads(reader.var_string())["reason"])

    async def answer_step_1(self):
        """Sends what the server does not have."""
        await self.send_change(self.doc.get_update(self.asked), step_2=True)

    async def send(self, frame):
        """Any bytes."""
        await self.incoming.put({"type": "websocket.receive", "bytes": frame})

    async def send_change(self, update, *, step_2=False):
        """A change, counted."""
        self.sent += 1
        await self.send(messages.step_2(update) if step_2 else messages.update(update))

    async def sync(self):
        """Asks for the text, as a provider does when it connects, and waits for it."""
        await self.send(messages.step_1(self.doc.get_state()))
        await until(lambda: self.synced or self.code)
        return self

    def change(self, edit):
        """Changes this client's copy by `edit(fragment)`; returns the update."""
        found = []
        subscription = self.doc.observe(lambda event: found.append(event.update))
        with self.doc.transaction():
            edit(fragment(self.doc))
        self.doc.unobserve(subscription)
        return found[-1]

    async def write(self, text):
        """Adds a paragraph to this copy, and sends it."""
        await self.send_change(self.change(lambda content: add_paragraph(content, text)))

    async def say(self, state, *, clock=1, client=None):
        """Tells one's presence."""
        states = [(client or self.doc.client_id, clock, json.dumps(state))]
        await self.send(messages.presence(presence.write(states)))

    @property
    def text(self):
        """This copy as plain text, one line a paragraph."""
        return [str(block.children[0]) if len(block.children) else "" for block in fragment(self.doc).children]

    @property
    def is_saved(self):
        """Whether everything it sent was acknowledged."""
        return self.saved == self.sent
