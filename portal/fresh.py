"""A value of the shared cache that many ask for at once: one makes it anew, the others get the old one meanwhile.

So two thousand people cost as much as one every few seconds, and nobody waits while it is made, but the very first.
"""

import time

from django.core.cache import cache

# How long an old value is still better than none, and how long somebody may take to make a new one.
KEPT_SECONDS, MAKING_SECONDS = 20, 5
MOMENT = 0.05


def fresh(key, make, *, seconds):
    """The value of `key`, at most `seconds` old (older while somebody makes it anew), else what `make()` returns.

    None is returned but not kept.
    """
    found = cache.get(key)
    if found and found["until"] > time.time():
        return found["value"]
    making = f"{key}-making"
    if not cache.add(making, 1, MAKING_SECONDS):
        found = found or _wait_for(key, making)
        if found:
            return found["value"]
    try:
        value = make()
        if value is not None:
            cache.set(key, {"value": value, "until": time.time() + seconds}, KEPT_SECONDS)
    finally:
        cache.delete(making)
    return value


def _wait_for(key, making):
    """What somebody else is making for the first time; None where they gave up."""
    while cache.get(making):
        time.sleep(MOMENT)
        if found := cache.get(key):
            return found
    return cache.get(key)
