"""The websocket at `/ws/notices/`: how many notices a person has not read, and the newest, as soon as that changes.

The server sends text frames, JSON: `{"unread": 3}`, with `"new": {"id": 12, "title": "…", "path": "/…"}` where one
came since the last frame. What the client sends is not read. Closed with 4401 when nobody is logged in (any more),
4429 when one person opens too many, 1012 when the server restarts.
"""

import asyncio
import json

from django.contrib.auth import get_user_model

from portal.sessions import is_logged_in, load_session

from .bells import bells
from .models import Notice

LOOK_AGAIN = 60.0  # seconds; a bell that was not heard shows by then, and so does a session that ended
NOT_LOGGED_IN, TOO_MANY, RESTART = 4401, 4429, 1012


async def ring_bells(scope, receive, send):
    """An ASGI websocket, its session known. Accepts before it closes: browsers see the code."""
    await serve(bells, scope, receive, send)


async def serve(hub, scope, receive, send):
    """The same on the bells of `hub`."""
    await receive()  # websocket.connect
    await send({"type": "websocket.accept"})
    if hub.loop is None:
        await hub.start()
    person = scope["user"]
    if not person.is_authenticated:
        code = NOT_LOGGED_IN
    elif not hub.has_room_for(str(person.pk)):
        code = TOO_MANY
    else:
        code = await _until_somebody_leaves(hub, scope["session"].session_key, person.pk, receive, send)
    if code is not None:
        await send({"type": "websocket.close", "code": code})


async def _until_somebody_leaves(hub, session_key, person_id, receive, send):
    """Tells the bell until the client goes (None) or there is a reason to close (its code)."""
    leaving = asyncio.create_task(_gone(receive))
    telling = asyncio.create_task(_tell(hub, session_key, person_id, send))
    await asyncio.wait([leaving, telling], return_when=asyncio.FIRST_COMPLETED)
    has_left = leaving.done()
    for task in (leaving, telling):
        task.cancel()
    ends = await asyncio.gather(leaving, telling, return_exceptions=True)
    for end in ends:  # a broken connection is an end like any other, anything else is a bug
        if isinstance(end, Exception) and not isinstance(end, OSError):
            raise end
    return None if has_left or not isinstance(ends[1], int) else ends[1]


async def _gone(receive):
    while (await receive())["type"] != "websocket.disconnect":
        continue


async def _tell(hub, session_key, person_id, send):
    """Sends the bell now and at each change. Returns the code to close with."""
    told = None
    with hub.window(str(person_id)) as wake:
        while not hub.is_stopping:
            wake.clear()
            now = await hub.in_thread(bell_now, session_key, person_id)
            if now is None:
                return NOT_LOGGED_IN
            unread, newest = now
            if told is None or unread != told[0] or newest["id"] > told[1]:
                news = {"new": newest} if told is not None and newest["id"] > told[1] else {}
                await send({"type": "websocket.send", "text": json.dumps({"unread": unread, **news})})
                told = unread, max(newest["id"], told[1] if told else 0)
            try:
                async with asyncio.timeout(LOOK_AGAIN):
                    await wake.wait()
            except TimeoutError:
                continue
    return RESTART


def bell_now(session_key, person_id):
    """How many are unread, and the newest of them; None where the session is no longer this person's."""
    person = get_user_model()._default_manager.filter(pk=person_id, is_active=True).first()
    if not is_logged_in(load_session(session_key), person):
        return None
    unread = Notice.objects.in_bell_of(person).unread().order_by("-pk")
    newest = unread.values("id", "subject", "path").first() or {"id": 0, "subject": "", "path": ""}
    return unread.count(), {"id": newest["id"], "title": newest["subject"], "path": newest["path"]}
