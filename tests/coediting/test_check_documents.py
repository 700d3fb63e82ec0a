"""`manage.py check_documents` says which document is not what its log says."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pycrdt import XmlElement

from portal import coediting
from portal.coediting import actions, compaction, store
from portal.coediting.models import Document, Snapshot, Update

from .test_compaction import Author, append
from .texts import RICH, add_paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    """A document compacted twice, with updates after it."""
    made = coediting.create_document("note", by=None)
    author = Author()
    for part in range(3):
        for number in range(4):
            append(made, author.change(lambda content, text=f"{part}.{number}": add_paragraph(content, text)))
        if part < 2:
            compaction.compact(made.pk)
    return made


def check():
    """What the command prints; fails as it does."""
    out = StringIO()
    try:
        call_command("check_documents", stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def test_healthy_documents_pass(document):
    coediting.create_document("note", by=None, content=RICH)
    assert check() == "2 documents are what their log says.\n"


def test_a_missing_update_is_found(document):
    Update.objects.filter(seq=10).delete()
    assert "updates are missing: 10" in check()


def test_an_update_beyond_the_last_number_is_found(document):
    Document.objects.update(last_seq=11)
    assert "updates beyond the last number 11: 12" in check()


def test_a_snapshot_that_lost_something_is_found(document):
    older, newer = Snapshot.objects.order_by("seq")
    newer.state = older.state
    newer.save()
    assert "the snapshot after update 8 is not what the log says" in check()


def test_content_no_editor_would_show_is_found(document):
    author = Author()
    author.doc = store.read(document.pk).doc()
    append(document, author.change(lambda content: content.children.append(XmlElement("listItem"))))
    assert "the editor would mend it" in check()


def lines_of(document):
    """The committed text."""
    return coediting.as_text(document).split("\n")


ALL = [f"{part}.{number}" for part in range(3) for number in range(4)]


def lose_an_update(document):
    Update.objects.filter(seq=10).delete()
    return ALL[:9], ["2.2", "2.3"]  # what came after builds on it, and is told in words


def an_update_too_many(document):
    Document.objects.filter(pk=document.pk).update(last_seq=11)
    return ALL, []


def a_snapshot_beyond_the_log(document):
    Snapshot.objects.filter(seq=8).update(seq=20)
    return ALL, []


def a_snapshot_that_lost_something(document):
    older, newer = Snapshot.objects.order_by("seq")
    newer.state = older.state
    newer.save()
    return ALL, []


def a_snapshot_of_garbage(document):
    Snapshot.objects.filter(seq=8).update(state=b"\xff\x00garbage")
    return ALL, []


def an_update_cut_short(document):
    update = Update.objects.get(seq=12)
    update.data = bytes(update.data)[:-3]
    update.save()
    return ALL[:-1], ["2"]


def content_no_editor_shows(document):
    def listed(content):
        item = XmlElement("listItem")
        content.children.append(item)
        add_paragraph(item, "perdu sans liste")

    author = Author()
    author.doc = store.read(document.pk).doc()
    append(document, author.change(listed))
    return [*ALL, "perdu sans liste"], ["perdu sans liste"]


DAMAGES = [
    lose_an_update,
    an_update_too_many,
    a_snapshot_beyond_the_log,
    a_snapshot_that_lost_something,
    a_snapshot_of_garbage,
    an_update_cut_short,
    content_no_editor_shows,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_repair_keeps_what_can_be_read_and_tells_the_rest(document, damage, tmp_path):
    other = coediting.create_document("note", by=None, content=RICH)
    before = coediting.as_json(other)
    kept, told = damage(document)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_documents", stdout=out)
    call_command("check_documents", "--repair", f"--folder={tmp_path}", stdout=out)
    assert lines_of(document) == kept
    assert check() == "2 documents are what their log says.\n"
    assert (Document.objects.get(pk=document.pk).epoch, Document.objects.get(pk=other.pk).epoch) == (1, 0)
    assert coediting.as_json(other) == before
    (written,) = tmp_path.iterdir()
    assert f"written to {written}" in out.getvalue()
    pieces = json.loads(written.read_text())["dropped"]
    found = [word for piece in pieces for word in piece["words"]]
    assert len(found) == len(told)
    assert all(word.startswith(start) for word, start in zip(found, told, strict=True))
    assert Update.objects.filter(document=document, epoch=0).exists(), "the damaged log stays"


def test_a_repair_gives_way_to_somebody_who_writes(document, tmp_path, monkeypatch):
    lose_an_update(document)
    real = actions.salvage

    def salvage_slowly(damaged):
        saved = real(damaged)
        Update.objects.create(document=document, epoch=0, seq=13, data=b"\x00\x00", schema_version=1)
        return saved

    monkeypatch.setattr(actions, "salvage", salvage_slowly)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_documents", "--repair", f"--folder={tmp_path}", stdout=out)
    assert Document.objects.get(pk=document.pk).epoch == 0
    assert not list(tmp_path.iterdir())
