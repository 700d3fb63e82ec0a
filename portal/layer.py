"""Between the workers: the channel layer, and the one ear with which a process hears it."""

import logging

from channels.layers import get_channel_layer
from channels_redis.core import RedisChannelLayer
from django.conf import settings
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# channels_redis waits on one prefix at a time for the whole process: of two, one would hear only when the other did.
EAR = "portal"
FAILURES = (OSError, RedisError, TimeoutError)  # what a call of the layer raises while Redis cannot be reached


class Layer(RedisChannelLayer):
    """The layer of channels_redis, which tidies up after a message behind everybody's back."""

    async def _clean_receive_backup(self, index, channel):
        """A message that cannot be tidied away comes a second time, which nobody here minds; nobody waits for this."""
        try:
            await super()._clean_receive_backup(index, channel)
        except FAILURES as error:
            logger.info("A message that was heard stays in Redis, and may be heard again (%s).", error)


def shared_layer():
    """The layer of this process, or None where one process is all there is."""
    return get_channel_layer() if settings.REDIS_URL else None
