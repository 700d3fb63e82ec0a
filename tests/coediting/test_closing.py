"""A text that is closed while people write in it: what was acknowledged is in it, and nothing comes after."""

import asyncio

from channels.db import database_sync_to_async

from portal import coediting
from portal.coediting.models import Document, Update

from .clients import until


async def close(document):
    return await database_sync_to_async(coediting.close_document)(document)


async def test_who_writes_becomes_a_reader_and_comes_back_as_one(connect, document, stored):
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.sync()
        await clara.sync()
        await ada.write("avant")
        await until(lambda: ada.is_saved and clara.text == ["avant"])
        state = await close(document)
        assert state.content["content"] == (await database_sync_to_async(coediting.as_json)(document))["content"]
        await until(lambda: ada.code == 4403)
        assert clara.code is None
        async with connect("ada") as reader:
            await reader.sync()
            await until(lambda: reader.mode == "read")
            assert reader.text == ["avant"]
        await database_sync_to_async(coediting.reopen_document)(document)
        async with connect("ada") as again:
            await again.sync()
            await until(lambda: again.mode == "write")
            again.doc.apply_update(clara.doc.get_update())
            await again.write("après")
            await until(lambda: again.is_saved)
    assert await stored() == ["avant", "après"]


async def test_what_is_acknowledged_is_in_the_closed_text_whatever_the_moment(connect, document):
    """Ada types without a pause while the text is closed in the middle of it."""

    async def type_on(ada):
        number = 0
        while ada.code is None:
            await ada.write(str(number))
            number += 1
            await asyncio.sleep(0.005)

    async with connect("ada") as ada:
        await ada.sync()
        await until(lambda: ada.is_saved)
        before = ada.sent
        typing = asyncio.create_task(type_on(ada))
        await until(lambda: ada.saved > before + 10)
        state = await close(document)
        await typing
    acknowledged = [str(number) for number in range(ada.saved - before)]
    words = [node["content"][0]["text"] for node in state.content["content"] if node.get("content")]
    assert len(acknowledged) > 10 and words[: len(acknowledged)] == acknowledged
    fresh = await Document.objects.aget(pk=document.pk)
    assert fresh.last_seq == state.seq == await Update.objects.filter(document=document).acount()
