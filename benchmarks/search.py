"""Search in 2 and in 200 documents of 300 pages: `[bin/with-servers] python -m benchmarks.search`.

Each document has 150 sections and 450 requirements of 170 words, drawn so that a few words are in most passages and
most words in a few. Prints the queries and the time of a search in each, on SQLite or (with servers) on PostgreSQL,
and how long one text takes to be cut into passages. Fails where a search takes more than 300 ms, the word that almost
every passage holds excepted (1 s), or asks the database more often in many documents than in few.
"""

import itertools
import os
import random
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django
from django.test.utils import setup_test_environment

FEW, MANY = 2, 200
SECTIONS, REQUIREMENTS = 150, 3  # requirements in each section
WORDS = 170
VOCABULARY = 20_000
TIMES = 7
AIM, AIM_COMMON = 0.3, 1.0
SYLLABLES = ["ra", "cor", "de", "fi", "bre", "lo", "cal", "tion", "ment", "ser", "vi", "ce", "sal", "le", "ni", "veau"]
LOOKED_FOR = {
    "a rare word": "q={rare}",
    "three words": "q={common}+{usual}+{rare}",
    "the beginning of a word": "q=fib",
    "a code": "q=AAA-077",
    "a level, no word": "niveau=optional",
    "the most common word": "q={common}",
}


def words(number):
    """The vocabulary, the most common word first."""
    draw = random.Random(7)
    return ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 5))) + str(at % 10) for at in range(number)]


class Filled:
    """Documents of one group, and a reader of it."""

    def __init__(self):
        from tests.factories.workgroups import GroupFactory, person_with

        self.group = GroupFactory()
        self.reader = person_with("reader", self.group)
        self.draw = random.Random(8)
        self.vocabulary = words(VOCABULARY)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self.number = 0

    def up_to(self, number):
        """So many documents, cut as the task does it."""
        from django.db import transaction
        from django.utils import timezone

        from tests.factories.workgroups import SpecificationFactory
        from workgroups.models import IndexedText, Passage
        from workgroups.passages import passages

        while self.number < number:
            letters = (self.number // 676, self.number // 26 % 26, self.number % 26)
            prefix = "".join(chr(65 + letter) for letter in letters)
            with transaction.atomic():
                made = SpecificationFactory(group=self.group, code_prefix=prefix)
                text = IndexedText.objects.create(specification=made, at=timezone.now())
                rows = list(passages(self.content(prefix), made.title))
                for row in rows:
                    row.text = text
                Passage.objects.bulk_create(rows, batch_size=500)
            self.number += 1

    def content(self, prefix):
        """A text of about 300 pages."""
        from benchmarks.specifications import LEVELS, heading

        blocks = []
        for section in range(SECTIONS):
            blocks += [heading(1, self.said(4), f"s{section}"), self.paragraph()]
            for number in range(REQUIREMENTS):
                at = section * REQUIREMENTS + number
                attrs = {"id": f"r{at}", "code": f"{prefix}-{at + 1:03}", "level": LEVELS[at % 3]}
                part = {"type": "requirementStatement", "content": [self.paragraph()]}
                blocks.append({"type": "requirement", "attrs": attrs, "content": [part]})
        return {"type": "doc", "content": blocks}

    def said(self, number):
        return " ".join(self.draw.choices(self.vocabulary, cum_weights=self.weights, k=number))

    def paragraph(self):
        return {"type": "paragraph", "content": [{"type": "text", "text": self.said(WORDS)}]}


def measure(reader, asked):
    """Median time in seconds, number of queries, number of passages found."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, address = Client(), f"/groupes/recherche/?{asked}"
    client.force_login(reader)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    asked_often = len(queries)
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - started)
    found = answer.context["page"].paginator.count if answer.status_code == 200 else 1
    return statistics.median(taken), asked_often, found


def run():
    """Prints each search at both sizes; whether all aims are met."""
    from django.db import connection

    filled, found, is_good = Filled(), {}, True
    said = {"common": filled.vocabulary[0], "usual": filled.vocabulary[40], "rare": filled.vocabulary[-5]}
    for number in (FEW, MANY):
        started = time.perf_counter()
        filled.up_to(number)
        print(f"{number} documents made in {time.perf_counter() - started:.0f} s ({connection.vendor})")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for name, asked in LOOKED_FOR.items():
            found[number, name] = measure(filled.reader, asked.format(**said))
    for name in LOOKED_FOR:
        few, many = found[FEW, name], found[MANY, name]
        print(f"{name:26} {FEW}: {per(few)}   {MANY}: {per(many)}")
        aim = AIM_COMMON if name == "the most common word" else AIM
        is_good = is_good and many[0] <= aim and many[1] <= few[1]
    content = filled.content("ZZZ")
    print(f"cutting one text: {cut_in(content):.2f} s")
    return is_good


def cut_in(content):
    """How long it takes to cut a text, in seconds."""
    from workgroups.passages import passages

    started = time.perf_counter()
    list(passages(content, "Texte"))
    return time.perf_counter() - started


def per(measured):
    """A measure on a line."""
    seconds, queries, count = measured
    return f"{seconds * 1000:5.0f} ms, {queries:2} queries, {count:6} found"


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    from django.core.management import call_command

    if os.environ.get("TEST_DATABASE_URL"):
        from benchmarks.projects import prepare

        prepare()
    else:
        call_command("migrate", verbosity=0)
        call_command("sync_roles", verbosity=0)
    sys.exit(0 if run() else 1)
