"""Two people put different versions of a text back at the same moment: one wins, the other is told, nothing is lost."""

from threading import Event

import pytest
from pycrdt import Doc

from portal import coediting
from portal.coediting.content import fragment
from portal.coediting.models import Document, Update
from portal.coediting.writer import Append, Appended, commit
from tests.coediting.texts import add_paragraph, doc, paragraph
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, create_specification, keep_version, restore_version
from workgroups.enums import GroupRoles, VersionKinds

from .crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def drafted(editors_wanted):
    """A draft with a version of each of its editors, and those versions."""
    group = GroupFactory()
    editors = [person_with(GroupRoles.EDITOR, group) for _ in range(editors_wanted)]
    specification = create_specification(
        group, title="Surfaces", code_prefix="TIC", by=editors[0], content=doc(paragraph("0"))
    )
    versions = []
    for number, editor in enumerate(editors):
        coediting.replace_content(specification.document, doc(paragraph(f"version {number}")), by=editor)
        versions.append(keep_version(specification, name=f"n° {number}", by=editor))
    return specification, editors, versions


def writer(document, editor, number, begun):
    """Writes a paragraph after the other until the text is another one; returns those that were acknowledged.

    It asks for nothing that others wrote (`after`, far ahead), as paragraphs of its own need none of it.
    """

    def write():
        mine, saved = Doc(), []
        for turn in range(5000):
            before = mine.get_state()
            with mine.transaction():
                add_paragraph(fragment(mine), words := f"{number} à {turn}")
            change = mine.get_update(before)
            (answer,) = commit([Append(document.pk, document.epoch, [(editor.pk, change)])])
            if not isinstance(answer, Appended):
                return saved
            saved.append(words)
            if turn == 1:
                begun.set()
        return saved

    return write


def test_of_two_who_restore_different_versions_one_wins_and_the_other_is_told():
    specification, editors, versions = drafted(4)
    document = specification.document
    epoch = Document.objects.get(pk=document.pk).epoch
    acts = [
        lambda version=version, editor=editor: restore_version(version, epoch=epoch, by=editor)
        for version, editor in zip(versions, editors, strict=True)
    ]
    outcomes = at_once(acts, expected=[GroupRefusal])
    won = [number for number, outcome in enumerate(outcomes) if not isinstance(outcome, GroupRefusal)]
    assert len(won) == 1
    told = {str(outcome) for outcome in outcomes if isinstance(outcome, GroupRefusal)}
    assert len(told) == 1 and str(editors[won[0]]) in told.pop(), "who was first"
    document.refresh_from_db()
    assert document.epoch == epoch + 1
    assert coediting.as_text(document) == f"version {won[0]}"
    assert list(Update.objects.filter(document=document, epoch=document.epoch).values_list("seq", flat=True)) == [1]
    assert specification.versions.filter(kind=VersionKinds.BEFORE_RESTORE).count() == 1


def test_while_two_restore_every_change_that_was_acknowledged_is_in_the_version_kept_before():
    specification, editors, versions = drafted(4)
    document = Document.objects.get(pk=specification.document_id)
    begun = [Event(), Event()]

    def restore(version, editor):
        for one in begun:
            assert one.wait(60)
        return restore_version(version, epoch=document.epoch, by=editor)

    acts = [writer(document, editors[number], number, begun[number]) for number in range(2)]
    acts += [lambda number=number: restore(versions[number], editors[number]) for number in (2, 3)]
    *saved, one, other = at_once(acts, expected=[GroupRefusal])
    assert isinstance(one, GroupRefusal) != isinstance(other, GroupRefusal)
    before = specification.versions.get(kind=VersionKinds.BEFORE_RESTORE)
    kept = coediting.text(before.content).split("\n")
    assert sorted(kept) == sorted(["version 3", *saved[0], *saved[1]])
    assert all(2 <= len(words) < 5000 for words in saved), "they wrote when the text was replaced"
