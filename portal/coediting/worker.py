"""This process's share of co-editing: its rooms, the writer, the relay, and two clocks.

Every second all open documents are looked up in the table: a number that was missed, an epoch that was raised by a
command, a document that was deleted show within that second, whatever the channel layer does. Every four seconds the
rights of all open sockets are asked again.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import Error as DatabaseFailure  # also InterfaceError: a connection that is gone
from django.db import close_old_connections

from .compaction import compact, is_due
from .kinds import COMMENT, READ, WRITE
from .limits import SOCKETS_PER_PERSON
from .messages import Close, Code
from .models import Document
from .opening import capped, modes_now
from .relay import Relay
from .room import Room
from .writer import Writer

logger = logging.getLogger(__name__)

LOOK_AT_TABLE = 1.0  # seconds
LOOK_AT_RIGHTS = 4.0  # seconds; with the check itself it stays under the five that are promised
GOODBYE = 2.0  # seconds rooms have to commit what they hold when the server stops
MODES = (READ, COMMENT, WRITE)  # each may do more than the one before


class Worker:
    """Everything lives on one event loop; what touches the database runs on threads of its own."""

    def __init__(self, layer=None):
        self.rooms: dict = {}
        self.sockets: set = set()
        self.writer = Writer()
        self.threads = ThreadPoolExecutor(max_workers=3, thread_name_prefix="coediting")
        self.relay = Relay(layer, self.rooms)
        self.tasks: list[asyncio.Task] = []
        self.compacting: dict = {}
        self.is_stopping = False

    def admit(self, socket):
        """Puts a socket in its document's room. Raises Close."""
        if self.is_stopping:
            raise Close(Code.RESTART)
        of_person = sum(other.person_id == socket.person_id for other in self.sockets)
        if settings.ABUSE_GUARDS and of_person >= SOCKETS_PER_PERSON:
            raise Close(Code.TOO_FAST, "too many windows open")
        if not self.tasks:
            self.relay.start()
            self.watch(LOOK_AT_TABLE, self.look_at_table)
            self.watch(LOOK_AT_RIGHTS, self.look_at_rights)
        document_id = socket.request.document_id
        room = self.rooms.get(document_id)
        if room is None or room.closing:
            room = self.rooms[document_id] = Room(self, document_id)
        self.sockets.add(socket)
        socket.room = room
        room.join(socket)

    def dismiss(self, socket):
        """A socket that is gone."""
        self.sockets.discard(socket)

    def forget(self, room):
        """A room that ended."""
        if self.rooms.get(room.document_id) is room:
            del self.rooms[room.document_id]

    async def in_thread(self, function, *args):
        """Runs what asks the database on a thread, which gives its connection back."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, _with_connection, function, *args)

    # --- The clocks -------------------------------------------------------------------------------

    def watch(self, seconds, look):
        """Looks every so many seconds for as long as the server runs, and again after a look that failed."""
        task = asyncio.create_task(self.every(seconds, look))
        self.tasks.append(task)
        task.add_done_callback(lambda ended: self.watch_again(ended, seconds, look))

    def watch_again(self, ended, seconds, look):
        """A clock that stopped by a bug: while rights cannot be asked nobody stays connected on an old answer."""
        self.tasks.remove(ended)
        if ended.cancelled() or self.is_stopping:
            return
        logger.error("A look at the open documents failed: everybody connects anew.", exc_info=ended.exception())
        for socket in list(self.sockets):
            socket.close(Code.TRY_LATER, "the rights could not be asked")
        self.watch(seconds, look)

    async def every(self, seconds, look):
        """Looks again and again; a database that does not answer is asked again next time."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await look()
            except DatabaseFailure as error:
                logger.warning("The database did not answer (%s); asked again in %s s.", error, seconds)

    async def look_at_table(self):
        """Tells every room what the table says of its document; a room that opened meanwhile was not asked about."""
        asked = dict(self.rooms)
        found = await self.in_thread(_last_numbers, list(asked)) if asked else {}
        for document_id, room in asked.items():
            if document_id in found:
                *numbers, is_closed = found[document_id]
                room.hear_of(*numbers)
                if is_closed:
                    self.end_writing(room)
            elif room.replica.text is not None:
                room.close(Close(Code.NO_DOCUMENT))

    def end_writing(self, room):
        """The text was closed: who writes in it is cut, and comes back as a reader."""
        for socket in list(room.sockets):
            if socket.mode != READ:
                socket.close(Code.NO_RIGHT, "the text is closed")

    async def look_at_rights(self):
        """Cuts those whose right or session ended, and only them; tells those who may write now."""
        asked = {socket.connection: [] for socket in self.sockets}
        for socket in self.sockets:
            asked[socket.connection].append(socket)
        modes = await self.in_thread(modes_now, list(asked)) if asked else {}
        for connection, sockets in asked.items():
            for socket in sockets:
                self.apply(socket, modes[connection])

    def apply(self, socket, mode):
        """What a socket may do now. Who may do less than before is cut too: it comes back as what it is now."""
        mode = capped(mode, socket.request.schema) if mode else None
        if mode is None or MODES.index(mode) < MODES.index(socket.mode):
            socket.close(Code.NO_RIGHT, "the right ended")
        elif mode != socket.mode:
            socket.mode = mode
            socket.room.greet_again(socket)

    # --- Compaction -------------------------------------------------------------------------------

    def compact(self, replica, *, at_rest=False):
        """Takes a snapshot of the document on a thread, where its log has become long."""
        document_id = replica.document_id
        if is_due(replica.seq - replica.snapshot_seq, at_rest=at_rest) and document_id not in self.compacting:
            self.compacting[document_id] = asyncio.create_task(self.compact_now(replica, at_rest))

    async def compact_now(self, replica, at_rest):
        """One compaction, and another where as much came meanwhile; one that fails leaves everything as it was."""
        try:
            replica.snapshot_seq = await self.in_thread(compact, replica.document_id)
        except (DatabaseFailure, RuntimeError, Document.DoesNotExist) as error:
            logger.warning("Document %s was not compacted: %s", replica.document_id, error)
            replica.snapshot_seq = replica.seq
        finally:
            del self.compacting[replica.document_id]
        if not self.is_stopping:
            self.compact(replica, at_rest=at_rest)

    # --- The end ----------------------------------------------------------------------------------

    async def stop(self):
        """Commits what the rooms hold, closes every socket so that it comes back elsewhere, ends the threads."""
        if self.is_stopping:
            return
        self.is_stopping = True
        rooms = list(self.rooms.values())
        for room in rooms:
            room.close(Close(Code.RESTART, "the server restarts"))
        if rooms:
            await asyncio.wait([room.task for room in rooms], timeout=GOODBYE)
        await self.relay.stop()
        tasks = [*self.tasks, *self.compacting.values(), *(room.task for room in rooms)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.writer.stop()
        self.threads.shutdown()


def _with_connection(function, *args):
    close_old_connections()
    try:
        return function(*args)
    finally:
        close_old_connections()


def _last_numbers(document_ids):
    rows = Document.objects.filter(pk__in=document_ids).values_list(
        "pk", "epoch", "last_seq", "state_bytes", "talk", "is_closed"
    )
    return {pk: found for pk, *found in rows}
