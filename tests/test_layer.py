"""Several parts of one process hear the other workers beside each other: on Redis where there is one."""

from uuid import uuid4

from channels.layers import get_channel_layer
from channels_redis.core import RedisChannelLayer
from redis.exceptions import ConnectionError as NoRedis

from portal.coediting.relay import Relay
from portal.layer import Layer
from portal.notices.bells import Bells
from tests.coediting.clients import until


class Room:
    """A room that counts how often another worker asked who is here."""

    def __init__(self):
        self.asked = 0

    def ask_presence(self, _asker):
        self.asked += 1


async def test_a_text_is_heard_while_no_bell_rings_and_a_bell_while_nobody_writes():
    layer, document, room = get_channel_layer(), uuid4(), Room()
    bell, other_bell = Bells(layer), Bells(layer)
    await bell.start()
    await other_bell.start()
    relay, other_relay = Relay(layer, {document: room}), Relay(layer, {})
    relay.start()
    other_relay.start()
    try:
        with bell.window("ada") as wake:
            for turn in range(1, 4):
                await until(lambda: relay.renew_at > 0)
                other_relay.publish(document, {"ask": True})
                await until(lambda turn=turn: room.asked == turn, what="the text's news")
                wake.clear()
                other_bell.ring(["ada"])
                await until(wake.is_set, what="the bell")
    finally:
        for part in (relay, other_relay, bell, other_bell):
            await part.stop()


async def test_a_redis_that_dies_after_a_message_was_heard_raises_nothing_that_nobody_waits_for(monkeypatch, caplog):
    async def cut(*_):
        raise NoRedis("cut")

    monkeypatch.setattr(RedisChannelLayer, "_clean_receive_backup", cut)
    caplog.set_level("INFO", "portal.layer")

    await Layer(hosts=[])._clean_receive_backup(0, "portal.x!")

    assert "may be heard again (cut)" in caplog.text
