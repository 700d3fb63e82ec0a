"""Two people put different versions of a text back at the same moment: one wins, the other is told."""

import pytest

from portal import coediting
from portal.coediting.models import Document, Update
from tests.coediting.texts import doc, paragraph
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, create_specification, keep_version, restore_version
from workgroups.enums import GroupRoles, VersionKinds

from .crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_restore_different_versions_one_wins_and_the_other_is_told():
    group = GroupFactory()
    editors = [person_with(GroupRoles.EDITOR, group) for _ in range(4)]
    specification = create_specification(
        group, title="Surfaces", code_prefix="TIC", by=editors[0], content=doc(paragraph("0"))
    )
    document = specification.document
    versions = []
    for number, editor in enumerate(editors):
        coediting.replace_content(document, doc(paragraph(f"version {number}")), by=editor)
        versions.append(keep_version(specification, name=f"n° {number}", by=editor))
    epoch = Document.objects.get(pk=document.pk).epoch
    acts = [
        lambda version=version, editor=editor: restore_version(version, epoch=epoch, by=editor)
        for version, editor in zip(versions, editors, strict=True)
    ]
    outcomes = at_once(acts, expected=[GroupRefusal])
    won = [number for number, outcome in enumerate(outcomes) if not isinstance(outcome, GroupRefusal)]
    assert len(won) == 1
    document.refresh_from_db()
    assert document.epoch == epoch + 1
    assert coediting.as_text(document) == f"version {won[0]}"
    assert list(Update.objects.filter(document=document, epoch=document.epoch).values_list("seq", flat=True)) == [1]
    assert specification.versions.filter(kind=VersionKinds.BEFORE_RESTORE).count() == 1
