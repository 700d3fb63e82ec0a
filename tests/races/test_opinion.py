"""An accompanier withdraws a request while its expert answers: one of both is heard, the other is told."""

import pytest

from portal.notices import Notice
from projects.actions import give_opinion, revoke_opinion
from projects.enums import OpinionStatus
from projects.refusals import OpinionRefusal
from tests.factories.projects import opinion_asked

from .crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_answer_and_a_withdrawal_have_one_winner():
    asked = opinion_asked()
    answers = at_once(
        [
            lambda: give_opinion(asked, by=asked.expert, verdict="favourable", text="Oui."),
            lambda: revoke_opinion(asked, by=asked.asked_by),
        ],
        expected=[OpinionRefusal],
    )
    asked.refresh_from_db()
    given = asked.status == OpinionStatus.GIVEN
    assert [isinstance(answer, OpinionRefusal) for answer in answers] == ([False, True] if given else [True, False])
    assert (asked.text == "Oui.") == given
    told = set(Notice.objects.filter(kind__startswith="opinion").values_list("kind", flat=True))
    assert told - {"opinion_asked"} == ({"opinion_given"} if given else {"opinion_revoked"})
