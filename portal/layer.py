"""Between the workers: the channel layer, and the one ear with which a process hears it."""

from channels.layers import get_channel_layer
from django.conf import settings

# channels_redis waits on one prefix at a time for the whole process: of two, one would hear only when the other did.
EAR = "portal"


def shared_layer():
    """The layer of this process, or None where one process is all there is."""
    return get_channel_layer() if settings.REDIS_URL else None
