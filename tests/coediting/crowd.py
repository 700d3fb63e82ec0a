"""People in Node, typing with the unmodified y-websocket client (`stock_client.mjs`)."""

import json
import re
import subprocess
import time
from pathlib import Path

from portal.coediting import as_text
from tests.sessions import log_in_at_the_portal

SCRIPT = Path(__file__).with_name("stock_client.mjs")


class Crowd:
    """`with Crowd(url, document, {"a": person, "b": person}) as crowd:` — all connected to one document."""

    def __init__(self, url, document, people, *, ext=(), rate=10):
        sessions = {name: log_in_at_the_portal(person) if person else None for name, person in people.items()}
        self.settings = {
            "url": url.replace("http", "ws", 1) + "/ws/documents",
            "document": str(document.pk),
            "rate": rate,
            "people": [
                {
                    "name": name,
                    "cookie": f"sessionid={session.session_key}" if session else None,
                    "params": {"ext": "1"} if name in ext else {},
                }
                for name, session in sessions.items()
            ],
        }

    def __enter__(self):
        command = ["node", str(SCRIPT), json.dumps(self.settings)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def do(self, command):
        """Gives a command; returns everybody's report, by name."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return {report["name"]: report for report in json.loads(self.process.stdout.readline())}

    def wait(self, condition, *, seconds=60):
        """Waits until `condition(reports)`; returns the reports."""
        deadline = time.monotonic() + seconds
        while not condition(reports := self.do("report")):
            assert time.monotonic() < deadline, f"it did not come about in {seconds} s: {str(reports)[-3000:]}"
            time.sleep(0.05)
        return reports


def all_synced(reports):
    """Whether everybody has the text."""
    return all(report["synced"] for report in reports.values())


def all_agree(reports):
    """Whether everybody has the same text."""
    return all_synced(reports) and len({tuple(report["text"]) for report in reports.values()}) == 1


def nothing_missing(reports, document):
    """Asserts that what was seen by another, or acknowledged, is in the document's committed text."""
    word = re.compile(rf"(?:{'|'.join(reports)})\d+(?=;)")
    stored = set(word.findall(as_text(document)))
    for name, report in reports.items():
        acknowledged = {f"{name}{number}" for number in range(1, report["saved"] + 1)}
        assert acknowledged <= stored, f"acknowledged to {name}, not stored: {sorted(acknowledged - stored)}"
        seen = {found for found in word.findall("\n".join(report["text"])) if not re.fullmatch(rf"{name}\d+", found)}
        assert seen <= stored, f"seen by {name}, not stored: {sorted(seen - stored)}"
