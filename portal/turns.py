"""Requests are answered by a few threads, in the order in which they came.

Visitors who look, people with an account who look, and those who write have a lane each; none waits behind another's.
Django's own handler for ASGI starts a thread for every request and hops to it some thirty times, for each middleware
and each signal; with a thousand visitors at once that makes a thousand threads, which share one processor in no order.
Here the middleware chain and the view run in one hop, on one of the `THREADS` of a lane; who comes when all are busy
waits in line. Background tasks give way meanwhile. What a stream sends after its answer began takes no thread.
"""

import asyncio
import gc
import sys
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import close_old_connections
from django.urls import set_script_prefix

from portal import schedule

# Of each of the three lanes. More answer later (they share one interpreter, and each that waits for it takes some of
# its time: four instead of two cost a registration a tenth more); one would let a slow request hold up all quick ones.
# Each holds one of the database pool's connections while it works.
THREADS = 2
# One more for people with an account: two may print a thousand badges while the doors ask for their list.
THREADS_INSIDE = 3
# The interpreter lets a thread that has its answer from the database wait this long before it may go on, every time:
# Python's own five milliseconds would be spent twenty times while a registration holds the places' lock.
SECONDS_OF_A_TURN = 0.001
# Python's own 700 are fewer than one registration makes.
OBJECTS_BETWEEN_COLLECTIONS = 20_000


class Lane:
    """Some threads with a line before them. `people` counts those in it, with those who are being answered."""

    def __init__(self, name, threads):
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=f"pages-{name}")
        self.people = 0

    async def run(self, call, *arguments):
        """What `call` returns, in its turn. The count is the event loop's alone: no two threads change it."""
        self.people += 1
        try:
            return await sync_to_async(call, thread_sensitive=False, executor=self.threads)(*arguments)
        finally:
            self.people -= 1


class PagesHandler(ASGIHandler):
    """Django's ASGI handler over a synchronous middleware chain."""

    def __init__(self):
        BaseHandler.__init__(self)
        sys.setswitchinterval(SECONDS_OF_A_TURN)
        self.load_middleware(is_async=False)
        self.looking, self.writing = Lane("looking", THREADS), Lane("writing", THREADS)
        self.inside = Lane("inside", THREADS_INSIDE)
        # What was loaded stays: the collector need not walk through it again with every request.
        gc.collect()
        gc.freeze()
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        schedule.give_way_to(lambda: self.looking.people + self.inside.people + self.writing.people > 1)

    async def __call__(self, scope, receive, send):
        """Answers one request."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        set_script_prefix(get_script_prefix(scope))
        request, refusal = self.create_request(scope, body)
        try:
            if request is None:
                await self.send_response(refusal, send)
                return
            await self._answer(request, scope, receive, send)
        finally:
            body.close()

    async def _answer(self, request, scope, receive, send):
        """Computes and sends the answer, unless the visitor leaves before."""
        answering = asyncio.create_task(self._compute_and_send(request, scope, send))
        leaving = asyncio.create_task(self.listen_for_disconnect(receive))
        await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
        (leaving if answering.done() else answering).cancel()
        answered, _ = await asyncio.gather(answering, leaving, return_exceptions=True)
        if isinstance(answered, Exception):
            raise answered

    async def _compute_and_send(self, request, scope, send):
        response = await self._lane(request).run(self._compute, request, scope)
        try:
            await self.send_response(response, send)
        finally:
            if response.streaming:
                await self.looking.run(response.close)

    def _lane(self, request):
        """Whoever brings a session may ask for a long list or a workbook: visitors never wait behind that."""
        if request.method not in ("GET", "HEAD"):
            return self.writing
        return self.inside if settings.SESSION_COOKIE_NAME in request.COOKIES else self.looking

    def _compute(self, request, scope):
        """The whole of Django's work for one request; an answer that is complete is closed here, where it was made."""
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            response = self.get_response(request)
        except BaseException:
            signals.request_finished.send(sender=type(self))
            raise
        response._handler_class = type(self)
        if response.streaming:
            response.block_size = self.chunk_size
            close_old_connections()
        else:
            response.close()
        return response
