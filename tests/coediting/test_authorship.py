"""Who wrote a passage, and when: from the log, also after compaction."""

from channels.db import database_sync_to_async

from portal.coediting import compaction, store
from portal.coediting.authorship import Span, authors_of, read_ranges
from portal.coediting.models import Authorship, Update

from .clients import until


@database_sync_to_async
def told(document, *clients):
    """Who wrote anything by these clients."""
    document.refresh_from_db()
    return [
        (one["name"], one["letters"]) for one in authors_of(document, [Span(client, 0, 10**6) for client in clients])
    ]


async def test_who_wrote_is_told_from_the_log_and_after_compaction(connect, document):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        clients = ada.doc.client_id, blaise.doc.client_id
        for number in range(6):
            await ada.write(f"de Ada {number}")
            await until(lambda: ada.is_saved)
        await blaise.write("de Blaise")
        await until(lambda: blaise.is_saved and len(ada.text) == 7)
        before = await told(document, *clients)
    assert [name for name, _letters in before] == ["Blaise", "Ada"]
    compact = database_sync_to_async(compaction.compact)
    await compact(document.pk)
    async with connect("blaise") as blaise:
        await blaise.sync()
        await blaise.write("plus tard")
        await until(lambda: blaise.is_saved)
    await compact(document.pk)
    assert await told(document, *clients) == before
    # What one person wrote in one sitting is one row, whatever the number of keys.
    assert await database_sync_to_async(Authorship.objects.count)() == 2
    assert await database_sync_to_async(Update.objects.count)() < 8
    assert (await database_sync_to_async(store.read)(document.pk)).seq == 8


def test_passages_are_read_and_nothing_else():
    assert read_ranges("12.0.5,7.3.1") == [Span(12, 0, 5), Span(7, 3, 4)]
    for wrong in ("", "12", "1.2", "a.b.c", "-1.2.3", ",".join(["1.1.1"] * 501)):
        try:
            read_ranges(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)
