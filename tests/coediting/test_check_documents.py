"""`manage.py check_documents` says which document is not what its log says."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pycrdt import XmlElement

from portal import coediting
from portal.coediting import compaction, store
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
