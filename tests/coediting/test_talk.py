"""Open pages are told that comments changed, from the table."""

import pytest
from channels.db import database_sync_to_async

from portal import coediting
from portal.coediting import messages
from portal.coediting.messages import Kind

from .clients import until


@pytest.mark.asyncio
async def test_pages_that_understand_it_are_told_that_comments_changed(connect, document, two_workers):
    here, there = two_workers
    async with (
        connect("ada", on=here) as ada,
        connect("clara", on=there) as clara,
        connect("blaise", on=here, query="") as stock,
    ):
        for client in (ada, clara, stock):
            await client.sync()
        await database_sync_to_async(coediting.talk_changed)(document)
        for worker in two_workers:
            await worker.look_at_table()
        await until(lambda: messages.talk(1) in ada.frames and messages.talk(1) in clara.frames)
        async with connect("clara", on=here) as late:
            await late.sync()
            await until(lambda: messages.talk(1) in late.frames)
    assert all(frame[0] != Kind.TALK for frame in stock.frames)
