"""Who is here: in one's own name only, each change once, and never at the cost of the text."""

import json

import pytest

from portal.coediting import presence
from portal.coediting.encoding import Malformed
from portal.coediting.messages import Kind

from .clients import until


async def test_everybody_sees_who_is_here_under_the_name_the_server_knows(connect):
    async with connect("clara") as clara, connect("ada") as ada:
        await ada.say({"user": {"name": "Quelqu'un d'autre", "color": "#aa0000"}, "cursor": {"anchor": 1}})
        await until(lambda: ada.doc.client_id in clara.people)
        assert clara.people[ada.doc.client_id] == {
            "user": {"name": "Ada", "color": "#aa0000"},
            "cursor": {"anchor": 1},
        }
        async with connect("blaise") as late:
            await until(lambda: ada.doc.client_id in late.people)
        await ada.leave()
        await until(lambda: clara.people[ada.doc.client_id] is None)


async def test_nobody_can_speak_for_somebody_else(connect):
    async with connect("ada") as ada, connect("blaise") as blaise, connect("clara") as clara:
        await ada.say({"cursor": 1})
        await until(lambda: ada.doc.client_id in clara.people)
        await blaise.say({"cursor": 99}, client=ada.doc.client_id, clock=50)
        await blaise.say(None, client=ada.doc.client_id, clock=51)
        await blaise.say({"cursor": 2})
        await until(lambda: blaise.doc.client_id in clara.people)
        assert clara.people[ada.doc.client_id]["cursor"] == 1


async def test_only_newer_clocks_are_passed_on(connect):
    """y-websocket echoes whatever it hears; passing that on would never end."""
    async with connect("ada") as ada, connect("clara") as clara:
        await ada.say({"cursor": 1}, clock=5)
        await until(lambda: ada.doc.client_id in clara.people)
        heard = len([frame for frame in clara.frames if frame[0] == Kind.PRESENCE])
        for clock in (5, 4, 1):
            await ada.say({"cursor": 7}, clock=clock)
        await ada.say({"cursor": 2}, clock=6)
        await until(lambda: clara.people[ada.doc.client_id]["cursor"] == 2)
        assert len([frame for frame in clara.frames if frame[0] == Kind.PRESENCE]) == heard + 1


async def test_who_comes_back_with_the_same_clock_is_seen_at_once(connect):
    async with connect("clara") as clara:
        for _ in range(2):
            async with connect("ada") as ada:
                await ada.say({"cursor": 1}, clock=3, client=4242)
                await until(lambda: clara.people.get(4242) is not None)
            await until(lambda: clara.people[4242] is None)


async def test_presence_crosses_workers(two_workers, connect):
    left, right = two_workers
    async with connect("ada", on=left) as ada:
        await ada.say({"cursor": 1})
        async with connect("blaise", on=right) as blaise:
            await until(lambda: ada.doc.client_id in blaise.people)
            await blaise.say({"cursor": 2})
            await until(lambda: blaise.doc.client_id in ada.people)
            await ada.say({"cursor": 3}, clock=2)
            await until(lambda: blaise.people[ada.doc.client_id]["cursor"] == 3)
        await until(lambda: ada.people[blaise.doc.client_id] is None)


async def test_an_echo_takes_nobody_over(two_workers, connect):
    """y-websocket says of others what it was told of them: that makes them nobody's but their own."""
    left, right = two_workers
    async with connect("ada", on=left) as ada, connect("blaise", on=right) as blaise:
        await ada.say({"cursor": 1})
        await until(lambda: ada.doc.client_id in blaise.people)
        await blaise.say({"cursor": 1}, client=ada.doc.client_id, clock=1)
        await blaise.say({"cursor": 2})
        await until(lambda: blaise.doc.client_id in ada.people)
        await ada.say({"cursor": 3}, clock=2)
        await until(lambda: blaise.people[ada.doc.client_id] == {"user": {"name": "Ada"}, "cursor": 3})


def test_people_of_a_worker_that_died_are_forgotten(monkeypatch):
    here = presence.Presence()
    here.hear_from_afar("other worker", presence.write([(7, 1, json.dumps({"user": {"name": "Ada"}}))]))
    assert not here.forget_silent()
    monkeypatch.setattr(presence, "SILENCE", -1.0)
    assert here.forget_silent()
    assert here.everybody() == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"a": NaN}', "[" * 3000, '{"cursor": 1e999}', '{"a": "' + "x" * 5000 + '"}']
)
def test_what_a_browser_could_not_read_is_malformed(text):
    with pytest.raises(Malformed):
        presence.in_own_name(text, "Ada")


@pytest.mark.parametrize("colour", ["red;background:url(//x)", "#12345", 7, None, "#abcdefg"])
def test_a_colour_that_is_none_is_left_out(colour):
    kept = json.loads(presence.in_own_name(json.dumps({"user": {"name": "x", "color": colour}}), "Ada"))
    assert kept == {"user": {"name": "Ada"}}
