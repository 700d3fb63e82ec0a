"""Does a long text stay quick to write in? `python -m benchmarks.editor` (Chromium; 300 pages against 3 in one run).

For each text: how long its server's text takes to be painted, until one can write, from a key to what is painted while
alone (in the middle of the text), and while somebody else types ten keys a second. On SQLite and one process.
"""

import argparse
import os
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django

WORDS = (
    "le lieu accueil télécentre réseau débit salle réunion porte badge visiteur horaire service accessible mesure "
    "contrôle énergie chauffage lumière bruit cloison mobilier prise écran caméra sécurité donnée accès usager commune"
)
PAGES = (3, 300)
# A page: 333 words and a third more requirements than pages.
PARAGRAPHS, LENGTH = 4, 75

# From the key to the frame after it: what a person sees.
MEASURE = """async ([keys, pause]) => {
    const editor = document.querySelector(".ProseMirror");
    const times = [];
    for (let at = 0; at < keys; at++) {
        await new Promise((done) => setTimeout(done, pause));
        const begun = performance.now();
        document.execCommand("insertText", false, "e");
        const worked = performance.now() - begun;
        await new Promise((done) => requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = done;
            channel.port2.postMessage(null);
        }));
        times.push([worked, performance.now() - begun]);
    }
    return times;
}"""


def long_text(pages: int) -> dict:
    """A specification of so many pages: numbered headings, paragraphs, lists, tables, 4 requirements for 3 pages."""
    from portal.demo import specifications as made

    chance = random.Random(77)

    def sentence(length):
        return " ".join(chance.choices(WORDS.split(), k=length)).capitalize() + "."

    blocks: list = [{"type": "tableOfContents"}]
    for page in range(pages):
        blocks.append(made.h(1 if page % 10 == 0 else 2, sentence(5)))
        blocks += [made.p(sentence(LENGTH)) for _ in range(PARAGRAPHS - 1)]
        for _ in range(1 + (page % 3 == 0)):
            blocks.append(made.requirement("mandatory", sentence(20), sentence(10), sentence(10)))
        if page % 8 == 0:
            blocks.append(made.table(*[[sentence(3) for _ in range(4)] for _ in range(6)]))
        elif page % 4 == 0:
            blocks.append(made.items(*[sentence(8) for _ in range(5)]))
    return made.text(*blocks)


def begin(pages):
    """A draft of so many pages in the first group."""
    from portal.people.models import Person
    from workgroups.actions import create_specification
    from workgroups.models import WorkingGroup

    return create_specification(
        WorkingGroup.objects.get(slug="specifications"),
        title=f"Mesure {pages}",
        code_prefix=f"ZM{'AB'[pages > 10]}",
        by=Person.objects.get(email="facilitator@it77.example"),
        content=long_text(pages),
    )


def measure(context, other, server, address):
    """Seconds until text is painted and until one can write; milliseconds of keys alone and beside another writer."""
    page = context.new_page()
    started = time.perf_counter()
    page.goto(server.url + address, wait_until="commit")
    page.locator(".ProseMirror").wait_for(timeout=120_000)
    ready = time.perf_counter() - started
    # As the browser saw it: to ask the page from outside waits for its script, and for thousands of blocks.
    shown = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000")
    middle(page)
    alone = page.evaluate(MEASURE, [40, 60])
    beside = other(lambda: page.evaluate(MEASURE, [40, 60]))
    page.close()
    return shown, ready, alone, beside


def middle(page):
    """The caret into a paragraph in the middle of the text."""
    paragraphs = page.locator(".ProseMirror > p")
    paragraphs.nth(paragraphs.count() // 2).click()
    page.wait_for_timeout(500)


class OtherWriter:
    """Types ten keys a second at the end of the text, in a browser of its own, while something is measured."""

    def __init__(self, server, cookie, address):
        self.server, self.cookie, self.address = server, cookie, address

    def __call__(self, measured):
        ready, end = threading.Event(), threading.Event()
        thread = threading.Thread(target=self.run, args=(ready, end))
        thread.start()
        ready.wait(120)
        try:
            return measured()
        finally:
            end.set()
            thread.join()

    def run(self, ready, end):
        """A writer without a page: only its socket."""
        import asyncio

        asyncio.run(self.write(ready, end))

    async def write(self, ready, end):
        """Connects, takes the text, writes a paragraph key by key."""
        import asyncio

        from pycrdt import Doc
        from websockets.asyncio.client import connect

        from portal.coediting import messages
        from portal.coediting.content import fragment
        from tests.coediting.clients import add_paragraph

        doc, changes = Doc(), []
        doc.observe(lambda event: changes.append(event.update))
        address = f"{self.server.url.replace('http', 'ws', 1)}/ws/documents/{self.address}"
        async with connect(
            address, additional_headers={"Cookie": self.cookie}, compression=None, max_size=None
        ) as socket:
            content = fragment(doc)
            with doc.transaction():
                add_paragraph(content, "…")
            await socket.send(messages.update(changes[-1]))
            line = content.children[0].children[0]
            drain = asyncio.create_task(self.drain(socket))
            ready.set()
            while not end.is_set():
                line.insert(len(line), "a")
                await socket.send(messages.update(changes[-1]))
                await asyncio.sleep(0.1)
            drain.cancel()

    async def drain(self, socket):
        """Reads what comes, so that nothing waits for it."""
        async for _frame in socket:
            pass


def told(name, times):
    """Median and 95th percentile of what was painted, and of the script's own work."""
    painted = sorted(one[1] for one in times)
    worked = sorted(one[0] for one in times)
    p50, p95 = statistics.median(painted), painted[int(len(painted) * 0.95)]
    print(f"  {name}: key to paint p50 {p50:.1f} ms, p95 {p95:.1f} ms (script p50 {statistics.median(worked):.1f} ms)")
    return p50


def main():
    """Serves the demonstration on a port of its own, and writes in both texts."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as folder:
        from tests.servers.portal import SECRET_KEY, Portal

        server = Portal("sqlite:///", "", Path(folder) / "site")
        server.lay()
        os.environ |= {"DATABASE_URL": server.database_url, "SECRET_KEY": SECRET_KEY, "DEMO": "on"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
        django.setup()
        from django.contrib.auth import get_user_model

        from tests.coediting.clients import log_in

        made = {pages: begin(pages) for pages in PAGES}
        people = [get_user_model().objects.get(email=f"{one}@it77.example") for one in ("editor", "editor2")]
        cookies = [log_in(person).session_key for person in people]
        places = {pages: (one.get_absolute_url(), str(one.document_id)) for pages, one in made.items()}
        server.start()
        try:
            run(server, cookies, places)
        finally:
            server.drop()


def run(server, cookies, places):
    """Both texts, in one browser; prints what each took and how the long one compares."""
    from playwright.sync_api import sync_playwright

    from tests.servers import machine

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": cookies[0], "url": server.url}])
        alone, beside, seen = {}, {}, {}
        for pages, (address, document) in places.items():
            other = OtherWriter(server, f"sessionid={cookies[1]}", document)
            shown, ready, quiet, busy = measure(context, other, server, address)
            seen[pages] = shown
            print(f"{pages} pages: text shown after {shown:.2f} s, one can write after {ready:.2f} s")
            alone[pages], beside[pages] = told("alone", quiet), told("beside another writer", busy)
        few, many = PAGES
        quiet, busy = alone[many] / alone[few], beside[many] / beside[few]
        print(f"first text of {many} pages against {few}: {seen[many] / seen[few]:.1f}")
        print(f"ratio of {many} pages to {few}: alone {quiet:.1f}, beside another writer {busy:.1f}")
        browser.close()


if __name__ == "__main__":
    main()
