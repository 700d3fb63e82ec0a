"""The one who writes: a thread with a connection of its own, which commits what all rooms have ready at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import Error as DatabaseFailure  # also InterfaceError: a connection that is gone
from django.db import connection, transaction

from .messages import Close, Code
from .models import Document, Update
from .schema import SCHEMA_VERSION


@dataclass(frozen=True)
class Append:
    """What a room wants committed in an epoch: one update for each author."""

    document_id: object
    epoch: int
    changes: list[tuple[object, bytes]]  # author's key, what they changed


@dataclass(frozen=True)
class Appended:
    """The first and the last number of what was committed."""

    first: int
    last: int


def commit(appends: list[Append]) -> list[Appended | Close]:
    """Commits all in one transaction. A document that is gone or has another epoch is answered by a Close."""
    with transaction.atomic():
        # Locked in one order everywhere, or two workers could wait for each other.
        asked = Document.objects.filter(pk__in=[append.document_id for append in appends]).order_by("pk")
        locked = {document.pk: document for document in asked.select_for_update()}
        answers = [_answered(append, locked.get(append.document_id)) for append in appends]
        taken = [(append, to) for append, to in zip(appends, answers, strict=True) if isinstance(to, Appended)]
        Update.objects.bulk_create(row for append, appended in taken for row in _rows(append, appended))
        _count(list({append.document_id: locked[append.document_id] for append, _ in taken}.values()))
        return answers


def _answered(append, document):
    """What becomes of it; the document is counted on."""
    if document is None:
        return Close(Code.NO_DOCUMENT)
    if document.epoch != append.epoch:
        return Close(Code.OTHER_EPOCH)
    if document.is_closed:
        return Close(Code.NO_RIGHT, "the text is closed")
    first = document.last_seq + 1
    document.last_seq += len(append.changes)
    document.state_bytes += sum(len(data) for _, data in append.changes)
    return Appended(first, document.last_seq)


def _rows(append, appended):
    for seq, (author, data) in enumerate(append.changes, start=appended.first):
        yield Update(
            document_id=append.document_id,
            epoch=append.epoch,
            seq=seq,
            data=data,
            author_id=author,
            schema_version=SCHEMA_VERSION,
        )


def _count(documents):
    """Keeps how far each has come: one by one and without the ORM, which takes longer over it than the database."""
    model = Document._meta
    key = model.pk.get_db_prep_value
    rows = [(one.last_seq, one.state_bytes, key(one.pk, connection)) for one in documents]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model.db_table} SET last_seq = %s, state_bytes = %s WHERE id = %s", rows)  # noqa: S608 - a name of ours


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
