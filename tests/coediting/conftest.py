"""A worker of co-editing without a server around it, and people with rights."""

import pytest
from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer

from portal import coediting
from portal.coediting import kinds
from portal.coediting.worker import Worker

from .clients import Client, make_person


class Rights(dict):
    """Who may do what: `rights[person] = "write"`; somebody not named may do nothing."""

    def __call__(self, person, document):
        return self.get(person)


@pytest.fixture
def rights(monkeypatch):
    """The rights on documents of kind "note"."""
    found = Rights()
    monkeypatch.setitem(kinds._access, "note", found)
    return found


@pytest.fixture
def people(transactional_db, rights):
    """Ada and Blaise may write, Clara may read, Denis may do nothing."""
    names = {"ada": "write", "blaise": "write", "clara": "read", "denis": None}
    found = {name: make_person(f"{name}@it77.example", first_name=name.title()) for name in names}
    rights.update({found[name]: mode for name, mode in names.items() if mode})
    return found


@pytest.fixture
def document(people):
    """An empty document."""
    return coediting.create_document("note", by=people["ada"])


@pytest.fixture
async def worker(transactional_db):
    """One process of the server; it ends before its database does."""
    made = Worker()
    yield made
    await made.stop()


@pytest.fixture
async def two_workers(transactional_db):
    """Two processes that hear each other."""
    layer = InMemoryChannelLayer()
    made = Worker(layer), Worker(layer)
    yield made
    for one in made:
        await one.stop()


@pytest.fixture
def connect(worker, document, people):
    """`connect("ada")` is a connection to open with `async with`."""

    def make(name, **options):
        on = options.pop("on", worker)
        return Client(on, options.pop("document_id", document.pk), people.get(name), **options)

    return make


@pytest.fixture
def stored(document):
    """`await stored()` is the document's committed text."""
    return database_sync_to_async(lambda: coediting.as_text(document).split("\n"))
