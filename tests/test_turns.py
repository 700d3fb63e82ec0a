"""The handler behind the server: one thread a request, in order, and nothing held for those who left."""

import asyncio
import threading

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path

from portal import turns
from portal.schedule import registry
from portal.schedule.registry import somebody_is_waiting
from portal.turns import PagesHandler

seen = []


def named(request, name):
    seen.append(name)
    if name == "slow":
        request_gate.wait(10)
    return HttpResponse(f"{name} {threading.current_thread().name}")


async def asynchronous(request):
    await asyncio.sleep(0)
    return HttpResponse("from a coroutine")


def streamed(request):
    async def pieces():
        for number in range(3):
            yield f"{number};"
            await asyncio.sleep(0)

    return StreamingHttpResponse(pieces())


def echoed(request):
    return HttpResponse(request.POST["word"] + str(connection.in_atomic_block))


def broken(request):
    raise RuntimeError("a view that fails")


urlpatterns = [
    path("asynchronous", asynchronous),
    path("streamed", streamed),
    path("echoed", echoed),
    path("broken", broken),
    path("<str:name>", named),
]
request_gate = threading.Event()


class Visitor:
    """One request over ASGI; `leave()` is the visitor closing the window."""

    def __init__(self, handler, address, body=b"", cookie=""):
        self.left, self.sent, self.body = asyncio.Event(), [], body
        headers = [(b"host", b"localhost"), (b"content-type", b"application/x-www-form-urlencoded")]
        headers += [(b"cookie", cookie.encode())] if cookie else []
        self.scope = {
            "type": "http",
            "method": "POST" if body else "GET",
            "path": f"/{address}",
            "headers": headers,
            "query_string": b"",
            "http_version": "1.1",
        }
        self.answered = asyncio.ensure_future(handler(self.scope, self.receive, self.send))

    async def receive(self):
        if self.body is not None:
            body, self.body = self.body, None
            return {"type": "http.request", "body": body}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.sent.append(message)

    def leave(self):
        self.left.set()

    async def answer(self):
        """(status, text)"""
        await self.answered
        return self.sent[0]["status"], b"".join(message.get("body", b"") for message in self.sent[1:]).decode()


@pytest.fixture
def handler(monkeypatch):
    monkeypatch.setattr(turns, "THREADS", 1)
    monkeypatch.setattr(turns, "THREADS_INSIDE", 1)
    monkeypatch.setattr(registry, "_busy", [])
    seen.clear()
    request_gate.clear()
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=["django.middleware.common.CommonMiddleware"]):
        yield PagesHandler()
    request_gate.set()


async def test_views_answer_from_a_thread_of_the_pages(handler):
    status, text = await Visitor(handler, "me").answer()
    assert status == 200 and text.startswith("me pages-looking")


async def test_asynchronous_views_streams_and_forms_answer_too(handler):
    assert await Visitor(handler, "asynchronous").answer() == (200, "from a coroutine")
    assert await Visitor(handler, "streamed").answer() == (200, "0;1;2;")
    assert await Visitor(handler, "echoed", b"word=oui").answer() == (200, "ouiFalse")


async def until(condition):
    while not condition():
        await asyncio.sleep(0)


async def test_who_comes_first_is_answered_first_while_all_threads_are_busy(handler):
    visitors = [Visitor(handler, name) for name in ("slow", "second", "third", "fourth")]
    await until(lambda: handler.looking.threads._work_queue.qsize() == 3)
    request_gate.set()
    for visitor in visitors:
        assert (await visitor.answer())[0] == 200
    assert seen == ["slow", "second", "third", "fourth"]


async def test_a_visitor_does_not_wait_behind_somebody_with_an_account(handler):
    member = Visitor(handler, "slow", cookie=f"{settings.SESSION_COOKIE_NAME}=x")
    await until(lambda: handler.inside.people == 1)
    assert (await Visitor(handler, "looking").answer())[0] == 200
    assert not member.answered.done()
    request_gate.set()
    assert (await member.answer())[1].startswith("slow pages-inside")


async def test_who_leaves_the_line_takes_nobodys_turn(handler):
    slow, leaving, staying = (Visitor(handler, name) for name in ("slow", "leaving", "staying"))
    await until(lambda: handler.looking.threads._work_queue.qsize() == 2)
    leaving.leave()
    await leaving.answered
    request_gate.set()
    assert (await staying.answer())[0] == (await slow.answer())[0] == 200
    assert seen == ["slow", "staying"]
    assert leaving.sent == []


async def test_a_view_that_fails_is_answered_500_and_the_next_one_as_ever(handler, caplog):
    assert (await Visitor(handler, "broken").answer())[0] == 500
    assert "a view that fails" in caplog.text
    assert (await Visitor(handler, "next").answer())[0] == 200


async def test_who_only_looks_waits_behind_nobody_who_writes(handler):
    writing = Visitor(handler, "slow", b"word=oui")
    await until(lambda: seen == ["slow"])
    assert (await Visitor(handler, "looking").answer())[0] == 200
    assert not writing.answered.done()
    request_gate.set()
    assert (await writing.answer())[1].startswith("slow pages-writing")


async def test_tasks_give_way_as_long_as_several_people_are_being_answered(handler):
    assert not somebody_is_waiting()
    visitors = [Visitor(handler, name) for name in ("slow", "second")]
    await until(lambda: handler.looking.people == 2)
    assert somebody_is_waiting()
    request_gate.set()
    for visitor in visitors:
        await visitor.answered
    assert not somebody_is_waiting()
