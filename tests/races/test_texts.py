"""Requirements that want codes and files that become texts, many at once."""

import pytest

from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from tests.races.crowd import at_once
from tests.workgroups.test_importing import sent, word
from workgroups.actions import GroupRefusal
from workgroups.actions.bringing_in import MOST_EACH, send_file
from workgroups.codes import requirement_codes
from workgroups.enums import GroupRoles
from workgroups.models import TextImport

pytestmark = pytest.mark.django_db(transaction=True)


def test_rooms_of_many_workers_never_get_the_same_code():
    specification = SpecificationFactory(code_prefix="TIC")
    given = at_once([lambda: requirement_codes(specification.document_id, [None] * 5)] * 8)
    assert sorted(code for codes in given for code in codes) == [f"TIC-{number:03}" for number in range(1, 41)]


def test_somebody_who_sends_files_from_many_windows_at_once_has_no_more_read_than_from_one():
    group = GroupFactory()
    editor = person_with(GroupRoles.EDITOR, group)
    acts = [lambda: send_file(group, sent(word()), by=editor, given={"title": "Surfaces"})] * 6
    outcomes = at_once(acts, expected=[GroupRefusal])
    assert sum(isinstance(one, GroupRefusal) for one in outcomes) == 6 - MOST_EACH
    assert TextImport.objects.count() == MOST_EACH
