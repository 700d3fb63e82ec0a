"""workgroups/codes.py: TIC-001, TIC-002…, given once."""

import pytest

from portal import coediting
from tests.coediting.texts import doc, requirement
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import create_specification
from workgroups.codes import requirement_codes
from workgroups.enums import GroupRoles, SpecificationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def specification():
    return SpecificationFactory(code_prefix="TIC")


def test_codes_are_given_in_order_and_kept(specification):
    assert requirement_codes(specification.document_id, [None, None]) == ["TIC-001", "TIC-002"]
    assert requirement_codes(specification.document_id, ["TIC-002", None, "TIC-001"]) == [
        "TIC-002",
        "TIC-003",
        "TIC-001",
    ]


def test_a_code_is_not_given_again_after_a_deletion(specification):
    requirement_codes(specification.document_id, [None, None])
    assert requirement_codes(specification.document_id, ["TIC-001", None]) == ["TIC-001", "TIC-003"]


@pytest.mark.parametrize("forged", ["TIC-999", "AMG-001", "TIC-0001", "TIC-000", "TIC-1"])
def test_a_code_this_specification_did_not_give_is_replaced(specification, forged):
    requirement_codes(specification.document_id, [None])
    assert requirement_codes(specification.document_id, ["TIC-001", forged]) == ["TIC-001", "TIC-002"]


def test_of_two_with_the_same_code_the_second_gets_another(specification):
    requirement_codes(specification.document_id, [None])
    assert requirement_codes(specification.document_id, ["TIC-001", "TIC-001"]) == ["TIC-001", "TIC-002"]


def test_a_text_that_is_no_draft_keeps_what_it_bears(specification):
    specification.status = SpecificationStatus.ADOPTED
    specification.save()
    assert requirement_codes(specification.document_id, [None, "XX-001"]) == [None, "XX-001"]


def test_a_document_begun_from_another_has_codes_of_its_own():
    group = GroupFactory()
    made = create_specification(
        group,
        title="Suite",
        code_prefix="NOM",
        by=person_with(GroupRoles.EDITOR, group),
        content=doc(requirement("repris", code="TIC-004"), requirement("neuf", identifier="r2")),
    )
    codes = [node["attrs"]["code"] for node in coediting.as_json(made.document)["content"]]
    assert codes == ["NOM-001", "NOM-002"]
