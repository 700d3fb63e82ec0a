"""Two people rename, or put aside what another one shows, at once: one is heard, the other is told."""

import pytest

from tests.factories.adoption import drafted, soon
from tests.factories.workgroups import person_with
from tests.races.crowd import at_once
from workgroups.actions import GroupRefusal, open_consultation, put_aside, rename_specification, take_up
from workgroups.actions.naming import names_version
from workgroups.enums import Audience, GroupRoles, SpecificationStatus
from workgroups.models import Specification, SpecificationEvent

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(outcomes):
    return sum(isinstance(one, GroupRefusal) for one in outcomes)


def test_two_rename_a_text_at_once():
    specification, facilitator = drafted()
    other, seen = person_with(GroupRoles.EDITOR, specification.group), names_version(specification)
    outcomes = at_once(
        [
            lambda who=who: rename_specification(specification, title=f"Volumes {who.pk}", version=seen, by=who)
            for who in (facilitator, other)
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1
    event = SpecificationEvent.objects.get()
    assert event.title == Specification.objects.get().title == f"Volumes {event.by_id}"


def test_two_texts_take_one_title_at_once():
    first, facilitator = drafted()
    second, _ = drafted(first.group, title="Accueil", code_prefix="ACC")
    outcomes = at_once(
        [
            lambda one=one: rename_specification(one, title="Volumes", version=names_version(one), by=facilitator)
            for one in (first, second)
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1
    assert Specification.objects.filter(title="Volumes").count() == SpecificationEvent.objects.count() == 1


def test_a_text_is_put_aside_and_shown_at_once():
    specification, facilitator = drafted()
    outcomes = at_once(
        [
            lambda: put_aside(specification, by=facilitator),
            lambda: open_consultation(specification, ends_on=soon(), audience=Audience.GROUP, by=facilitator),
        ],
        expected=[GroupRefusal],
    )
    assert refusals(outcomes) == 1
    is_shown = Specification.objects.get().status == SpecificationStatus.CONSULTATION
    assert specification.consultations.count() == is_shown
    assert SpecificationEvent.objects.count() == (not is_shown)


def test_two_put_aside_and_take_up_at_once():
    specification, facilitator = drafted()
    other = person_with(GroupRoles.FACILITATOR, specification.group)
    for act in (put_aside, take_up):
        acts = [lambda act=act, who=who: act(specification, by=who) for who in (facilitator, other)]
        assert refusals(at_once(acts, expected=[GroupRefusal])) == 1
    assert SpecificationEvent.objects.count() == 2
    assert Specification.objects.get().status == SpecificationStatus.DRAFT
    specification.document.refresh_from_db()
    assert not specification.document.is_closed
