"""A person who registers, as cheaply as can be done: it shares two cores with the server that is measured.

Each person has a connection and cookies of their own. The form is read as a browser would, whatever its fields are
called: hidden ones are sent back, required ones and those named in `KNOWN` are filled in, one workshop a slot chosen.
"""

import asyncio
import re
import time
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

import httptools

FORM = re.compile(r'<form[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)  # what a script would add: nothing a browser sends
FIELD = re.compile(r"<(input|select|textarea)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
OPTION = re.compile(r'<option[^>]*value="([^"]+)"')

# The end of a field's name → what is typed there; `{n}` is the person's number.
KNOWN = {
    "email": "personne{n}@{event}.example",
    "first_name": "Prénom",
    "last_name": "Nom {n}",
    "organisation": "Atelier fictif",
    "postcode": "77000",
}


class Answer:
    """What came back."""

    def __init__(self):
        self.status, self.headers, self.parts, self.is_whole = 0, {}, [], False

    @property
    def text(self):
        return b"".join(self.parts).decode()

    # --- what httptools' parser calls ---------------------------------------------------------
    def on_header(self, name, value):
        self.headers.setdefault(name.lower().decode(), []).append(value.decode("latin1"))

    def on_body(self, body):
        self.parts.append(body)

    def on_message_complete(self):
        self.is_whole = True


class Person:
    """One visitor of the site at `address`."""

    def __init__(self, address, number, event_name="test"):
        self.parts, self.number, self.event_name = urlsplit(address), number, event_name
        self.cookies, self.waits, self.reader, self.writer = {}, {}, None, None

    async def __aenter__(self):
        self.reader, self.writer = await asyncio.open_connection(self.parts.hostname, self.parts.port)
        return self

    async def __aexit__(self, *error):
        self.writer.close()

    async def ask(self, what, method, path, form=None):
        """One request; its duration is noted under `what`."""
        body = urlencode(form).encode() if form is not None else b""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.parts.netloc}", "Accept: text/html"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if form is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                f"Origin: {self.parts.scheme}://{self.parts.netloc}",
            ]
        started = time.perf_counter()
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        answer = await self._receive()
        self.waits[what] = self.waits.get(what, 0) + time.perf_counter() - started
        for cookie in answer.headers.get("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    async def _receive(self):
        answer = Answer()
        parser = httptools.HttpResponseParser(answer)
        while not answer.is_whole:
            received = await self.reader.read(1 << 17)
            if not received:
                raise ConnectionResetError(f"person {self.number}: the server hung up")
            parser.feed_data(received)
        answer.status = parser.get_status_code()
        return answer

    async def register(self, path):
        """The form, the form sent, the confirmation: the last answer, with `status` 200 when all went well."""
        page = await self.ask("page", "GET", path)
        form = fill(page.text, self.number, self.event_name) if page.status == 200 else None
        if form is None:
            return page
        sent = await self.ask("form", "POST", path, form)
        if sent.status != 302:
            sent.status = sent.status if sent.status != 200 else 422  # the form came back with errors
            return sent
        return await self.ask("confirmation", "GET", urljoin(path, sent.headers["location"][0]))


def fill(page, number, event_name):
    """The first form of the page that asks for an address, filled in for person `number`; None where there is none."""
    form = next((form for form in FORM.findall(TEMPLATE.sub("", page)) if "email" in form), None)
    if form is None:
        return None
    typed, radios, named = {}, {}, set()
    for found in FIELD.finditer(form):
        field = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[2])}
        name, kind = field.get("name", ""), field.get("type", found[1])
        known = next((end for end in KNOWN if name.endswith(end)), None)
        if not name or "disabled" in field or kind in ("submit", "button", "file"):
            continue
        if kind == "hidden":
            typed[name] = field.get("value", "")
        elif kind == "radio":
            radios.setdefault(name, []).append(field.get("value", ""))
        elif kind == "checkbox":
            if "required" in field:
                typed[name] = field.get("value", "on")
        elif kind == "select":
            options = OPTION.findall(form[found.end() : form.index("</select>", found.end())])
            if options and "required" in field:
                typed[name] = unescape(options[0])
        elif known and known not in named:
            named.add(known)
            typed[name] = KNOWN[known].format(n=number, event=event_name)
        elif "required" in field:
            typed[name] = "Exemple"
    for name, values in radios.items():
        chosen = [value for value in values if value]
        if chosen:
            typed[name] = chosen[number % len(chosen)]
    return typed
