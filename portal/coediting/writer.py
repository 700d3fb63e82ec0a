"""The one who writes: a thread with a connection of its own, which commits what all rooms have ready at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import Error as DatabaseFailure  # also InterfaceError: a connection that is gone
from django.db import connection, transaction

from .messages import Close, Code
from .models import Document, Update
from .schema import SCHEMA_VERSION
from .store import Gap, updates_between


@dataclass(frozen=True)
class Append:
    """What a room wants committed: one update for each author, after number `after` of the epoch."""

    document_id: object
    epoch: int
    after: int
    changes: list[tuple[object, bytes]]  # author's key, what they changed


@dataclass(frozen=True)
class Appended:
    """What was committed: its first and last number, and what other workers had committed since `after`."""

    first: int
    last: int
    missed: list[bytes]


def commit(appends: list[Append]) -> list[Appended | Close | Gap]:
    """Commits all in one transaction. A document that is gone or has another epoch is answered by a Close, a broken
    log by a Gap."""
    with transaction.atomic():
        ids = [append.document_id for append in appends]
        # Locked in one order everywhere, or two workers could wait for each other.
        locked = {document.pk: document for document in _lock(ids)}
        return [_append(append, locked.get(append.document_id)) for append in appends]


def _lock(ids):
    return Document.objects.select_for_update().filter(pk__in=ids).order_by("pk")


def _append(append, document):
    if document is None:
        return Close(Code.NO_DOCUMENT)
    if document.epoch != append.epoch:
        return Close(Code.OTHER_EPOCH)
    if document.is_closed:
        return Close(Code.NO_RIGHT, "the text is closed")
    missed = []
    if document.last_seq > append.after:
        try:
            missed = updates_between(document.pk, document.epoch, append.after, document.last_seq)
        except Gap as gap:
            return gap
    first = document.last_seq + 1
    Update.objects.bulk_create(
        Update(
            document_id=document.pk,
            epoch=document.epoch,
            seq=seq,
            data=data,
            author_id=author,
            schema_version=SCHEMA_VERSION,
        )
        for seq, (author, data) in enumerate(append.changes, start=first)
    )
    document.last_seq += len(append.changes)
    document.state_bytes += sum(len(data) for _, data in append.changes)
    Document.objects.filter(pk=document.pk).update(last_seq=document.last_seq, state_bytes=document.state_bytes)
    return Appended(first, document.last_seq, missed)


class Writer:
    """Gathers what rooms append while the last commit is under way; each is answered once it is committed."""

    def __init__(self):
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="coediting-writer")
        self.waiting: list[tuple[Append, asyncio.Future]] = []
        self.task: asyncio.Task | None = None

    async def append(self, append: Append) -> Appended:
        """Returns once committed.

        Raises Close (document gone, other epoch) or DatabaseFailure (nothing was written).
        """
        answer = asyncio.get_running_loop().create_future()
        self.waiting.append((append, answer))
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.commit_waiting())
        return await answer

    async def commit_waiting(self):
        """Commits until nothing waits."""
        while self.waiting:
            together, self.waiting = self.waiting, []
            try:
                try:
                    answers = await self.run([append for append, _ in together])
                except DatabaseFailure:  # the connection was broken, or one of them is what the database refuses
                    answers = [await self.alone(append) for append, _ in together]
                for (_, future), answer in zip(together, answers, strict=True):
                    _answer(future, answer)
            finally:
                for _, future in together:
                    if not future.done():
                        future.set_exception(RuntimeError("the writer failed"))

    async def run(self, appends):
        """Commits on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, _commit, appends)

    async def alone(self, append):
        """Commits one; a database that refuses is its answer."""
        try:
            return (await self.run([append]))[0]
        except DatabaseFailure as error:
            return error

    async def stop(self):
        """Commits what waits, then closes the connection."""
        if self.task is not None:
            await self.task
        await asyncio.get_running_loop().run_in_executor(self.thread, _hang_up)
        self.thread.shutdown()


def _commit(appends):
    try:
        return commit(appends)
    except DatabaseFailure:
        connection.close()  # it may be the connection that is broken: the next attempt gets a new one
        raise


def _answer(future, answer):
    if future.done():  # the room was cancelled meanwhile
        return
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)


def _hang_up():
    connection.close()
