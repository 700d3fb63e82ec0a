"""What somebody writes is not lost where it can no longer be taken."""

import pytest
from django.urls import reverse

from tests.factories.adoption import consulted, drafted, put_to_vote
from tests.factories.workgroups import person_with
from workgroups.actions import close_consultation, withdraw_vote
from workgroups.enums import GroupRoles, VoteModes
from workgroups.models import ConsultationComment

pytestmark = pytest.mark.django_db

WRITTEN = "Et en zone blanche ?\nJe pense aux deux hameaux."


@pytest.fixture
def draft():
    return drafted()


def address(name, specification, *more):
    return reverse(f"workgroups:{name}", args=[specification.group.slug, specification.document_id, *more])


def kept(answer):
    """The part of the page with the words that were not sent."""
    page = answer.content.decode()
    start = page.index('id="unsent"')
    return page[start : page.index("</section>", start)]


def test_a_comment_written_while_the_consultation_closes_is_shown_to_be_copied(draft, client):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    client.force_login(person_with(GroupRoles.READER, specification.group))
    assert 'id="unsent"' not in client.get(consultation.get_absolute_url()).content.decode()
    close_consultation(consultation, by=facilitator)
    sent = {"anchor": "TIC-001", "text": WRITTEN}
    answer = client.post(address("comment-create", specification, consultation.public_id), sent)
    assert answer.status_code == 422 and not ConsultationComment.objects.exists()
    said = kept(answer)
    assert "Et en zone blanche ?<br>Je pense aux deux hameaux." in said
    assert "Cette consultation ne reçoit plus de commentaires." in said and "Copier ce que j’ai écrit" in said
    assert 'id="unsent"' not in client.get(consultation.get_absolute_url()).content.decode()


def test_an_objection_written_while_the_vote_ends_is_shown_to_be_copied(draft, client):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator, mode=VoteModes.CONSENT)
    withdraw_vote(vote, reason="Une erreur au chapitre 2.", by=facilitator)
    client.force_login(facilitator)
    answer = client.post(
        address("ballot-cast", specification, vote.public_id), {"choice": "objection", "reason": WRITTEN}
    )
    assert answer.status_code == 422
    assert "Je pense aux deux hameaux." in kept(answer) and "Ce vote est terminé." in kept(answer)
    assert f'action="{address("ballot-cast", specification, vote.public_id)}"' not in answer.content.decode()


def test_the_reason_of_a_withdrawal_that_comes_too_late_is_shown_to_be_copied(draft, client):
    specification, facilitator = draft
    vote = put_to_vote(specification, facilitator)
    withdraw_vote(vote, reason="Une erreur au chapitre 2.", by=facilitator)
    client.force_login(facilitator)
    answer = client.post(address("vote-withdraw", specification, vote.public_id), {"reason": WRITTEN})
    assert answer.status_code == 409 and "Je pense aux deux hameaux." in kept(answer)
