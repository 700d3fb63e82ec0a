"""An editing trace, sent character by character, gives exactly its final text: here, elsewhere and in the table."""

from django.test import override_settings

from portal.coediting.content import fragment

from .clients import until
from .texts import add_paragraph
from .traces import Writer, generated


@override_settings(ABUSE_GUARDS=False)
async def test_a_trace_sent_key_by_key_gives_its_final_text(connect, stored):
    trace = generated(3000)
    async with connect("ada") as ada, connect("blaise") as blaise:
        for client in (ada, blaise):
            await client.sync()
        await ada.send_change(ada.change(lambda content: add_paragraph(content, "")))
        writer = Writer(fragment(ada.doc).children[0].children[0])
        for key in trace.steps():
            await ada.send_change(ada.change(lambda _, key=key: writer.press(*key)))
        assert str(writer.line) == trace.end
        await until(lambda: ada.is_saved)
        await until(lambda: blaise.text == [trace.end])
    assert "\n".join(await stored()).strip() == trace.end.strip()


@override_settings(ABUSE_GUARDS=False)
async def test_two_traces_at_once_in_one_text_keep_both_whole(two_workers, connect, stored):
    traces = [generated(800, seed=seed) for seed in (1, 2)]
    async with connect("ada", on=two_workers[0]) as ada, connect("blaise", on=two_workers[1]) as blaise:
        writers = []
        for client in (ada, blaise):
            await client.sync()
            await client.send_change(client.change(lambda content: add_paragraph(content, "")))
            writers.append(Writer(list(fragment(client.doc).children)[-1].children[0]))
        for keys in zip(*(trace.steps() for trace in traces), strict=False):
            for client, writer, key in zip((ada, blaise), writers, keys, strict=True):
                await client.send_change(client.change(lambda _, writer=writer, key=key: writer.press(*key)))
        await until(lambda: ada.is_saved and blaise.is_saved)
        expected = {"".join(writer.text) for writer in writers}
        await until(lambda: set(ada.text) == set(blaise.text) == expected)
