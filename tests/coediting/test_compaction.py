"""Compaction changes nothing: any interleaving of writing, compacting and failing gives the same text."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from portal import coediting
from portal.coediting import compaction, store
from portal.coediting.content import fragment
from portal.coediting.messages import Close
from portal.coediting.models import Document, Snapshot, Update
from portal.coediting.writer import Append, commit

from .clients import make_person
from .texts import add_paragraph, doc, paragraph

pytestmark = pytest.mark.django_db


def append(document, change):
    """Commits a change of nobody in particular."""
    return commit([Append(document.pk, document.epoch, [(None, change)])])[0]


class Author:
    """A copy of the text that gives its changes one by one."""

    def __init__(self):
        self.doc = Doc()

    def change(self, edit):
        state = self.doc.get_state()
        with self.doc.transaction():
            edit(fragment(self.doc))
        return self.doc.get_update(state)


def erase_first(content):
    if len(content.children):
        del content.children[0]


EDITS = st.lists(st.sampled_from(["write", "erase", "compact", "race", "crash"]), max_size=25)


@given(steps=EDITS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving_gives_the_same_text(steps, db, monkeypatch):
    document = coediting.create_document("note", by=None)
    author = Author()
    for number, step in enumerate(steps):
        if step == "write":
            append(document, author.change(lambda content, number=number: add_paragraph(content, f"p{number}")))
        elif step == "erase":
            append(document, author.change(erase_first))
        elif step == "compact":
            compaction.compact(document.pk)
        elif step == "race":  # somebody writes, and another worker compacts, while this one builds its snapshot
            with monkeypatch.context() as patch:
                patch.setattr(compaction, "whole_state", raced(document, author, number))
                compaction.compact(document.pk)
        elif step == "crash":  # the process ends before the snapshot is written
            with monkeypatch.context() as patch:
                patch.setattr(compaction, "whole_state", crash)
                with suppress(Crash):
                    compaction.compact(document.pk)
        assert coediting.as_json(document) == expected(author)
    assert Snapshot.objects.filter(document=document).count() <= 2


class Crash(RuntimeError):
    """The machine lost its power."""


def crash(stored):
    raise Crash


def raced(document, author, number):
    real = compaction.whole_state

    def build(stored):
        state = real(stored)
        append(document, author.change(lambda content: add_paragraph(content, f"pendant {number}")))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(compaction, "whole_state", real)
            compaction.compact(document.pk)
        return state

    return build


def expected(author):
    from portal.coediting.content import as_json  # the same reading, of the copy that was never stored

    return as_json(author.doc)


def test_the_log_is_short_after_two_compactions_and_sizes_follow():
    document = coediting.create_document("note", by=None)
    author = Author()
    for _ in range(2):
        for number in range(10):
            append(document, author.change(lambda content, number=number: add_paragraph(content, str(number))))
        compaction.compact(document.pk)
    assert list(Snapshot.objects.values_list("seq", flat=True)) == [10, 20]
    assert list(Update.objects.values_list("seq", flat=True)) == list(range(11, 21))
    document.refresh_from_db()
    assert document.state_bytes == len(store.read(document.pk).state)


def test_a_log_with_a_hole_is_never_compacted():
    """A change that waits for a missing one is not in a document's state: the snapshot would lose it."""
    document = coediting.create_document("note", by=None)
    author = Author()
    author.change(lambda content: add_paragraph(content, "jamais reçu"))
    append(document, author.change(lambda content: add_paragraph(content, "en attente")))
    with pytest.raises(compaction.StillWaiting):
        compaction.compact(document.pk)
    assert (Snapshot.objects.count(), Update.objects.count()) == (0, 1)


def test_a_missing_number_is_an_error_not_a_shorter_text():
    document = coediting.create_document("note", by=None)
    author = Author()
    for number in range(3):
        append(document, author.change(lambda content, number=number: add_paragraph(content, str(number))))
    Update.objects.filter(seq=2).delete()
    with pytest.raises(store.Gap):
        coediting.as_text(document)


def test_numbers_go_on_from_what_another_worker_wrote():
    document = coediting.create_document("note", by=make_person("ada@it77.example"))
    first, second = Author(), Author()
    one = first.change(lambda content: add_paragraph(content, "un"))
    two = second.change(lambda content: add_paragraph(content, "deux"))
    assert append(document, one).last == 1
    late = append(document, two)
    assert (late.first, late.last) == (2, 2)


def test_several_documents_are_counted_each_for_itself():
    documents = [coediting.create_document("note", by=None) for _ in range(3)]
    change = Author().change(lambda content: add_paragraph(content, "là"))
    appends = [Append(one.pk, 0, [(None, change)] * times) for times, one in enumerate(documents, start=1)]
    assert [answer.last for answer in commit(appends)] == [1, 2, 3]
    assert [Document.objects.get(pk=one.pk).last_seq for one in documents] == [1, 2, 3]
    assert [Document.objects.get(pk=one.pk).state_bytes for one in documents] == [len(change) * n for n in (1, 2, 3)]


def test_a_document_that_is_gone_does_not_stop_the_others():
    document, gone = (coediting.create_document("note", by=None) for _ in range(2))
    change = Author().change(lambda content: add_paragraph(content, "là"))
    missing = gone.pk
    gone.delete()
    answers = commit([Append(missing, 0, [(None, change)]), Append(document.pk, 0, [(None, change)])])
    assert isinstance(answers[0], Close)
    assert answers[1].last == Document.objects.get(pk=document.pk).last_seq == 1


def test_the_text_of_a_moment_is_that_of_the_moment_or_not_known():
    """Updates an hour apart; what compaction took away is never answered with a neighbour."""
    document = coediting.create_document("note", by=None)
    author, start = Author(), timezone.now() - timedelta(days=1)
    wanted = []
    for hour in range(6):
        append(document, author.change(lambda content, hour=hour: add_paragraph(content, f"p{hour}")))
        wanted.append(expected(author))
        newest = Update.objects.filter(document=document).latest("seq")
        Update.objects.filter(pk=newest.pk).update(committed_at=start + timedelta(hours=hour))
        if hour in (2, 4):
            compaction.compact(document.pk)
    moments = [start + timedelta(hours=hour, minutes=30) for hour in range(-1, 6)]
    found = [coediting.as_json_at(document, moment) for moment in moments]
    assert found == [None, None, None, None, *wanted[3:]]
    coediting.replace_content(document, doc(paragraph("autre")), by=None)
    assert coediting.as_json_at(document, moments[-1]) == wanted[-1]
    assert coediting.as_json_at(document, timezone.now() + timedelta(hours=1)) == coediting.as_json(document)
