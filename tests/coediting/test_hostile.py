"""Bytes from somebody who means harm: the process lives, the text stays what it was."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlText

from portal.coediting import messages, presence
from portal.coediting.content import as_json, first_update, fragment
from portal.coediting.encoding import Malformed, var_bytes, var_uint
from portal.coediting.live import Broken, LiveText
from portal.coediting.replica import Replica
from portal.coediting.updates import examine, read_state

from .clients import add_paragraph, until
from .texts import RICH


def edits():
    """Honest updates of many kinds, after `first_update(RICH)`."""
    doc, found = Doc(client_id=4321), []
    doc.apply_update(first_update(RICH))
    doc.observe(lambda event: found.append(event.update))
    content = fragment(doc)
    content.children[1].children[0].insert(2, "é😀")
    content.children[1].children[0].format(0, 5, {"bold": {}})
    content.children[0].attributes["level"] = 3
    del content.children[4]
    with doc.transaction():
        row = XmlElement("tableRow")
        content.children[5].children.append(row)
        for _ in range(3):
            cell = XmlElement("tableCell", {"colspan": 1})
            row.children.append(cell)
            paragraph = XmlElement("paragraph")
            cell.children.append(paragraph)
            paragraph.children.append(XmlText("x"))
    return [*found, doc.get_update(), first_update(RICH)]


HONEST = edits()


@given(which=st.integers(0, len(HONEST) - 1), seed=st.integers(0, 2**32), count=st.integers(1, 4))
@settings(max_examples=400, deadline=None)
def test_a_mutated_update_is_taken_whole_or_refused(which, seed, count):
    dice = random.Random(seed)
    frame = bytearray(HONEST[which])
    for _ in range(count):
        place = dice.randrange(len(frame))
        match dice.randrange(4):
            case 0:
                frame[place] = dice.randrange(256)
            case 1:
                del frame[place:]
            case 2:
                frame[place:place] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 9)))
            case 3:
                frame[place:place] = frame[: dice.randrange(len(frame) + 1)]
        if not frame:
            frame = bytearray(b"\x00")
    text = LiveText(first_text())
    before = as_json(text.doc)
    try:
        extent = examine(bytes(frame))
        if not text.fits(extent):
            return
        text.apply(bytes(frame), extent)
    except Malformed:
        assert as_json(text.doc) == before
    except Broken:
        return  # the room makes its text anew
    else:
        LiveText(first_text()).take([text.doc.get_update()])  # what is kept passes the same checks again


def first_text():
    doc = Doc()
    doc.apply_update(first_update(RICH))
    return doc


@given(frame=st.binary(max_size=200))
@settings(max_examples=500, deadline=None)
def test_random_bytes_are_understood_or_malformed(frame):
    for read in (messages.read, presence.read, read_state, examine):
        with suppress(Malformed):
            read(frame)


@pytest.mark.parametrize("update", HONEST)
def test_what_an_editor_sends_is_examined_right(update):
    text = LiveText(first_text())
    extent = examine(update)
    for honest in HONEST:
        before = examine(honest)
        if text.fits(before):
            text.apply(honest, before)
    assert extent.is_in(text.clocks)


def nest(depth, *, erase=False):
    """An update with elements one in the other: above 40,000 it overflows the stack of the library."""
    structs = b"\x07\x01" + var_bytes(b"content") + b"\x03" + var_bytes(b"blockquote")
    structs += b"".join(
        b"\x07\x00" + var_uint(5) + var_uint(clock) + b"\x03" + var_bytes(b"blockquote") for clock in range(depth - 1)
    )
    deleted = b"\x01\x05\x01\x00\x01" if erase else b"\x00"
    return b"\x01" + var_uint(depth) + b"\x05\x00" + structs + deleted


def nested_value(depth):
    """An update whose attribute is an array in an array."""
    value = b"\x75\x01" * depth + b"\x7e"
    element = b"\x07\x01" + var_bytes(b"content") + b"\x03" + var_bytes(b"heading")
    attribute = b"\x28\x00\x05\x00" + var_bytes(b"level") + b"\x01" + value
    return b"\x01\x02\x05\x00" + element + attribute + b"\x00"


def in_a_circle():
    """Two texts, each to stand beside the other: they would wait for ever."""
    return b"\x02" + b"\x01\x05\x00\x84\x06\x00\x01a" + b"\x01\x06\x00\x84\x05\x00\x01b" + b"\x00"


def elsewhere():
    """Something in a field that no editor shows."""
    return b"\x01\x01\x05\x00\x07\x01" + var_bytes(b"hidden") + b"\x03" + var_bytes(b"paragraph") + b"\x00"


def subdocument():
    """A document in the document."""
    return b"\x01\x01\x05\x00\x09\x01" + var_bytes(b"content") + var_bytes(b"guid") + b"\x76\x00" + b"\x00"


HOSTILE = {
    "deep": nest(30_000),
    "deep and erased": nest(30_000, erase=True),
    "a little too deep": nest(60),
    "value in value": nested_value(200_000),
    "circle": in_a_circle(),
    "hidden field": elsewhere(),
    "subdocument": subdocument(),
    "script": b"\x01\x01\x05\x00\x07\x01" + var_bytes(b"content") + b"\x03" + var_bytes(b"script") + b"\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_updates_cut_their_sender_and_leave_the_text(name, connect, stored):
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await blaise.write("gardé")
        await until(lambda: blaise.is_saved)
        await ada.send_change(HOSTILE[name])
        await until(lambda: ada.code == 4400)
        assert ada.refused and ada.saved < ada.sent
        await blaise.write("aussi")
        await until(lambda: blaise.is_saved)
        assert blaise.code is None
    assert await stored() == ["gardé", "aussi"]


async def test_what_came_in_the_same_batch_as_a_hostile_update_is_kept(connect, stored, monkeypatch):
    monkeypatch.setattr("portal.coediting.room.MOMENT", 0.2)
    async with connect("ada") as ada, connect("blaise") as blaise:
        await ada.sync()
        await blaise.sync()
        await blaise.write("avant")
        await ada.send_change(HOSTILE["script"])
        await blaise.write("après")
        await until(lambda: ada.code == 4400 and blaise.is_saved)
    assert await stored() == ["avant", "après"]


async def test_a_hostile_update_costs_one_reading_of_the_text(connect, monkeypatch):
    read = []

    async def rebuild(replica, batch, of=Replica.rebuild):
        read.append(replica.seq)
        await of(replica, batch)

    monkeypatch.setattr(Replica, "rebuild", rebuild)
    async with connect("ada") as ada:
        await ada.sync()
        await ada.send_change(HOSTILE["script"])
        await until(lambda: ada.code == 4400)
        assert ada.refused == ["schema"]
    assert len(read) == 1


async def test_nobody_takes_the_numbers_of_another_s_next_keys(connect, stored):
    """They would be taken for known, acknowledged, and be nowhere."""
    async with connect("ada") as ada, connect("blaise") as mallory, connect("clara") as reader:
        for client in (ada, mallory, reader):
            await client.sync()
        await ada.write("un")
        await until(lambda: ada.is_saved and mallory.text == ["un"])
        forger = Doc(client_id=ada.doc.client_id)
        forger.apply_update(ada.doc.get_update())
        known = forger.get_state()
        with forger.transaction():
            add_paragraph(fragment(forger), "forgé")
        await mallory.send_change(forger.get_update(known))
        await until(lambda: mallory.code == 4400)
        assert mallory.refused == ["malformed"]
        await ada.write("deux")
        await until(lambda: ada.is_saved and reader.text == ["un", "deux"])
    assert await stored() == ["un", "deux"]


async def test_what_somebody_else_wrote_may_come_along_when_one_moves_to_another_worker(two_workers, connect, stored):
    first, second = two_workers
    async with connect("ada", on=first) as ada, connect("blaise", on=first) as blaise:
        for client in (ada, blaise):
            await client.sync()
        await ada.write("d’Ada")
        await until(lambda: ada.is_saved and blaise.text == ["d’Ada"])
        async with connect("blaise", on=second) as moved:
            moved.doc = blaise.doc
            await moved.sync()
            await moved.send_change(blaise.doc.get_update(), step_2=True)
            await until(lambda: moved.is_saved)
            assert moved.code is None
    assert await stored() == ["d’Ada"]
