"""One connection: reads frames into the room, writes what the room sends, and is closed with a reason."""

import asyncio
from collections import deque

from . import messages, presence
from .encoding import Malformed
from .limits import MAX_FRAME, MAX_QUEUE, FrameRate
from .messages import Close, Code, Kind, Sync
from .opening import Connection, Request, open_document
from .updates import read_state

SIGN_OF_LIFE = 15.0  # seconds; y-websocket reconnects after thirty without a message
LAST_WORDS = 1.0  # seconds a socket has to take what is sent before its close
LAST_WORDS_TO_SLOW = 10.0


async def serve(worker, scope, receive, send):
    """An ASGI websocket at `/ws/documents/<id>`, its person known. Accepts before it closes: browsers see the code."""
    await receive()  # websocket.connect
    await send({"type": "websocket.accept"})
    try:
        if worker.is_stopping:
            raise Close(Code.RESTART)
        request = Request.read(scope["url_route"]["kwargs"]["document_id"], scope["query_string"])
        mode = await worker.in_thread(open_document, request, scope["user"])
        socket = Socket(worker, request, scope, mode, receive, send)
        worker.admit(socket)
    except Close as close:
        await send({"type": "websocket.close", "code": close.code, "reason": close.reason})
        return
    await socket.run()


class Socket:
    """What a room knows of a connection."""

    def __init__(self, worker, request, scope, mode, receive, send):
        self.worker, self.request, self.mode = worker, request, mode
        self.person_id, self.name = scope["user"].pk, str(scope["user"])
        self.connection = Connection(scope["session"].session_key, self.person_id, request.document_id)
        self.epoch = request.epoch
        self.receive_event, self.send_event = receive, send
        self.rate = FrameRate()
        self.room = None
        self.is_greeted = self.was_told = False
        self.is_behind = True  # until it has sent all it brings: nothing is "saved" while older text is on its way
        self.taken = self.to_save = self.saved = 0  # numbers of the client's changes
        self.outgoing: deque[bytes] = deque()
        self.queued = 0
        self.states: dict[int, tuple[int, int, str]] = {}  # presence that waits: by client, the last
        self.told: set[int] = set()  # the clients of others it knows of, and echoes
        self.wake = asyncio.Event()
        self.closed = asyncio.get_running_loop().create_future()
        self.unread = 0
        self.drained = asyncio.Event()

    @property
    def is_open(self):
        """Whether it may still send and hear."""
        return not self.closed.done()

    @property
    def was_cut(self):
        """Whether it was closed by us: what it sent before is not taken any more. Who just left is still heard."""
        return self.closed.done() and not self.closed.cancelled()

    # --- What the room calls ----------------------------------------------------------------------

    def send(self, frame: bytes):
        """Text: queued in order. A reader who lets too much wait is cut, and catches up when it comes back."""
        if not self.is_open:
            return
        if self.queued > MAX_QUEUE:
            self.close(Code.TRY_LATER, "reads too slowly")
            return
        self.outgoing.append(frame)
        self.queued += len(frame)
        self.wake.set()

    def tell(self, frame: bytes):
        """One of our own messages, for those who asked for them."""
        if self.request.extended:
            self.send(frame)

    def send_presence(self, states):
        """Presence: only the last state of each client waits, and it goes out after the text."""
        for client, clock, text in states:
            self.states[client] = (client, clock, text)
            (self.told.discard if text == presence.GONE else self.told.add)(client)
        if states:
            self.wake.set()

    def acknowledge(self):
        """Says how many of the client's changes are committed."""
        if self.to_save > self.saved:
            self.saved = self.to_save
            self.tell(messages.saved(self.saved))

    def refuse_reader(self):
        """Says once that nothing of what a reader writes is taken."""
        if not self.was_told:
            self.was_told = True
            self.tell(messages.refused("read-only"))

    def refuse(self, reason: str, code: Code, detail: str = ""):
        """Says why a change is not taken, and closes: the client's copy holds what the document never will."""
        self.tell(messages.refused(reason))
        self.close(code, detail or reason)

    def close(self, code: Code, reason: str = ""):
        """From now on nothing is taken from it and nothing more sent to it, but what waits already and the close."""
        if self.is_open:
            if code in (Code.TRY_LATER, Code.NO_RIGHT, Code.OTHER_EPOCH):
                self.outgoing.clear()
            self.states.clear()
            self.closed.set_result(Close(code, reason))
            self.wake.set()

    def done_with(self, message):
        """The room has taken a message out of its inbox."""
        self.unread -= len(message.body)
        if self.unread < MAX_FRAME:
            self.drained.set()

    # --- Its life ---------------------------------------------------------------------------------

    async def run(self):
        """Until either side closes."""
        listening, talking = asyncio.create_task(self.listen()), asyncio.create_task(self.talk())
        try:
            await asyncio.wait([listening, talking, self.closed], return_when=asyncio.FIRST_COMPLETED)
            if self.closed.done() and not talking.done():
                slow = self.closed.result().code == Code.TRY_LATER
                await asyncio.wait([talking], timeout=LAST_WORDS_TO_SLOW if slow else LAST_WORDS)
        finally:
            self.room.leave(self)
            self.worker.dismiss(self)
            if self.is_open:
                self.closed.cancel()
            for task in (listening, talking):
                task.cancel()
            # Their failures surface here: a broken connection is an end like any other, anything else is a bug.
            ends = await asyncio.gather(listening, talking, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception) and not isinstance(end, OSError):
                raise end

    async def listen(self):
        """Reads the client's frames."""
        try:
            while True:
                event = await self.receive_event()
                if event["type"] == "websocket.disconnect":
                    return
                if not self.is_open:
                    continue
                self.hear(event)
                while self.unread > MAX_FRAME and self.is_open:
                    self.drained.clear()
                    await self.drained.wait()
        except Malformed as error:
            self.refuse("malformed", Code.MALFORMED, str(error))
        except Close as close:
            self.close(close.code, close.reason)

    def hear(self, event):
        """One frame. Raises Malformed and Close."""
        frame = event.get("bytes")
        if frame is None:
            raise Malformed("text, where bytes are spoken")
        if len(frame) > MAX_FRAME:
            raise Close(Code.TOO_LARGE, f"a message may have {MAX_FRAME} bytes")
        if not self.rate.allows_one_more():
            raise Close(Code.TOO_FAST, "too many messages a second")
        message = messages.read(frame)
        if message.kind == Kind.PRESENCE:
            self.room.hear(self, message.body)
        elif message.kind == Kind.ASK_PRESENCE:
            self.room.ask_presence(self)
        else:
            if message.sync == Sync.STEP_1:
                read_state(message.body)
            self.unread += len(message.body)
            self.room.receive(self, message)

    async def talk(self):
        """Writes what waits: the text, then presence, and at last the close."""
        while True:
            while self.outgoing:
                frame = self.outgoing.popleft()
                self.queued -= len(frame)
                await self.send_event({"type": "websocket.send", "bytes": frame})
            if self.closed.done():
                close = self.closed.result()
                await self.send_event(
                    {"type": "websocket.close", "code": int(close.code), "reason": close.reason[:100]}
                )
                return
            if self.states:
                states, self.states = list(self.states.values()), {}
                await self.send_event({"type": "websocket.send", "bytes": messages.presence(presence.write(states))})
                continue
            self.wake.clear()
            try:
                async with asyncio.timeout(SIGN_OF_LIFE):
                    await self.wake.wait()
            except TimeoutError:
                await self.send_event({"type": "websocket.send", "bytes": messages.NOBODY})
